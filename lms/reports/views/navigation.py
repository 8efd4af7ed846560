"""The ways about the site that records and teams add."""

from django.http import HttpRequest
from django.urls import reverse

from lms.core.context import MenuItem, adds_to_navigation
from lms.people.permissions import MANAGES
from lms.people.views.hints import roles_hinted


@adds_to_navigation
def record_and_teams(request: HttpRequest) -> list[MenuItem]:
    """“Team” is offered on a hint; the team's pages decide for themselves, each time."""
    if not request.user.is_authenticated:
        return []
    items: list[MenuItem] = [{"label": "My record", "address": reverse("reports:record")}]
    if MANAGES in roles_hinted(request):
        items.append({"label": "Team", "address": reverse("reports:teams")})
    return items
