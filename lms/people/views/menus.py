"""What people adds to the navigation and to the menu beneath one's name."""

from django.http import HttpRequest

from lms.core.context import MenuItem, address, adds_to_account_menu, adds_to_navigation
from lms.people.rules.roles import Permission, permissions_of
from lms.people.views.hints import roles_hinted


@adds_to_navigation
def organisation_for_administrators(request: HttpRequest) -> list[MenuItem]:
    allowed = permissions_of(roles_hinted(request))
    if Permission.MANAGE_ORGANISATION not in allowed:
        return []
    return [
        {"label": "Organisation", "address": address("people:organisations"), "icon": "house", "last": True}
    ]


@adds_to_account_menu
def my_account(request: HttpRequest) -> list[MenuItem]:
    if not request.user.is_authenticated:
        return []
    return [
        {"label": "Your account", "address": address("people:me")},
        {"label": "Who can see me", "address": address("people:who_can_see_me")},
    ]
