"""Ways about a course from inside the editor of one of its parts."""

from typing import Any

from django import template
from django.urls import reverse
from wagtail.models import Page

from courses.viewsets.tabs import course_of_part, course_tabs

register = template.Library()


@register.simple_tag
def way_about(page: Page) -> list[dict[str, Any]]:
    """``{% way_about page as ways %}``: tabs of a course, or back to it from a part."""
    course = course_of_part(page)
    if course is None:
        return []
    if course.pk == page.pk:
        return course_tabs(course, "About")
    ways = [{"text": f"Outline of “{course.title}”", "href": reverse("authoring:outline", args=[course.pk])}]
    if page.specific_class.__name__ == "QuizPage":
        ways.append({"text": "Choose questions", "href": reverse("authoring:questions", args=[page.pk])})
    here = reverse("authoring:walk_activity", args=[course.pk, page.translation_key])
    is_shown = page.get_children_count() == 0 and page.depth > course.depth + 1
    return [*ways, {"text": "Walk through", "href": here}] if is_shown else ways
