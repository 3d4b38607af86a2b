"""Which letter of the manuscript is which letter of a file."""
