"""Questions of a manuscript as rows of the bank."""

from collections.abc import Mapping
from typing import Any, Protocol

from django.utils.html import escape

from cms.models import Source
from courses.models.authoring import (
    MultipleResponseOption,
    MultipleResponseQuestion,
    Objective,
    Question,
    SingleChoiceOption,
    SingleChoiceQuestion,
    TrueFalseQuestion,
)
from lms.people.models import User

Values = Mapping[str, Any]


class Desk(Protocol):
    by: User
    objectives: dict[str, Objective]
    sources: dict[str, Source]


def write_question(named: Values, desk: Desk) -> Question:
    """A draft in the bank, of the kind that it names."""
    question = MAKERS[named["kind"]](named, _what_all_have(named, desk))
    question.save()
    question.save_revision(user=desk.by)
    return question


def _what_all_have(named: Values, desk: Desk) -> dict[str, Any]:
    return {
        "stem": f"<p>{escape(named['stem'])}</p>",
        "explanation": f"<p>{escape(named['explanation'])}</p>" if named.get("explanation") else "",
        "objective": desk.objectives[named["objective"]] if named.get("objective") else None,
        "source": desk.sources[named["source"]] if named.get("source") else None,
        "tags": named.get("tags", ""),
        "written_by": desk.by,
        "live": False,
        "has_unpublished_changes": True,
    }


def _single_choice(named: Values, fields: dict[str, Any]) -> Question:
    options = [SingleChoiceOption(**option) for option in _options(named)]
    return SingleChoiceQuestion(**fields | {"options": options})


def _multiple_response(named: Values, fields: dict[str, Any]) -> Question:
    options = [MultipleResponseOption(**option) for option in _options(named)]
    return MultipleResponseQuestion(**fields | {"options": options})


def _true_false(named: Values, fields: dict[str, Any]) -> Question:
    said = {option["key"]: option for option in named["options"]}
    return TrueFalseQuestion(
        true_is_right=said["true"]["right"],
        why_true=said["true"]["why"],
        why_false=said["false"]["why"],
        **fields,
    )


def _options(named: Values) -> list[dict[str, Any]]:
    return [
        {"text": each["text"], "right": each["right"], "why": each.get("why", ""), "sort_order": at}
        for at, each in enumerate(named["options"])
    ]


MAKERS = {
    "single-choice": _single_choice,
    "multiple-response": _multiple_response,
    "true-false": _true_false,
}
