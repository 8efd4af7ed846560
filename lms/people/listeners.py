"""What follows when somebody signs out."""

from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest


@receiver(user_logged_out)
def forget_on_the_device(request: HttpRequest | None, **_: Any) -> None:
    """The headers tell the browser to forget the pages it has seen."""
    if request is not None:
        request.signed_out = True  # type: ignore[attr-defined]
