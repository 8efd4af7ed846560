"""Signing in at one's organisation (OpenID Connect), as allauth asks for it. Settings name the providers."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthError
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse

from lms.people.models import User
from lms.people.rules.sessions import states_second_factor

PROTOCOL = "openid_connect"
CANCELLED = "You did not sign in there. Try again, or sign in here by password or code."
AWAY = (
    "The sign-in of {name} does not answer as it should. Try again in a while, or sign in here by an "
    "e-mailed code."
)
NOT_KNOWN = (
    "{name} knows you, but no account here has an e-mail address that both of us have confirmed. "
    "Sign in by an e-mailed code and add your work address to your account; or ask whoever looks after your "
    "organisation for an invitation."
)


def providers() -> list[dict[str, str]]:
    """Name and identifier of each, for the sign-in page."""
    return [{"name": each["name"], "id": each["provider_id"]} for each in settings.SINGLE_SIGN_ON]


def said_no(request: HttpRequest, sentence: str) -> ImmediateHttpResponse:
    """Raised, it leads out of allauth to a page that says why and what to do."""
    values = {"title": "You are not signed in", "message": sentence, "see": reverse("account_login")}
    values["see_text"] = "Sign in another way"
    return ImmediateHttpResponse(render(request, "core/refusal.html", values, status=403))


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Nobody comes in who is not here already, and roles never come from elsewhere."""

    def list_apps(
        self, request: HttpRequest | None, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """From the settings alone: none is looked for in the database."""
        apps = [SocialApp(provider=PROTOCOL, **each) for each in settings.SINGLE_SIGN_ON]
        return [
            each
            for each in apps
            if provider in (None, PROTOCOL, each.provider_id) and client_id in (None, each.client_id)
        ]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Whoever comes for the first time is known by an address that both sides have confirmed.

        Raises what leads to a page that says so, if there is none.
        """
        if sociallogin.is_existing:
            return
        person = person_with_confirmed(each.email for each in sociallogin.email_addresses if each.verified)
        if not person:
            raise said_no(request, NOT_KNOWN.format(name=sociallogin.provider.name))
        if person.is_active:
            sociallogin.connect(request, person)
        else:
            sociallogin.user = person  # allauth says that the account is closed

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        is_cancelled = error == AuthError.CANCELLED
        raise said_no(request, CANCELLED if is_cancelled else AWAY.format(name=provider.name))


def person_with_confirmed(addresses: Any) -> User | None:
    for address in addresses:
        found = (
            EmailAddress.objects.filter(email__iexact=address, verified=True).select_related("user").first()
        )
        if found:
            person: User = found.user
            return person
    return None


def did_provider_ask(sociallogin: SocialLogin | None) -> bool:
    """Whether the provider says that it asked for a second factor just now."""
    if sociallogin is None:
        return False
    return states_second_factor(sociallogin.account.extra_data.get("id_token") or {})


class SecondFactorStage(AuthenticateStage):  # type: ignore[misc]
    """Asked for by us, unless their organisation has just done it."""

    def _should_handle(self, request: HttpRequest) -> bool:
        if did_provider_ask((self.login.signal_kwargs or {}).get("sociallogin")):
            return False
        return bool(super()._should_handle(request))
