"""What learners send, as plain values."""

import re
import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from courses.rules.quiz import Quiz, fields_of
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


@dataclass(frozen=True)
class SentForm:
    """An attempt's form. ``then``: “finish”, “finish-anyway” or “stop”.

    ``answers`` and ``known`` by item, as in AttemptForm. ``as_of``: the number of the newest answer that a
    device knew of when finishing was asked for on it, which may have been some time ago.
    """

    answers: dict[str, Any]
    known: dict[str, int]
    then: str
    as_of: int | None


def sent_answer(sent: Any) -> SentAnswer:
    """From ``{client_id, item, answer, after}``. Raises NotReadable."""
    try:
        return SentAnswer(
            item=str(uuid.UUID(sent["item"])),
            answer=sent["answer"],
            client_id=uuid.UUID(sent["client_id"]),
            after=_number(sent.get("after")),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise NotReadable("That answer could not be read. Open the quiz again.") from problem


def sent_form(post: MultiValueDict[str, str], quiz: Quiz) -> SentForm:
    """From an attempt's form: it holds all questions, or none where a script has sent each answer by itself.

    A question is there if the number of its answer is, or any field of it: boxes left empty are not sent.
    """
    known = {item.key: _known(post[name]) for item in quiz.items if (name := f"known-{item.key}") in post}
    return SentForm(
        answers={
            item: sent for item, sent in answers_in(post, quiz).items() if sent["fields"] or item in known
        },
        known=known,
        then=post.get("then", "finish"),
        as_of=_known(post["as_of"]) if "as_of" in post else None,
    )


LARGEST = 2**31 - 1  # number of an answer that a database can hold
NO_SUCH = -1  # a number that no answer has


def _number(sent: Any) -> int | None:
    return sent if type(sent) is int and 0 <= sent <= LARGEST else None


def _known(sent: Any) -> int:
    return int(sent) if re.fullmatch(r"[0-9]{1,10}", str(sent), re.ASCII) else NO_SUCH


def typed(sent: str, *, most: int) -> str:
    """Words as they are kept: no longer than that, and without the one letter that PostgreSQL cannot keep."""
    return sent.replace("\0", "").strip()[:most]


def answers_in(post: MultiValueDict[str, str], quiz: Quiz) -> dict[str, Any]:
    """From the attempt's form, by item, as ``read_answer`` takes them; other fields are nobody's."""
    sent = {name: values for name, values in post.lists() if name.startswith("item-")}
    return {item.key: {"fields": fields_of(item, sent)} for item in quiz.items}


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
