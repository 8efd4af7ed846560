"""What it costs to make a course findable, in statements: the first time, and again. However many lessons."""

from django.db import connection

FIRST, AGAIN = (11, 14) if connection.vendor == "sqlite" else (10, 11)
