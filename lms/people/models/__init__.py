"""Who there is, where they work, and who looks after whom."""

from lms.people.models.invitation import Invitation
from lms.people.models.membership import Membership
from lms.people.models.organisation import Organisation, Team
from lms.people.models.reference import Icb, IcbOfLocality, JobRole, Locality, Registration
from lms.people.models.roles import RoleHolding
from lms.people.models.user import User

__all__ = [
    "Icb",
    "IcbOfLocality",
    "Invitation",
    "JobRole",
    "Locality",
    "Membership",
    "Organisation",
    "Registration",
    "RoleHolding",
    "Team",
    "User",
]
