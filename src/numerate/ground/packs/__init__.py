"""Packs: one zip of a compendium for a journal, written and read with care."""
