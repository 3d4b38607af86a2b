"""The figures: pictures drawn from computed values, each with its text and its alternative text."""
