"""Where somebody stands, and what a table of many says. Plain Python."""
