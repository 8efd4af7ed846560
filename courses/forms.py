"""What learners send, as plain values."""

import json
import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from courses.rules.quiz import Quiz
from lms.core.refusals import Refusal
from lms.people.forms.me import CertificateForm
from lms.people.models import User


class NotReadable(Refusal):
    status = 400


@dataclass(frozen=True)
class SentAnswer:
    """One answer as the script sends it."""

    item: str
    answer: Any
    client_id: uuid.UUID
    after: int | None


def sent_answer(body: bytes) -> SentAnswer:
    """From JSON ``{client_id, item, answer, after}``. Raises NotReadable."""
    try:
        sent = json.loads(body)
        after = sent.get("after")
        return SentAnswer(
            item=str(uuid.UUID(sent["item"])),
            answer=sent["answer"],
            client_id=uuid.UUID(sent["client_id"]),
            after=after if isinstance(after, int) else None,
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise NotReadable("That answer could not be read. Open the quiz again.") from problem


def typed(sent: str, *, most: int) -> str:
    """Words as they are kept: no longer than that, and without the one letter that PostgreSQL cannot keep."""
    return sent.replace("\0", "").strip()[:most]


def answers_in(post: MultiValueDict[str, str], quiz: Quiz) -> dict[str, Any]:
    """From the attempt's form, one field per question, named for its item. Other fields are nobody's."""
    return {item.key: {"chosen": post.getlist(f"item-{item.key}")} for item in quiz.items}


class PrintedForm(CertificateForm):
    """What certificates print, asked with a first course: filled in, so that pressing “Start” is enough."""

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        self.fields["name"].help_text = "As it should be printed. You can change it later."
        self.fields["employer"].widget = forms.Select()
        employer = self.fields["employer"]
        employer.widget.choices = employer.choices
        self.initial["name"] = person.certificate_name
        self.initial["employer"] = self.initial["employer"] or next(iter(employer.queryset), None)

    def has_employers(self) -> bool:
        """Somebody without a team is asked for their name only."""
        return bool(self.fields["employer"].queryset)
