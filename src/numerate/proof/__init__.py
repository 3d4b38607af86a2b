"""Proof that paper and data agree: faults in the sources, and in any rendered file."""
