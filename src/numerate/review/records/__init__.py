"""Records and decisions as reviewers' tools export them."""
