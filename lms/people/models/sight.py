"""Whose records somebody sees. Written once, used everywhere."""

from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import Q


def on_day(day: date, prefix: str = "") -> Q:
    """Memberships that hold on that day. ``until`` is the last day; what was corrected holds no more."""
    in_force = Q(**{f"{prefix}replaced_at": None, f"{prefix}since__lte": day})
    return in_force & (Q(**{f"{prefix}until": None}) | Q(**{f"{prefix}until__gte": day}))


def managed_paths(person: Any, *, on: date) -> list[str]:
    """Tree paths of the teams that this person manages on that day. One statement."""
    if not person.is_active:
        return []
    memberships = apps.get_model("people", "Membership").objects
    return list(
        memberships.filter(on_day(on), user=person, kind="manager").values_list("team__path", flat=True)
    )


def beneath(paths: list[str], prefix: str = "") -> Q:
    """Teams at or beneath these paths; none for no paths."""
    return reduce(or_, (Q(**{f"{prefix}path__startswith": path}) for path in paths), Q(pk__in=[]))


def may_see(person: Any, *, on: date) -> Q:
    """Of users: the person, and members on that day of the teams that the person manages on that day."""
    paths = managed_paths(person, on=on)
    if not paths:
        return Q(pk=person.pk)
    memberships = apps.get_model("people", "Membership").objects
    in_my_teams = memberships.filter(on_day(on), beneath(paths, "team__"))
    return Q(pk=person.pk) | Q(pk__in=in_my_teams.values("user"))  # worked out once, not once a person
