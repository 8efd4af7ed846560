"""Employers and partners: made, changed, closed."""

from datetime import date, datetime

from django.db import transaction

from lms.core import audit
from lms.core.refusals import Refusal
from lms.core.text import searchable
from lms.people.models import Locality, Organisation, Team, User


class NameTaken(Refusal):
    pass


class StillHasTeams(Refusal):
    pass


@transaction.atomic
def make_organisation(
    *,
    name: str,
    sector: str,
    locality: Locality | None = None,
    ods_code: str = "",
    by: User | None,
    at: datetime,
) -> Organisation:
    _refuse_taken(name)
    organisation = Organisation.objects.create(name=name, sector=sector, locality=locality, ods_code=ods_code)
    audit.record(action="organisation.made", by=by, at=at, about=organisation, detail={"name": name})
    return organisation


@transaction.atomic
def change_organisation(
    *,
    organisation: Organisation,
    name: str,
    sector: str,
    locality: Locality | None = None,
    ods_code: str = "",
    by: User,
    at: datetime,
) -> Organisation:
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    _refuse_taken(name, besides=organisation)
    before = organisation.name
    organisation.name, organisation.sector = name, sector
    organisation.locality, organisation.ods_code = locality, ods_code
    organisation.save()
    audit.record(
        action="organisation.changed",
        by=by,
        at=at,
        about=organisation,
        detail={"before": before, "now": name},
    )
    return organisation


@transaction.atomic
def close_organisation(*, organisation: Organisation, on: date, by: User, at: datetime) -> Organisation:
    """Its teams are closed first, so that nobody is left in one."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if organisation.closed_on:
        return organisation
    if Team.objects.filter(organisation=organisation, closed_on=None).exists():
        raise StillHasTeams(
            f"{organisation.name} still has open teams. Close them first, then close the organisation.",
            see=organisation,
        )
    organisation.closed_on = on
    organisation.save(update_fields=["closed_on"])
    audit.record(action="organisation.closed", by=by, at=at, about=organisation, detail={"on": str(on)})
    return organisation


def _refuse_taken(name: str, *, besides: Organisation | None = None) -> None:
    same = Organisation.objects.filter(searchable_name=searchable(name))
    if besides:
        same = same.exclude(pk=besides.pk)
    if same.exists():
        raise NameTaken(
            f"There is already an organisation called {name}. Open that one, or choose another name."
        )
