"""How allauth's sign-in is bent to this house."""

from lms.people.interop.accounts import AccountAdapter, hold_back, place_of
from lms.people.interop.factors import FactorAdapter, has_second_factor
from lms.people.interop.sessions import (
    SIGNED_IN_AT,
    device_in_words,
    end_in_time,
    has_walked_away,
    is_shared,
    share,
)
from lms.people.interop.single_sign_on import (
    AWAY,
    SecondFactorStage,
    SocialAccountAdapter,
    did_provider_ask,
    providers,
    said_no,
)

__all__ = [
    "AWAY",
    "SIGNED_IN_AT",
    "AccountAdapter",
    "FactorAdapter",
    "SecondFactorStage",
    "SocialAccountAdapter",
    "device_in_words",
    "did_provider_ask",
    "end_in_time",
    "has_second_factor",
    "has_walked_away",
    "hold_back",
    "is_shared",
    "place_of",
    "providers",
    "said_no",
    "share",
]
