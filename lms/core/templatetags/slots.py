from typing import Any

from django import template

from lms.core import slots

register = template.Library()


@register.simple_tag(takes_context=True)
def slot(context: template.Context, name: str, subject: Any = None) -> str:
    """``{% slot "after_completion" completion %}``: what packages further down the river say here."""
    return slots.fill(name, context["request"], subject)
