"""Requests of somebody who has signed in: all of them, but for the few pages that anybody may open."""

from django.http import HttpRequest

from lms.people.models import User


class SignedInRequest(HttpRequest):
    """What a view gets that is not open to everybody, since ``LoginRequiredMiddleware`` let it pass."""

    user: User
