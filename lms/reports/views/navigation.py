"""The ways about the site: learning, courses, one's record, teams."""

from django.http import HttpRequest
from django.urls import reverse

from lms.core.context import MenuItem, adds_to_navigation
from lms.people.permissions import MANAGES
from lms.people.views.hints import roles_hinted


@adds_to_navigation
def ways_about(request: HttpRequest) -> list[MenuItem]:
    """“Team” is offered on a hint; the team's pages decide for themselves, each time."""
    courses = _way("Courses", "courses:catalogue")
    if not request.user.is_authenticated:
        return [courses]
    ways = [_way("My learning", "courses:my_learning"), courses, _way("My record", "reports:record")]
    if MANAGES in roles_hinted(request):
        ways.append(_way("Team", "reports:teams"))
    return ways


def _way(label: str, name: str) -> MenuItem:
    return {"label": label, "address": reverse(name)}
