"""The ways about the site: learning, courses, one's record, teams, writing."""

from django.http import HttpRequest

from lms.core.context import MenuItem, address, adds_to_navigation
from lms.people.permissions import MANAGES
from lms.people.rules.roles import Permission, permissions_of
from lms.people.views.hints import roles_hinted


@adds_to_navigation
def ways_about(request: HttpRequest) -> list[MenuItem]:
    """“Team” and “Writing” are offered on a hint; the pages decide for themselves, each time."""
    courses = _way("Courses", "courses:catalogue", "cards")
    if not request.user.is_authenticated:
        return [courses]
    ways = [
        _way("My learning", "courses:my_learning", "book"),
        courses,
        _way("My record", "reports:record", "award"),
    ]
    roles = roles_hinted(request)
    if MANAGES in roles:
        ways.append(_way("Team", "reports:teams", "people"))
    if permissions_of(roles) & {Permission.WRITE_COURSES, Permission.EDIT_SITE_PAGES}:
        ways.append(_way("Writing", "wagtailadmin_home", "pen"))
    return ways


def _way(label: str, name: str, icon: str) -> MenuItem:
    return {"label": label, "address": address(name), "icon": icon}
