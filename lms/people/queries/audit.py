"""What was done about an organisation, its teams, memberships and invitations, and by whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Model, Q, QuerySet
from django.db.models.functions import Cast

from lms.core.models import AuditEntry
from lms.people.models import Invitation, Membership, Organisation, RoleHolding, Team, User

#: What happened, in words for whoever looks after the organisation.
WORDS = {
    "invitation.accepted": "accepted an invitation to {about}",
    "invitation.made": "invited somebody to {about}",
    "invitation.withdrawn": "withdrew an invitation to {about}",
    "membership.began": "began the time of {subject} in {about}",
    "membership.corrected": "put the time of {subject} in {about} right",
    "membership.ended": "set the last day of {subject} in {about}",
    "organisation.changed": "changed {about}",
    "organisation.closed": "closed {about}",
    "organisation.made": "added {about}",
    "role.ended": "ended a role of {subject} for {about}",
    "role.granted": "gave {subject} a role for {about}",
    "team.closed": "closed {about}",
    "team.made": "added {about}",
    "team.renamed": "renamed {about}",
    "looked_at.team_export": "took a file of {about}",
    "looked_at.team_progress": "opened the page of {about}",
}


@dataclass(frozen=True)
class Deed:
    """Who did what, when, and why if they had to say."""

    at: datetime
    by: str
    what: str
    reason: str


def audit_of(organisation: Organisation) -> QuerySet[AuditEntry]:
    """Entries about the organisation and what belongs to it, the latest first."""
    of_its: dict[str, tuple[type[Model], ...]] = {
        "team__organisation": (Membership, Invitation),
        "organisation": (Team, RoleHolding),
    }
    about = Q(about_kind=Organisation._meta.label_lower, about_id=str(organisation.pk))
    for path, models in of_its.items():
        for model in models:
            rows = model._default_manager.filter(**{path: organisation})
            keys = rows.annotate(key=Cast("pk", CharField(max_length=64))).values("key")
            about |= Q(about_kind=model._meta.label_lower, about_id__in=keys)
    return AuditEntry.objects.filter(about).latest_first()


def deeds(entries: Iterable[AuditEntry]) -> list[Deed]:
    """The entries in words. Six statements, whatever their number."""
    entries = list(entries)
    people = {pk for each in entries for pk in (each.by_id, each.subject_id) if pk}
    names = dict(User.objects.filter(pk__in=people).values_list("pk", "name"))
    abouts = _abouts(entries)
    return [
        Deed(
            at=each.at,
            by=names.get(each.by_id or 0, "The system"),
            what=WORDS.get(each.action, each.action.replace("_", " ").replace(".", ": ")).format(
                subject=names.get(each.subject_id or 0, "somebody"),
                about=abouts.get((each.about_kind, each.about_id), "it"),
            ),
            reason=each.reason,
        )
        for each in entries
    ]


def _abouts(entries: list[AuditEntry]) -> dict[tuple[str, str], str]:
    """Names of the teams and organisations that the entries are about, by kind and key."""
    names: dict[tuple[str, str], str] = {}
    named: list[tuple[type[Model], str]] = [
        (Organisation, "name"),
        (Team, "name"),
        (Membership, "team__name"),
        (Invitation, "team__name"),
        (RoleHolding, "organisation__name"),
    ]
    for model, name in named:
        kind = model._meta.label_lower
        keys = {int(each.about_id) for each in entries if each.about_kind == kind}
        if keys:
            found = model._default_manager.filter(pk__in=keys).values_list("pk", name)
            names |= {(kind, str(pk)): str(called) for pk, called in found}
    return names
