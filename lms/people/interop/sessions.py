"""What the session knows of how somebody signed in, and when it ends."""

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest

from lms.people.rules.sessions import TRUSTED_FOR, device_words, is_idle

#: In the session.
SIGNED_IN_AT = "signed_in_at"
SHARED_COMPUTER = "shared_computer"
LAST_SEEN = "last_seen"
SEEN_ANEW_AFTER = timedelta(minutes=1)  # so that not every page writes the session


def has_just_signed_in(request: HttpRequest, now: datetime) -> bool:
    """Within ``ACCOUNT_REAUTHENTICATION_TIMEOUT`` seconds."""
    begun = request.session.get(SIGNED_IN_AT)
    since = now - datetime.fromisoformat(begun) if begun else None
    return since is not None and since < timedelta(seconds=settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)


def device_in_words(request: HttpRequest) -> str:
    return device_words(request.headers.get("User-Agent", ""))


def is_shared(request: HttpRequest) -> bool:
    """Whether they said that others use this computer, too."""
    return bool(request.session.get(SHARED_COMPUTER))


def share(request: HttpRequest, *, is_shared: bool) -> None:
    """What they said before signing in; the session that begins then keeps it."""
    if is_shared:
        request.session[SHARED_COMPUTER] = True
    else:
        request.session.pop(SHARED_COMPUTER, None)


def has_walked_away(request: HttpRequest, now: datetime) -> bool:
    """Whether nothing was asked for in time; if not, that something is asked for now is kept."""
    said = request.session.get(LAST_SEEN) or request.session.get(SIGNED_IN_AT)
    last = datetime.fromisoformat(said) if said else None
    if last and is_idle(last, now):
        return True
    if not last or now - last > SEEN_ANEW_AFTER:
        request.session[LAST_SEEN] = now.isoformat()
    return False


def end_in_time(request: HttpRequest, roles: frozenset[str], *, at: datetime) -> None:
    """With the browser on a shared computer; after ``TRUSTED_FOR`` for whoever is trusted with more."""
    if is_shared(request):
        request.session.set_expiry(0)
    elif roles:
        begun = request.session.get(SIGNED_IN_AT)
        request.session.set_expiry((datetime.fromisoformat(begun) if begun else at) + TRUSTED_FOR)
