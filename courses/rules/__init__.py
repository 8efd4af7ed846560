"""Plain decisions about learning: no Django, no clock."""
