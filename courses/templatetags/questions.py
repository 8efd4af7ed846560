"""The frame of a question, asked and looked back on; what stands inside is made by its kind.

A page has ten of them: the markup is made in Python, where a template takes its time. Every value that comes
from elsewhere is escaped on its way in, unless it was made safe when the course was released.
"""

from typing import Any

from django import template
from django.utils.html import conditional_escape as escaped
from django.utils.safestring import SafeString, mark_safe

from lms.core.templatetags.page_components import icon

register = template.Library()

Values = dict[str, Any]

QUESTION = """<div class="question nhsuk-form-group{wrong}" id="{id}" data-item="{key}" data-kind="{kind}">
  <fieldset class="nhsuk-fieldset"{described}>
    <legend class="nhsuk-fieldset__legend question__legend">
      <span class="question__number">{which}</span>
      <span class="question__stem">{stem}</span>
    </legend>
    {hint}
    {error}
    {controls}
  </fieldset>
</div>
"""
HINT = '<p class="nhsuk-hint question__hint" id="{id}-hint">{words}</p>'
ERROR = (
    '<p class="nhsuk-error-message" id="{id}-error">'
    '<span class="nhsuk-u-visually-hidden">Error:</span> {words}</p>'
)


@register.simple_tag
def question(item: Values) -> SafeString:
    """``{% question item %}``: item is ``{key, kind, number, total, stem, hint, error, controls}``.

    ``data-item`` and ``data-kind`` are for the scripts that save and enhance.
    """
    id = f"question-{item['number']}"
    total = f" of {item['total']}" if item.get("total") else ""
    parts = {"hint": (HINT, item.get("hint")), "error": (ERROR, item.get("error"))}
    shown = {name: form.format(id=id, words=escaped(words)) for name, (form, words) in parts.items() if words}
    described = " ".join(f"{id}-{name}" for name in shown)
    return mark_safe(
        QUESTION.format(
            id=id,
            key=escaped(item.get("key") or ""),
            kind=escaped(item.get("kind") or ""),
            wrong=" nhsuk-form-group--error" if "error" in shown else "",
            described=f' aria-describedby="{described}"' if described else "",
            which=f"Question {item['number']}{total}",
            stem=escaped(item["stem"]),
            hint=shown.get("hint", ""),
            error=shown.get("error", ""),
            controls=escaped(item["controls"]),
        )
    )


REVIEW = """<section class="question-review question-review--{verdict}">
  <h{level} class="question-review__heading"><span class="question-review__number">Question {number}</span> \
{stem}</h{level}>
  <p class="question-review__verdict">{words}{mark}</p>
  {answer}
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


@register.simple_tag
def question_review(item: Values, level: int = 3) -> SafeString:
    """``{% question_review item %}``: ``{number, stem, verdict, mark, answer, explanation, source}``,
    verdict right, partly, wrong or uncounted.
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
            answer=escaped(item["answer"]),
            explanation=_filled(EXPLANATION, item.get("explanation")),
            source=_filled(SOURCE, item.get("source")),
        )
    )


def _filled(markup: str, value: Any) -> str:
    """Nothing to say, nothing to see."""
    return markup.format(escaped(value)) if value else ""
