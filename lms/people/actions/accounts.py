"""Accounts: made, named, closed, reopened. Never deleted."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from lms.core import audit, mail
from lms.core.refusals import Refusal
from lms.people.actions.memberships import end_membership
from lms.people.actions.roles import end_role, grant_role
from lms.people.actions.telling import tell_of_another_name
from lms.people.models import Membership, Organisation, RoleHolding, User
from lms.people.queries import network_administrators, person_with_address
from lms.people.rules.roles import NETWORK_ADMINISTRATOR


class AddressInUse(Refusal):
    pass


class NetworkHasAdministrator(Refusal):
    pass


@transaction.atomic
def make_account(
    *, email: str, name: str, password: str | None = None, by: User | None, at: datetime
) -> User:
    """An account whose address is confirmed. Without a password the person signs in by e-mailed code."""
    if User.objects.filter(email__iexact=email).exists() or person_with_address(email):
        raise AddressInUse("There is already an account with this e-mail address. Sign in with it instead.")
    user = User.objects.create_user(email, password, name=name)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    audit.record(action="account.made", by=by or user, at=at, about=user, subject=user)
    return user


@transaction.atomic
def rename(*, user: User, name: str, by: User, at: datetime) -> User:
    user = User.objects.select_for_update().get(pk=user.pk)
    before, user.name = user.name, name
    user.save(update_fields=["name", "searchable_name"])
    audit.record(action="account.renamed", by=by, at=at, about=user, subject=user)
    if by.pk != user.pk:
        tell_of_another_name(user, before, by=by, at=at)
    return user


@transaction.atomic
def set_certificate_details(
    *, user: User, name: str, employer: Organisation | None, by: User, at: datetime
) -> User:
    """The name and the employer that future certificates print; those already made stay as they are."""
    user = User.objects.select_for_update().get(pk=user.pk)
    user.name_on_certificates = name
    user.employer_on_certificates = employer
    user.asked_about_certificates_at = at
    user.save(
        update_fields=["name_on_certificates", "employer_on_certificates", "asked_about_certificates_at"]
    )
    audit.record(action="account.certificate_details_set", by=by, at=at, about=user, subject=user)
    return user


@transaction.atomic
def close_account(*, user: User, by: User, at: datetime, reason: str = "") -> User:
    """Nobody signs in with it: sessions end at once, so do memberships and roles. Records stay."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.closed_at:
        return user
    today = timezone.localdate(at)
    for holding in RoleHolding.objects.open().filter(user=user):
        end_role(holding=holding, by=by, at=at)
    for membership in Membership.objects.open().filter(user=user):
        end_membership(membership=membership, on=max(today, membership.since), by=by, at=at)
    user.refresh_from_db()
    user.closed_at, user.is_active = at, False
    user.save(update_fields=["closed_at", "is_active"])
    audit.record(action="account.closed", by=by, at=at, about=user, subject=user, reason=reason)
    return user


@transaction.atomic
def reopen_account(*, user: User, by: User, at: datetime) -> User:
    """The person signs in by e-mailed code and sets a new password, so that no old session comes to life.

    Memberships and roles are given anew.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.closed_at:
        return user
    user.closed_at, user.is_active = None, True
    user.set_unusable_password()
    user.save(update_fields=["closed_at", "is_active", "password"])
    audit.record(action="account.reopened", by=by, at=at, about=user, subject=user)
    return user


@transaction.atomic
def make_first_administrator(*, email: str, name: str, at: datetime) -> User:
    """Start an empty site: an account, the role of network administrator, a mail that says how to sign in."""
    if network_administrators().exists():
        raise NetworkHasAdministrator(
            "This site already has a network administrator, so nothing was changed. "
            "You can give more people the role under Organisation, Roles."
        )
    user = person_with_address(email) or make_account(email=email, name=name, by=None, at=at)
    grant_role(user=user, role=NETWORK_ADMINISTRATOR.key, by=None, at=at)
    text = render_to_string(
        "people/mail/first_administrator.txt",
        {
            "name": user.name,
            "site_name": settings.SITE_NAME,
            "address": settings.SITE_URL + reverse("account_login"),
        },
    )
    mail.post(
        to=user.email,
        subject=f"Your account at {settings.SITE_NAME}",
        text=text,
        key=f"first-administrator.{user.pk}",
        at=at,
    )
    user.refresh_from_db()
    return user
