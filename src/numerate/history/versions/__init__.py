"""Versions: reading, comparing, releasing versions of a review, and marking their changes."""
