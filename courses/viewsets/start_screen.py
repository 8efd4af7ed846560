"""What a trainer sees first: my courses, changes not released, reviews due, and “New course”."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from courses.viewsets.access import is_trainer
from courses.viewsets.rows import rows_for

SOON_DAYS = 30


class MyCourses(Component):
    name = "my_courses"
    template_name = "courses/authoring/start_screen.html"
    order = 10

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        request = parent_context["request"]
        rows = [row for row in rows_for(request.user) if row.is_mine] if is_trainer(request.user) else []
        today = timezone.localdate()
        return {
            "request": request,
            "csrf_token": parent_context.get("csrf_token"),
            "is_trainer": is_trainer(request.user),
            "rows": rows,
            "changed": [row for row in rows if row.is_changed or not row.edition],
            "due": [row for row in rows if _is_due(row.page.review_due_on, today)],
        }


def _is_due(on: Any, today: Any) -> bool:
    return on is not None and (on - today).days <= SOON_DAYS
