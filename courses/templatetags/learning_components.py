"""Components of learning: courses, outlines, saving and results. Part of ``{% load components %}``."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from courses.rules.covers import cover
from lms.core.templatetags.list_components import STATES

register = template.Library()

Values = dict[str, Any]

STATES.update(
    {
        "not_started": ("Not started", "sand", "ring"),
        "under_way": ("Under way", "teal", "half"),
        "completed": ("Completed", "leaf", "tick"),
        "passed": ("Passed", "leaf", "tick"),
        "not_passed_yet": ("Not passed yet", "honey", "half"),
        "in_date": ("In date", "leaf", "tick"),
        "due_soon": ("Due soon", "honey", "clock"),
        "overdue": ("Overdue", "brick", "clock"),
        "expired": ("Expired", "brick", "cross"),
        "left": ("Left", "sand", "dash"),
        "draft": ("Draft", "sand", "ring"),
        "changed": ("Ready, changed since", "honey", "half"),
    }
)


@register.simple_tag(name="cover")
def _cover(key: object) -> SafeString:
    """``{% cover course.key %}``: the course's own drawing, without words."""
    return mark_safe(cover(str(key)))


@register.inclusion_tag("components/course_card.html")
def course_card(title: str, href: str, sentence: str = "", minutes: int | None = None, **more: Any) -> Values:
    """``{% course_card title=t href=url sentence=s minutes=60 parts=4 state="under_way" done=3 total=7 %}``

    More: key (for the cover), parts, state and state_text (see ``status``), done, total, picture (address),
    note, level.
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


#: By state. Those with “-here”: what waits is held by this tab alone.
SAVE_LINE = {
    "saving": "Saving…",
    "saved": "Saved",
    "waiting": "Saved on this device, not yet sent. We keep trying.",
    "waiting-here": "Not sent yet, and not kept on this device. Keep this page open: we keep trying.",
    "refused": (
        "Not saved. Sign in again in another tab, then come back: what you did here is kept on this device."
    ),
    "refused-here": "Not saved, and not kept on this device. Keep this page open and sign in in another tab.",
    "offline": "Everything is saved. There is no connection just now: you can close this page.",
    "finishing": "Finishing…",
    "unfinished": "Not sent yet. Keep this page open, or open it again: we finish when you are online.",
    "unfinished-here": "Not sent yet. Keep this page open: we finish when you are online.",
}


@register.inclusion_tag("components/save_line.html")
def save_line(state: str = "quiet") -> Values:
    """``{% save_line %}``: state is “quiet” or one of SAVE_LINE; ``js/save_line.js`` changes it."""
    return {"state": state, "words": SAVE_LINE.get(state, ""), "states": SAVE_LINE}


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
