"""Systematic reviews whose paper cannot disagree with its data."""

__version__ = "0.1.0"
