"""Finding people among those somebody looks after."""

from datetime import date

from allauth.account.models import EmailAddress
from django.db.models import Prefetch, Q, QuerySet

from lms.core.text import searchable
from lms.people.models import Membership, Organisation, User
from lms.people.queries.organisations import people_of


def find_people(words: str, *, organisations: QuerySet[Organisation] | None, on: date) -> QuerySet[User]:
    """By a part of their name or address, in order, with ``here``: their memberships that day.

    ``organisations`` none: the whole network. Otherwise whoever is or was in them; but somebody who has left
    is not found by their address, which their old employer has no business to know.
    """
    people = User.objects.all() if organisations is None else people_of(organisations)
    here = Membership.objects.on(on).select_related("team__organisation")
    if organisations is not None:
        here = here.filter(team__organisation__in=organisations)
    if words:
        people = people.filter(_named(words) | _addressed(words, here if organisations is not None else None))
    return people.order_by("name", "pk").prefetch_related(Prefetch("memberships", here, to_attr="here"))


def _named(words: str) -> Q:
    """Every word stands somewhere in the name."""
    named = Q()
    for word in searchable(words).split():
        named &= Q(searchable_name__contains=word)
    return named if named else Q(pk__in=[])


def _addressed(words: str, here: QuerySet[Membership] | None) -> Q:
    owners = EmailAddress.objects.filter(email__icontains=words).values("user")
    found = Q(pk__in=owners) | Q(email__icontains=words)
    return found if here is None else found & Q(pk__in=here.values("user"))
