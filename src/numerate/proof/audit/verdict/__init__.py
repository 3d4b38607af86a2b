"""What the differences between a file and the data mean, and how they are told."""
