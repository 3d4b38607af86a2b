"""Recheck of a paper alone: what in its text cannot be, for readers who have no data."""
