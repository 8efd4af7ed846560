"""The ways about the site that learning and teams add."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from lms.core.context import adds_to_navigation
from lms.people.models import Membership, User

#: In the session: whether the person manages a team, and when that was last looked up.
HINT = "manages_a_team"
FRESH_FOR = timedelta(hours=1)


@adds_to_navigation
def ways_about(request: HttpRequest) -> list[dict[str, Any]]:
    ways = [("Courses", "courses:catalogue")]
    if request.user.is_authenticated:
        ways = [("My learning", "courses:my_learning"), *ways, ("My record", "reports:record")]
        if manages_a_team(request):
            ways.append(("Team", "reports:teams"))
    return [item for way in ways for item in _item(*way)]


def manages_a_team(request: HttpRequest) -> bool:
    """Whether “Team” is offered: a hint kept in the session, so that learners' pages ask nothing for it.

    It may be an hour late either way. That opens nothing and closes nothing: the team's pages decide for
    themselves, each time.
    """
    manages, since = request.session.get(HINT, (False, None))
    now = timezone.now()
    if since is None or not timedelta() <= now - datetime.fromisoformat(since) < FRESH_FOR:
        return remember(request, request.user, now)
    return bool(manages)


def remember(request: HttpRequest, user: User, at: datetime) -> bool:
    """Look it up, and keep it in the session. One statement."""
    today = timezone.localdate(at)
    manages = Membership.objects.on(today).managers().filter(user=user.pk).exists()
    request.session[HINT] = (manages, at.isoformat())
    return manages


def remember_at_sign_in(sender: object, request: HttpRequest, user: User, **_: object) -> None:
    remember(request, user, timezone.now())


def _item(label: str, name: str) -> list[dict[str, Any]]:
    try:
        href = reverse(name)
    except NoReverseMatch:  # a way that leads nowhere is not offered
        return []
    return [{"text": label, "href": href, "label": label, "address": href}]
