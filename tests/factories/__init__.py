"""Rows for tests: plain functions, dull on purpose."""

from datetime import UTC, date, datetime

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
