"""What a certificate says and how its number is made. Plain Python: no Django, no database, no clock."""
