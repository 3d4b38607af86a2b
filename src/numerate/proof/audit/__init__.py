"""Whether a rendered file, whoever made or edited it, agrees with the data."""
