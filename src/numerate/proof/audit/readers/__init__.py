"""What a file says: PDF, Word, HTML and plain text as fragments, whoever wrote them."""
