"""What every page may know of somebody without asking the database."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from lms.people.interop import end_in_time, has_second_factor
from lms.people.models import User
from lms.people.permissions import roles_of
from lms.people.rules.sessions import second_factor_due_on

#: In the session: the roles, and when they were last looked up.
ROLES = "roles"
FRESH_FOR = timedelta(hours=1)
#: In the session: the first day on which a second factor is needed; none if it is there, or not needed.
SECOND_FACTOR_DUE = "second_factor_due"
#: In the session: whether their organisation's sign-in said that it had asked for one.
FACTOR_STATED = "factor_stated"


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
    """Look them up, and keep them in the session, which ends in time for what they allow.

    One statement; another where a second factor is asked for.
    """
    roles = roles_of(user, on=timezone.localdate(at))
    request.session[ROLES] = (sorted(roles), at.isoformat())
    request.session[SECOND_FACTOR_DUE] = _due(user, at) if roles else None
    end_in_time(request, roles, at=at)
    return roles


def forget_roles(request: HttpRequest) -> None:
    """They, and what is due because of them, are looked up with the next page."""
    request.session.pop(ROLES, None)


def second_factor_due(request: HttpRequest) -> date | None:
    """The first day on which this person needs a second factor; None if they have one, or need none."""
    if not settings.SECOND_FACTOR_REQUIRED or not roles_hinted(request) or request.session.get(FACTOR_STATED):
        return None
    due = request.session.get(SECOND_FACTOR_DUE)
    return date.fromisoformat(due) if due else None


def second_factor_is_due(request: HttpRequest, now: datetime) -> bool:
    """Whether pages of trust are closed. It may have been set up meanwhile, on another device say."""
    due = second_factor_due(request)
    if due is None or due > timezone.localdate(now) or not request.user.is_authenticated:
        return False
    return not has_second_factor(request.user)


def _due(user: User, at: datetime) -> str | None:
    if not settings.SECOND_FACTOR_REQUIRED or has_second_factor(user):
        return None
    return (user.second_factor_due_on or second_factor_due_on(timezone.localdate(at))).isoformat()
