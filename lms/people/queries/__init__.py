"""Reads that join people, teams and the audit."""

from lms.people.queries.looks import who_looked
from lms.people.queries.organisations import (
    managers_above,
    memberships_of,
    network_administrators,
    open_invitations,
    people_of,
    person_with_address,
    role_holdings,
    team_tree,
)
from lms.people.queries.sight import who_can_see

__all__ = [
    "managers_above",
    "memberships_of",
    "network_administrators",
    "open_invitations",
    "people_of",
    "person_with_address",
    "role_holdings",
    "team_tree",
    "who_can_see",
    "who_looked",
]
