"""Versions of a review: what changed between two of them, releases, marked changes."""
