from tests.activity_kind import rule  # noqa: F401 - made known before its page is
from tests.activity_kind.page import ChecklistPage

__all__ = ["ChecklistPage"]
