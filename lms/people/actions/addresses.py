"""A person's addresses: each confirmed one signs in."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from lms.core import audit
from lms.core.refusals import Refusal
from lms.people.actions.telling import tell_of_another_address
from lms.people.models import User
from lms.people.queries import person_with_address


class AddressOfAnother(Refusal):
    pass


@transaction.atomic
def add_confirmed_address(*, user: User, email: str, by: User, at: datetime) -> EmailAddress:
    """One more address that is known to be theirs; an unconfirmed one of theirs becomes confirmed.

    Raises AddressOfAnother. Unconfirmed claims of other accounts to it end.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    email = email.strip().lower()
    owner = person_with_address(email)
    if owner and owner.pk != user.pk:
        raise AddressOfAnother(f"{email} belongs to another account.")
    EmailAddress.objects.filter(email__iexact=email, verified=False).exclude(user=user).delete()
    address, _ = EmailAddress.objects.get_or_create(user=user, email=email)
    if not address.verified:
        address.verified = True
        address.save(update_fields=["verified"])
        audit.record(action="address.confirmed", by=by, at=at, about=user, subject=user)
        tell_of_another_address(user, email, by=by, at=at)
    return address
