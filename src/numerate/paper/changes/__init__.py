"""Changes: what differs between two versions of a review, and why."""
