"""The ways about the site that learning and teams add."""

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from lms.core.context import MenuItem, adds_to_navigation
from lms.people.permissions import MANAGES
from lms.people.views.hints import roles_hinted


@adds_to_navigation
def ways_about(request: HttpRequest) -> list[MenuItem]:
    """“Team” is offered on a hint; the team's pages decide for themselves, each time."""
    ways = [("Courses", "courses:catalogue")]
    if request.user.is_authenticated:
        ways = [("My learning", "courses:my_learning"), *ways, ("My record", "reports:record")]
        if MANAGES in roles_hinted(request):
            ways.append(("Team", "reports:teams"))
    return [item for way in ways for item in _item(*way)]


def _item(label: str, name: str) -> list[MenuItem]:
    try:
        address = reverse(name)
    except NoReverseMatch:  # a way that leads nowhere is not offered
        return []
    return [{"label": label, "address": address}]
