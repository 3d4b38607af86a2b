"""The rules, one in each file, each with a text that breaks it and one that keeps it."""
