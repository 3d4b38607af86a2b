"""What the data say a document should read: passages with the keys in them."""
