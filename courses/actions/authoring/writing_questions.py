"""Questions of a manuscript as rows of the bank."""

from collections.abc import Mapping
from typing import Any, Protocol

from django.utils.html import escape

from cms.models import Source
from courses.models.authoring import Objective, Question
from courses.models.authoring.question import KINDS
from lms.people.models import User

Values = Mapping[str, Any]


class Desk(Protocol):
    by: User
    objectives: dict[str, Objective]
    sources: dict[str, Source]


def write_question(named: Values, desk: Desk) -> Question:
    """A draft in the bank, of the kind that it names."""
    question = KINDS[named["kind"]].read_in(named, _fields_in_common(named, desk))
    question.save()
    question.save_revision(user=desk.by)
    return question


def _fields_in_common(named: Values, desk: Desk) -> dict[str, Any]:
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
