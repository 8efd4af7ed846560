"""Questions, asked and looked back on.

A page has ten of them and forty options: their markup is made in Python, where a template takes its time.
Every value that comes from elsewhere is escaped on its way in.
"""

from typing import Any

from django import template
from django.utils.html import conditional_escape as escaped
from django.utils.safestring import SafeString, mark_safe

from lms.core.templatetags.page_components import icon

register = template.Library()

Values = dict[str, Any]

QUESTION = """<div class="question nhsuk-form-group{wrong}" id="{id}" data-item="{key}">
  <fieldset class="nhsuk-fieldset" aria-describedby="{described_by}">
    <legend class="nhsuk-fieldset__legend question__legend">
      <span class="question__number">{which}</span>
      <span class="question__stem">{stem}</span>
    </legend>
    <p class="nhsuk-hint question__hint" id="{id}-hint">{hint}</p>
    {error}
    <div class="nhsuk-{group} question__options">
      {options}
    </div>
  </fieldset>
</div>
"""
ERROR = (
    '<p class="nhsuk-error-message" id="{id}-error">'
    '<span class="nhsuk-u-visually-hidden">Error:</span> {words}</p>'
)
OPTION = """<div class="nhsuk-{group}__item question__option">
        <input class="nhsuk-{group}__input" type="{kind}" id="{id}" name="{name}" value="{key}"{checked}>
        <label class="nhsuk-label nhsuk-{group}__label" for="{id}">{text}</label>
      </div>"""


@register.simple_tag
def question(item: Values) -> SafeString:
    """``{% question item %}``: item is ``{number, total, name, stem, multiple, hint, error, options}``,
    an option ``{key, text, checked}``. ``data-item`` carries item.key, for the script that saves.
    """
    id, several, error = f"question-{item['number']}", item.get("multiple"), item.get("error")
    total = f" of {item['total']}" if item.get("total") else ""
    hint = item.get("hint") or ("Choose all that apply" if several else "Choose one")
    return mark_safe(
        QUESTION.format(
            id=id,
            key=escaped(item.get("key") or ""),
            wrong=" nhsuk-form-group--error" if error else "",
            described_by=f"{id}-hint {id}-error" if error else f"{id}-hint",
            which=f"Question {item['number']}{total}",
            stem=escaped(item["stem"]),
            hint=escaped(hint),
            error=ERROR.format(id=id, words=escaped(error)) if error else "",
            group="checkboxes" if several else "radios",
            options=_options(item, id),
        )
    )


def _options(item: Values, id: str) -> str:
    group, kind = ("checkboxes", "checkbox") if item.get("multiple") else ("radios", "radio")
    name = escaped(item["name"])
    return "".join(
        OPTION.format(
            group=group,
            kind=kind,
            id=f"{id}-{n}",
            name=name,
            key=escaped(option["key"]),
            checked=" checked" if option.get("checked") else "",
            text=escaped(option["text"]),
        )
        for n, option in enumerate(item["options"], start=1)
    )


REVIEW = """<section class="question-review question-review--{verdict}">
  <h{level} class="question-review__heading"><span class="question-review__number">Question {number}</span> \
{stem}</h{level}>
  <p class="question-review__verdict">{words}{mark}</p>
  <ul class="question-review__options">
    {options}
  </ul>
  {explanation}
  {source}
</section>
"""
VERDICTS = {
    "right": ("tick", "Right"),
    "partly": ("half", "Partly right"),
    "wrong": ("cross", "Not right yet"),
}
MARK = '<span class="question-review__mark">{}</span>'
EXPLANATION = '<p class="question-review__explanation"><strong>Why:</strong> {}</p>'
SOURCE = '<p class="question-review__source">Source: {}</p>'
LOOKED_BACK_ON = """<li class="question-review__option{chosen}">
      <p class="question-review__text"><span>{text}</span>{tags}</p>
      {why}
    </li>"""
YOURS = '<span class="question-review__tag">Your answer</span>'
RIGHT = '<span class="question-review__tag question-review__tag--right">{}Right answer</span>'
WHY = '<p class="question-review__why">{}</p>'
EMPTY = (
    '<li class="question-review__option"><p class="question-review__text">You left this one empty.</p></li>'
)


@register.simple_tag
def question_review(item: Values, level: int = 3) -> SafeString:
    """``{% question_review item %}``: ``{number, stem, verdict, mark, options, explanation, source}``,
    verdict right, partly, wrong or uncounted; an option ``{text, chosen, right, why}``.
    """
    picture, words = VERDICTS.get(item["verdict"], ("", ""))
    return mark_safe(
        REVIEW.format(
            verdict=item["verdict"],
            level=level,
            number=item["number"],
            stem=escaped(item["stem"]),
            words=f"{icon(picture)}<span>{words}</span>" if words else "",
            mark=_filled(MARK, item.get("mark")),
            options="".join(map(_looked_back_on, item["options"])) or EMPTY,
            explanation=_filled(EXPLANATION, item.get("explanation")),
            source=_filled(SOURCE, item.get("source")),
        )
    )


def _looked_back_on(option: Values) -> str:
    yours = YOURS if option.get("chosen") else ""
    right = RIGHT.format(icon("tick")) if option.get("right") else ""
    return LOOKED_BACK_ON.format(
        chosen=" question-review__option--chosen" if yours else "",
        text=escaped(option["text"]),
        tags=yours + right,
        why=_filled(WHY, option.get("why")),
    )


def _filled(markup: str, value: Any) -> str:
    """Nothing to say, nothing to see."""
    return markup.format(escaped(value)) if value else ""
