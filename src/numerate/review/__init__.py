"""Reviews: what reviewers export and extract, and the arithmetic done on it."""
