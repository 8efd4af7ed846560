"""What the navigation may know of somebody without asking the database on every page."""

from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

from lms.people.interop import end_in_time
from lms.people.models import User
from lms.people.permissions import roles_of

#: In the session: the roles, and when they were last looked up.
ROLES = "roles"
FRESH_FOR = timedelta(hours=1)


def roles_hinted(request: HttpRequest) -> frozenset[str]:
    """``roles_of`` as of some time within the last hour, kept in the session. For navigation only.

    It may be an hour late either way. That opens nothing and closes nothing: pages decide for themselves.
    """
    if not request.user.is_authenticated:
        return frozenset()
    roles, since = request.session.get(ROLES, ([], None))
    now = timezone.now()
    if since is None or not timedelta() <= now - datetime.fromisoformat(since) < FRESH_FOR:
        return remember_roles(request, request.user, now)
    return frozenset(roles)


def remember_roles(request: HttpRequest, user: User, at: datetime) -> frozenset[str]:
    """Look them up, and keep them in the session, which ends in time for what they allow. One statement."""
    roles = roles_of(user, on=timezone.localdate(at))
    request.session[ROLES] = (sorted(roles), at.isoformat())
    end_in_time(request, roles, at=at)
    return roles
