"""Deduplication: which records are one report, why, and what people were asked about it."""
