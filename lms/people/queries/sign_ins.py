"""Where a person is signed in, and what happened to how they sign in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet

from lms.core.models import AuditEntry
from lms.core.words import listed
from lms.people.models import User
from lms.people.rules.sessions import device_words

#: In words for the person themselves. ``{by}`` is who did it, if somebody else.
WORDS = {
    "account.made": "Your account was made",
    "account.closed": "Your account was closed by {by}",
    "account.reopened": "Your account was opened again by {by}",
    "address.confirmed": "An e-mail address was added to your account",
    "address.made_main": "You made another address the main one",
    "address.removed": "You removed an e-mail address",
    "factor.added": "You added: {factor}",
    "factor.refused": "A wrong code was given for your {factor}",
    "factor.removed": "You removed: {factor}",
    "factor.renewed": "You made new recovery codes",
    "factors.removed": "Your second factor was removed by {by}",
    "password.changed": "You changed your password",
    "password.chosen": "You chose a password",
    "password.reset": "You chose a new password by an e-mailed code",
    "provider.linked": "You signed in with {provider} for the first time",
    "session.ended": "You signed out another device",
    "sign_in": "You signed in {how}",
    "sign_in.refused": "A wrong password was given for your account",
}
HOW = {
    "code": "by an e-mailed code",
    "mfa": "with a second factor",
    "passkey": "with a passkey",
    "password": "with your password",
    "socialaccount": "with your organisation’s sign-in",
}


@dataclass(frozen=True)
class SignInEvent:
    """Something that happened to how a person signs in."""

    at: datetime
    what: str
    device: str
    is_new: bool
    is_trouble: bool


def sessions_of(person: User, *, at: datetime) -> QuerySet[UserSession]:
    """Where they are signed in, the newest first. One statement."""
    alive = Session.objects.filter(pk=OuterRef("session_key"), expire_date__gt=at)
    return UserSession.objects.filter(Exists(alive), user=person).order_by("-created_at", "-pk")


def sign_in_entries(person: User) -> QuerySet[AuditEntry]:
    """What the audit has about how they sign in, the newest first."""
    return AuditEntry.objects.filter(subject_id=person.pk, action__in=WORDS).latest_first()


def sign_in_events(entries: Iterable[AuditEntry]) -> list[SignInEvent]:
    """In words. One statement, for the names of whoever did it."""
    entries = list(entries)
    names = dict(User.objects.filter(pk__in={each.by_id for each in entries}).values_list("pk", "name"))
    return [
        SignInEvent(
            at=each.at,
            what=_words(each, names.get(each.by_id or 0, "the system")),
            device=each.detail.get("device", ""),
            is_new=bool(each.detail.get("is_new")),
            is_trouble=each.action.endswith(".refused"),
        )
        for each in entries
    ]


def _words(entry: AuditEntry, by: str) -> str:
    how = listed(list(dict.fromkeys(HOW[each] for each in entry.detail.get("how", []) if each in HOW)))
    factor = entry.detail.get("factor", "second factor")
    provider = entry.detail.get("provider", "your organisation")
    return WORDS[entry.action].format(by=by, how=how, factor=factor, provider=provider).strip()


def device_of_session(session: UserSession) -> str:
    return device_words(session.user_agent)
