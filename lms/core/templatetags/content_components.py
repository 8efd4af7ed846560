"""Components of a lesson's body: what the content kit's blocks look like."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()

Values = dict[str, Any]


@register.simple_block_tag
def content_note(content: str, heading: str = "Before you read") -> SafeString:
    """``{% content_note %}This lesson speaks about loss.{% endcontent_note %}``: said before it is met."""
    return render_to_string("components/content_note.html", {"content": content, "heading": heading})


@register.simple_block_tag
def key_fact(content: str, source: str = "", source_url: str = "", source_note: str = "") -> SafeString:
    """``{% key_fact source="NICE" source_url=url source_note="checked 3 March 2026" %}…{% endkey_fact %}``"""
    return render_to_string(
        "components/key_fact.html",
        {"content": content, "source": source, "source_url": source_url, "source_note": source_note},
    )


@register.simple_block_tag
def vignette(content: str, heading: str = "") -> SafeString:
    """``{% vignette heading="Amira and Zayn, 9 weeks" %}…{% endvignette %}``: made up, and said so."""
    return render_to_string("components/vignette.html", {"content": content, "heading": heading})


@register.inclusion_tag("components/do_dont.html")
def do_dont(do: list[str] | None = None, dont: list[str] | None = None, level: int = 3) -> Values:
    """``{% do_dont do=list dont=list level=3 %}``: two lists of phrases; either may be empty."""
    return {"do": do or [], "dont": dont or [], "level": level}


@register.simple_block_tag
def quotation(content: str, by: str = "", source: str = "") -> SafeString:
    """``{% quotation by="A mother" source="Voices, 2024" %}…{% endquotation %}``"""
    return render_to_string("components/quotation.html", {"content": content, "by": by, "source": source})


@register.simple_block_tag
def reflection(content: str, heading: str = "Stop and think") -> SafeString:
    """``{% reflection %}Think of a visit when …{% endreflection %}``: a prompt; nothing is stored."""
    return render_to_string("components/reflection.html", {"content": content, "heading": heading})


@register.simple_block_tag
def figure(content: str, caption: str = "", credit: str = "") -> SafeString:
    """``{% figure caption="" credit="" %}<img …>{% endfigure %}``: a picture with its words beneath."""
    return render_to_string(
        "components/figure.html", {"content": content, "caption": caption, "credit": credit}
    )
