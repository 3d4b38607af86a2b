"""Bedtime stories, made up: everything comes from exports that numerate import and dedup read."""

from numerate import parts

PARTS = (parts.searches(), parts.flow(), parts.agreement(), parts.exclusions())
