"""A person's entries in professional registers."""

from datetime import datetime

from django.db import transaction

from lms.core import audit
from lms.core.refusals import Refusal
from lms.people.models import Registration, User


class NumberInUse(Refusal):
    pass


@transaction.atomic
def add_registration(*, user: User, register: str, number: str, by: User, at: datetime) -> Registration:
    number = number.replace(" ", "").upper()
    known = Registration.objects.filter(register=register, number=number).first()
    if known and known.user_id == user.pk:
        return known
    if known:
        raise NumberInUse(
            "This number is already registered with another account. "
            "Check it, or write to the address at the foot of the page."
        )
    registration = Registration.objects.create(user=user, register=register, number=number)
    audit.record(action="registration.added", by=by, at=at, about=registration, subject=user)
    return registration


@transaction.atomic
def remove_registration(*, registration: Registration, by: User, at: datetime) -> None:
    audit.record(action="registration.removed", by=by, at=at, about=registration, subject=registration.user)
    registration.delete()
