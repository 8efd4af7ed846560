"""Plain decisions about people: no Django, no clock."""
