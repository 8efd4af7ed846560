"""What managers and learners read."""
