"""What learning adds to the main navigation. Costs no statement beyond knowing who asks."""

from django.http import HttpRequest

from lms.core.context import MenuItem, adds_to_navigation


@adds_to_navigation
def learning(request: HttpRequest) -> list[MenuItem]:
    courses: MenuItem = {"label": "Courses", "address": "/courses/"}
    if not request.user.is_authenticated:
        return [courses]
    return [{"label": "My learning", "address": "/learn/"}, courses]
