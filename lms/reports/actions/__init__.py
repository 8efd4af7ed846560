"""What people may ask for about themselves: a copy of everything, and to be forgotten."""

from lms.reports.actions.copying import KEPT_FOR, ask_for_copy, make_copy, zipped
from lms.reports.actions.erasing import NOT_THERE, erase

__all__ = ["KEPT_FOR", "NOT_THERE", "ask_for_copy", "erase", "make_copy", "zipped"]
