"""Answers to tick, asked and looked back on.

A page has ten questions and forty options: the markup is made in Python, where a template takes its time.
Every value that comes from elsewhere is escaped, or was made safe when the course was released (``Html``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from courses.rules.html import Html

CONTROLS = '<div class="nhsuk-{group} question__options">{options}</div>'
OPTION = """<div class="nhsuk-{group}__item question__option">
<input class="nhsuk-{group}__input" type="{type}" id="{id}" name="{name}" value="{key}"{checked}>
<label class="nhsuk-label nhsuk-{group}__label" for="{id}">{text}</label>
</div>"""

REVIEW = '<ul class="question-review__options">{options}</ul>'
REVIEWED = """<li class="question-review__option{chosen}">
<p class="question-review__text"><span>{text}</span>{tags}</p>{why}</li>"""
YOURS = '<span class="question-review__tag">Your answer</span>'
RIGHT = (
    '<span class="question-review__tag question-review__tag--right">'
    '<span aria-hidden="true">✓ </span>Right answer</span>'
)
WHY = '<p class="question-review__why">{}</p>'
EMPTY = (
    '<li class="question-review__option"><p class="question-review__text">You left this one empty.</p></li>'
)


def controls(rows: Iterable[tuple[str, Html, bool]], *, id: str, name: str, several: bool) -> Html:
    """Radio buttons or ticks. A row is (key, words, whether it is chosen)."""
    group, type = ("checkboxes", "checkbox") if several else ("radios", "radio")
    options = "".join(
        OPTION.format(
            group=group,
            type=type,
            id=f"{id}-{number}",
            name=escape(name),
            key=escape(key),
            checked=" checked" if chosen else "",
            text=text,
        )
        for number, (key, text, chosen) in enumerate(rows, start=1)
    )
    return Html(CONTROLS.format(group=group, options=options))


@dataclass(frozen=True)
class LookedBackOn:
    """An option in a result."""

    text: Html
    chosen: bool
    right: bool
    why: Html


def looked_back_on(rows: Iterable[LookedBackOn]) -> Html:
    """None chosen and none to be told: it says that the question was left empty."""
    return Html(REVIEW.format(options="".join(map(_row, rows)) or EMPTY))


def _row(row: LookedBackOn) -> str:
    return REVIEWED.format(
        chosen=" question-review__option--chosen" if row.chosen else "",
        text=row.text,
        tags=(YOURS if row.chosen else "") + (RIGHT if row.right else ""),
        why=WHY.format(row.why) if row.why else "",
    )
