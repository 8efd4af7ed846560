"""Addresses that other packages bring along."""

from tests.house.authorisation.table import EVERYBODY, SIGNED_IN, Others, Who

WRITE = frozenset({Who.AUTHOR, Who.OTHER_AUTHOR, Who.ADMINISTRATOR})

OTHERS = [
    # Wagtail's authoring. Its own tests hold which of its pages a group may open; here: none for the rest.
    Others(
        "cms/",
        by=WRITE,
        public=frozenset({"wagtailadmin_javascript_catalog", "wagtailadmin_sprite", "wagtailadmin_api"}),
    ),
    # allauth: signing in and what goes with it.
    Others(
        "accounts/",
        by=SIGNED_IN,
        public=frozenset(
            {
                "account_login",
                "account_signup",
                "account_request_login_code",
                "account_reset_password",
                "account_password_reset_completed",
                "account_inactive",
            }
        ),
    ),
    # Wagtail's public pages and what they need: every page type has its own test of states.
    Others("", by=EVERYBODY, unasked=True),
]
