"""What everything stands on: the project and its files, programs, issues, digests, packs."""
