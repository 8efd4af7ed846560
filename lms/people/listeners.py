"""What follows when somebody signs in or out."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from lms.people.interop import SIGNED_IN_AT
from lms.people.models import User
from lms.people.views.hints import remember_roles


@receiver(user_logged_out)
def forget_on_the_device(request: HttpRequest | None, **_: Any) -> None:
    """The headers tell the browser to forget the pages it has seen."""
    if request is not None:
        request.signed_out = True  # type: ignore[attr-defined]


@receiver(user_logged_in)
def hint_at_roles(request: HttpRequest, user: User, **_: Any) -> None:
    """So that the first page after signing in asks nothing for its navigation either."""
    at = timezone.now()
    request.session[SIGNED_IN_AT] = at.isoformat()
    remember_roles(request, user, at)


@receiver(user_logged_in)
def know_the_device(request: HttpRequest, user: User, **_: Any) -> None:
    """A middleware puts it into the answer."""
    request.has_just_signed_in = user.pk  # type: ignore[attr-defined]
