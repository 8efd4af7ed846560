"""Ways about a course from inside the editor of one of its parts."""

from typing import Any

from django import template
from wagtail.models import Page

from courses.viewsets.tabs import ways_about

register = template.Library()


@register.simple_tag
def way_about(page: Page) -> list[dict[str, Any]]:
    """``{% way_about page as ways %}``: tabs of a course, or back to it from a part."""
    return ways_about(page)
