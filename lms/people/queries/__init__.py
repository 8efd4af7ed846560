"""Reads that join people, teams and the audit."""

from lms.people.queries.audit import audit_of, deeds
from lms.people.queries.finding import find_people
from lms.people.queries.looks import who_looked
from lms.people.queries.organisations import (
    ended_with_account,
    managers_above,
    memberships_of,
    network_administrators,
    open_invitations,
    people_in,
    people_of,
    person_with_address,
    role_holdings,
    team_tree,
)
from lms.people.queries.sight import who_can_see, whom_one_sees

__all__ = [
    "audit_of",
    "deeds",
    "ended_with_account",
    "find_people",
    "managers_above",
    "memberships_of",
    "network_administrators",
    "open_invitations",
    "people_in",
    "people_of",
    "person_with_address",
    "role_holdings",
    "team_tree",
    "who_can_see",
    "who_looked",
    "whom_one_sees",
]
