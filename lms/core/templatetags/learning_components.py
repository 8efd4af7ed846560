"""Components of learning: courses, outlines, quizzes, results and certificates."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()

Values = dict[str, Any]


@register.inclusion_tag("components/progress_bar.html")
def progress_bar(done: int, total: int, label: str, hide_label: bool = False) -> Values:
    """``{% progress_bar done=3 total=5 label="Parts finished" hide_label=False %}``"""
    return {"done": done, "total": total, "label": label, "hide_label": hide_label}


@register.inclusion_tag("components/progress_ring.html")
def progress_ring(done: int, total: int, label: str) -> Values:
    """``{% progress_ring done=3 total=5 label="parts finished" %}``: a picture with its words."""
    return {"done": done, "total": total, "label": label, "share": round(done * 100 / total) if total else 0}


@register.inclusion_tag("components/course_card.html")
def course_card(title: str, href: str, sentence: str = "", minutes: int | None = None, **more: Any) -> Values:
    """``{% course_card title=t href=url sentence=s minutes=60 parts=4 state="under_way" done=3 total=7 %}``

    More: parts, state and state_text (see ``status``), done, total, picture (address), note, level.
    """
    return {"level": 3, **more, "title": title, "href": href, "sentence": sentence, "minutes": minutes}


@register.simple_block_tag
def carry_on(content: str, title: str, href: str, course: str = "", **more: Any) -> SafeString:
    """``{% carry_on title="Good enough" href=url course="Every baby" minutes_left=7 %}…{% endcarry_on %}``

    The first thing on My learning: the very next step and one button. More: done, total, button.
    """
    values = {**more, "content": content, "title": title, "href": href, "course": course}
    return render_to_string("components/carry_on.html", values)


@register.inclusion_tag("components/outline.html")
def outline(modules: list[Values], level: int = 3) -> Values:
    """``{% outline modules %}``: modules are ``{title, activities}``; an activity is
    ``{title, href, kind, minutes, state, note}``, state one of done, current, open, locked; no href, no link.
    """
    return {"modules": modules, "level": level}


@register.inclusion_tag("components/stepper.html")
def stepper(at: int, of: int, noun: str = "Question") -> Values:
    """``{% stepper at=3 of=9 noun="Question" %}``: where one is in something short."""
    return {"at": at, "of": of, "noun": noun, "steps": range(1, of + 1)}


@register.inclusion_tag("components/save_line.html")
def save_line(state: str = "quiet") -> Values:
    """``{% save_line %}``: states quiet, saving, saved, waiting, refused; ``js/save_line.js`` changes it."""
    return {"state": state}


@register.simple_block_tag
def result_panel(
    content: str, passed: bool, score: int, total: int, needed: int, level: int = 1
) -> SafeString:
    """``{% result_panel passed=True score=8 total=9 needed=8 %}next step{% endresult_panel %}``"""
    values = {
        "content": content,
        "passed": passed,
        "score": score,
        "total": total,
        "needed": needed,
        "level": level,
    }
    return render_to_string("components/result_panel.html", values)


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
