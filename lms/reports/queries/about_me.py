"""Everything that is kept about one person. One statement for each table."""

from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db.models import Q

from lms.people.models import User
from lms.reports.rules.about_me import PARTS, Part

#: Mails and invitations know an address, not a person.
BY_ADDRESS = {"people.Invitation": "email", "core.OutgoingMail": "to"}


def everything_about(person: User) -> list[tuple[Part, list[dict[str, Any]]]]:
    """Each part with its rows, by the names that the copy gives to their columns. Empty parts included."""
    addresses = [*EmailAddress.objects.filter(user=person).values_list("email", flat=True), person.email]
    return [(part, _rows(part, person, addresses)) for part in PARTS]


def _rows(part: Part, person: User, addresses: list[str]) -> list[dict[str, Any]]:
    model = apps.get_model(part.table)
    if part.table in BY_ADDRESS:
        mine = Q()
        for address in dict.fromkeys(addresses):
            mine |= Q(**{f"{BY_ADDRESS[part.table]}__iexact": address})
    else:
        mine = Q(**{part.path: person.pk})
    rows = model._default_manager.filter(mine).order_by("pk").values_list(*part.columns.values())
    return [dict(zip(part.columns, row, strict=True)) for row in rows]
