"""What must be true of learning at any time; asked by ``python -m lms check_invariants``."""
