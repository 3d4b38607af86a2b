"""For reviewers: where a number comes from, and whether a rendered file agrees with the data."""
