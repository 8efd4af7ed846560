"""Who may do what, as a table in words. Plain Python."""

from dataclasses import dataclass
from enum import StrEnum, auto


class Permission(StrEnum):
    """One question that a door may ask. Named for what the person wants to do."""

    MANAGE_NETWORK = auto()
    MANAGE_ORGANISATION = auto()
    INVITE_PEOPLE = auto()
    GRANT_ROLES = auto()
    SEE_NETWORK_FIGURES = auto()
    WRITE_COURSES = auto()
    RELEASE_ANY_COURSE = auto()
    EDIT_SITE_PAGES = auto()
    LOOK_AFTER_WORK = auto()


@dataclass(frozen=True)
class Role:
    """What somebody is trusted with, beyond their own learning and the teams they manage."""

    key: str
    name: str
    meaning: str
    permissions: frozenset[Permission]
    of_organisation: bool = False  # held for one organisation, or for the whole network


NETWORK_ADMINISTRATOR = Role(
    "network-administrator",
    "Network administrator",
    "Makes organisations, invites people, gives and ends roles. Sees who belongs where, and no answers.",
    frozenset(
        {
            Permission.MANAGE_NETWORK,
            Permission.MANAGE_ORGANISATION,
            Permission.INVITE_PEOPLE,
            Permission.GRANT_ROLES,
            Permission.LOOK_AFTER_WORK,
            Permission.EDIT_SITE_PAGES,
            Permission.WRITE_COURSES,
            Permission.RELEASE_ANY_COURSE,
        }
    ),
)
ORGANISATION_ADMINISTRATOR = Role(
    "organisation-administrator",
    "Organisation administrator",
    "Looks after the teams, memberships and managers of one organisation, and invites its people.",
    frozenset({Permission.MANAGE_ORGANISATION, Permission.INVITE_PEOPLE}),
    of_organisation=True,
)
COORDINATOR = Role(
    "coordinator",
    "Coordinator",
    "Sees reach and impact of the network in figures, never a person’s record.",
    frozenset({Permission.SEE_NETWORK_FIGURES}),
)
TRAINER = Role(
    "trainer",
    "Trainer",
    "Writes and releases courses. Sees counts, never learners’ names.",
    frozenset({Permission.WRITE_COURSES}),
)
EDITOR = Role(
    "editor",
    "Editor",
    "Looks after the public pages, news and resources.",
    frozenset({Permission.EDIT_SITE_PAGES}),
)

ROLES: dict[str, Role] = {
    role.key: role
    for role in (NETWORK_ADMINISTRATOR, ORGANISATION_ADMINISTRATOR, COORDINATOR, TRAINER, EDITOR)
}

#: Wagtail knows permissions by group; these groups follow the roles that carry the permission.
GROUPS: dict[Permission, str] = {
    Permission.WRITE_COURSES: "Trainers",
    Permission.EDIT_SITE_PAGES: "Editors",
}


def permissions_of(roles: frozenset[str]) -> frozenset[Permission]:
    """What somebody who holds these roles may do."""
    return frozenset(permission for key in roles & ROLES.keys() for permission in ROLES[key].permissions)


def groups_of(roles: frozenset[str]) -> frozenset[str]:
    """The groups that somebody who holds these roles belongs to."""
    allowed = permissions_of(roles)
    return frozenset(group for permission, group in GROUPS.items() if permission in allowed)
