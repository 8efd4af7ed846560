"""What the sign-in page offers besides passwords."""

from django import template

from lms.people import interop

register = template.Library()


@register.simple_tag
def single_sign_on() -> list[dict[str, str]]:
    """``{% single_sign_on as organisations %}``: name and id of organisations with their own."""
    return interop.providers()
