"""What is told when something happens elsewhere."""
