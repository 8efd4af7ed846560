"""Nothing grows for ever: what is kept for how long (``lines``), and the nightly job that keeps to it."""
