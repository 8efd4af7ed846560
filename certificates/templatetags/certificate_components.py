"""Components of certificates. Part of ``{% load components %}``."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from lms.core.templatetags.list_components import STATES

register = template.Library()

Values = dict[str, Any]

STATES.update(
    {
        "issued": ("Issued", "leaf", "tick"),
        "valid": ("Valid", "leaf", "tick"),
        "replaced": ("Replaced", "plum", "dash"),
        "withdrawn": ("Withdrawn", "brick", "cross"),
    }
)


@register.inclusion_tag("components/certificate_panel.html")
def certificate_panel(state: str, title: str, href: str, **more: Any) -> Values:
    """``{% certificate_panel state="waiting" title=course href=url state_url=json pdf_href=pdf %}``

    States: waiting, issued, replaced, withdrawn. More: number, completed_on, pdf_size, level.
    While waiting, ``js/certificate_panel.js`` asks state_url for ``{"state": …}`` until it is issued.
    """
    return {"level": 2, **more, "state": state, "title": title, "href": href}


@register.simple_block_tag
def certificate_sheet(content: str) -> SafeString:
    """``{% certificate_sheet %}the words of the certificate{% endcertificate_sheet %}``: one sheet."""
    return render_to_string("components/certificate_sheet.html", {"content": content})
