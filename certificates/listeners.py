"""What happens here when something happens elsewhere."""
