"""Provenance: telling, of anything printed, what it is, which code made it, from which rows."""
