"""Components that any page uses: buttons, cards, notices, ways about the site."""

from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.safestring import SafeString

register = template.Library()

Values = dict[str, Any]

SITE_NAME = "PIER Learning"


@register.simple_tag
def asset(path: str) -> str:
    """``{% asset "build/site.css" %}``: a static file's address, even while none is collected."""
    return _address(path)


@cache  # what is collected changes with a release, and that starts the site anew
def _address(path: str) -> str:
    try:
        return static(path)
    except ValueError:
        return f"{settings.STATIC_URL}{path}"


@register.simple_tag(takes_context=True)
def site_name(context: template.Context) -> str:
    """``{% site_name %}``: the name in the site's settings, else the one this deployment was given."""
    site = context.get("site")
    named = site.get("name") if isinstance(site, dict) else getattr(site, "name", "")
    return str(named) if named else getattr(settings, "SITE_NAME", SITE_NAME)


@register.simple_tag
def fallback_site_name() -> str:
    """``{% fallback_site_name %}``: for pages shown when context and database are ill."""
    return getattr(settings, "SITE_NAME", SITE_NAME)


@register.simple_tag
@cache  # rendered once: it stands many times on a page
def icon(name: str) -> SafeString:
    """``{% icon "tick" %}``: decoration beside words, never instead of them. Names: see the template."""
    return render_to_string("components/icon.html", {"name": name})


@register.inclusion_tag("components/button.html")
def button(text: str, href: str = "", kind: str = "primary", icon: str = "", **more: Any) -> Values:
    """``{% button "Carry on" href=url kind="primary" %}``; without href it submits its form.

    Kinds: primary, secondary, quiet, warning. More: name, value, form, id, small, about (said aloud only),
    type.
    """
    return {"text": text, "href": href, "kind": kind, "icon": icon, **more}


@register.simple_block_tag
def button_row(content: str) -> SafeString:
    """``{% button_row %}…{% endbutton_row %}``: side by side; stacked on a phone."""
    return render_to_string("components/button_row.html", {"content": content})


@register.simple_block_tag
def card(content: str, heading: str = "", href: str = "", level: int = 2, tone: str = "plain") -> SafeString:
    """``{% card heading="Perinatal health" href=url level=3 tone="plain" %}…{% endcard %}``

    With href the heading is a link and the whole card takes the press. Tones: plain, teal, clay, plum, honey.
    """
    return render_to_string(
        "components/card.html",
        {"content": content, "heading": heading, "href": href, "level": level, "tone": tone},
    )


@register.simple_block_tag
def card_grid(content: str) -> SafeString:
    """``{% card_grid %}{% course_card … %}{% endcard_grid %}``: one column on a phone, up to three beside."""
    return render_to_string("components/card_grid.html", {"content": content})


@register.simple_block_tag
def notice(content: str, heading: str = "", tone: str = "calm", level: int = 2) -> SafeString:
    """``{% notice heading="" tone="calm" %}…{% endnotice %}``. Tones: calm, good, care, problem."""
    return render_to_string(
        "components/notice.html", {"content": content, "heading": heading, "tone": tone, "level": level}
    )


@register.simple_block_tag
def panel(content: str, heading: str, tone: str = "good", level: int = 1) -> SafeString:
    """``{% panel heading="Passed: 8 of 9" tone="good" %}…{% endpanel %}``: the answer that a page is about.

    Tones: good, calm, care, problem. For a quiz's result see ``result_panel``.
    """
    return render_to_string(
        "components/panel.html", {"content": content, "heading": heading, "tone": tone, "level": level}
    )


@register.inclusion_tag("components/page_tools.html")
def page_tools(listen: str = "", *, display: bool = False) -> Values:
    """``{% page_tools listen=".lesson-body" display=True %}``: print, listen, colours and text size."""
    return {"listen": listen, "display": display}


@register.inclusion_tag("components/page_heading.html")
def page_heading(title: str, caption: str = "", lead: str = "") -> Values:
    """``{% page_heading title=t caption="Lesson 2 of 7, 12 minutes" lead="" %}``: the only h1."""
    return {"title": title, "caption": caption, "lead": lead}


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*steps: str) -> Values:
    """``{% breadcrumbs "My learning" url "Every baby" url2 %}``: words and address by turns."""
    return {"steps": list(zip(steps[::2], steps[1::2], strict=True))}


@register.inclusion_tag("components/back_link.html")
def back_link(href: str, text: str = "Back") -> Values:
    """``{% back_link href=url text="All parts of this course" %}``"""
    return {"href": href, "text": text}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page, noun: str = "results") -> Values:
    """``{% pagination page noun="people" %}``: keeps the search and filters of the address it stands on."""
    request = context.get("request")
    query = request.GET.copy() if request else None
    if query is not None:
        query.pop("page", None)
    return {"page": page, "noun": noun, "query": f"{query.urlencode()}&" if query else ""}


@register.simple_block_tag
def empty_state(content: str, heading: str, picture: str = "book", level: int = 2) -> SafeString:
    """``{% empty_state heading="Nothing here yet" picture="book" %}what to do{% endempty_state %}``

    Pictures: book, people, search.
    """
    return render_to_string(
        "components/empty_state.html",
        {"content": content, "heading": heading, "picture": picture, "level": level},
    )


@register.simple_block_tag
def folded(content: str, summary: str, is_open: bool = False) -> SafeString:
    """``{% folded "Sources" %}…{% endfolded %}``: opened by a press; printed open."""
    return render_to_string(
        "components/folded.html", {"content": content, "summary": summary, "is_open": is_open}
    )


@register.inclusion_tag("components/download_link.html")
def download_link(href: str, text: str, size: int | None = None, kind: str = "PDF") -> Values:
    """``{% download_link href=url text="Certificate" size=84000 kind="PDF" %}``: size in bytes."""
    return {"href": href, "text": text, "size": size, "kind": kind}


@register.simple_block_tag
def search_form(
    content: str, action: str = "", label: str = "Search", value: str = "", name: str = "q"
) -> SafeString:
    """``{% search_form action=url label="Search" value=query %}filters{% endsearch_form %}``: asks by GET."""
    return render_to_string(
        "components/search_form.html",
        {"content": content, "action": action, "label": label, "value": value, "name": name},
    )
