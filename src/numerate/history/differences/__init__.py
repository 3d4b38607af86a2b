"""The comparison of two versions, told as text, note, page or data."""
