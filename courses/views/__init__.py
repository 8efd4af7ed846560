"""The learner's doors."""
