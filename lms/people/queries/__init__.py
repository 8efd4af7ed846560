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
from lms.people.queries.sign_ins import device_of_session, sessions_of, sign_in_entries, sign_in_events

__all__ = [
    "audit_of",
    "deeds",
    "device_of_session",
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
    "sessions_of",
    "sign_in_entries",
    "sign_in_events",
    "team_tree",
    "who_can_see",
    "who_looked",
    "whom_one_sees",
]
