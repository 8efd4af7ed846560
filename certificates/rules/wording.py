"""The words of a certificate: the same on paper, on screen and when it is verified."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from cms.rules import formats
from lms.core import words

HEADING = "Certificate of completion"
NO_REVIEWER = "No clinical reviewer is named for this edition."
SMALL_PRINT = (
    "A record of learning. Not a qualification or a licence to practise. "
    "The learning time is the provider’s estimate."
)
NAME_WITHHELD = "Name withheld"


@dataclass(frozen=True)
class Wording:
    """Everything a certificate says, as it was on the day it was minted."""

    number: str
    holder: str
    organisation: str
    course: str
    edition: str
    level: str
    label: str
    objectives: tuple[str, ...]
    completed_on: date
    minutes: int
    participatory_minutes: int
    reviewer: str
    provider: str
    verify_at: str

    small_print: ClassVar[str] = SMALL_PRINT

    @property
    def shown_holder(self) -> str:
        return self.holder or NAME_WITHHELD

    @property
    def edition_line(self) -> str:
        """“Edition 3.1 · Awareness level”, or as much of it as there is."""
        parts = [f"Edition {self.edition}" if self.edition else ""]
        parts.append(f"{self.level} level" if self.level else "")
        return " · ".join(part for part in parts if part)

    @property
    def time_line(self) -> str:
        return learning_time(self.minutes, self.participatory_minutes)

    @property
    def completed_line(self) -> str:
        return words.long_date(self.completed_on)

    @property
    def reviewer_line(self) -> str:
        return self.reviewer or NO_REVIEWER

    @property
    def short_address(self) -> str:
        """The verification address without what a browser adds by itself."""
        return re.sub(r"^https?://", "", self.verify_at)


def wording_of(*, number: str, holder: str, organisation: str, course: Mapping[str, Any]) -> Wording:
    """From what is stored of a certificate, by its format, absent meaning 1. Raises UnknownFormat."""
    words = formats.read(READERS, course, what="the words of a certificate")
    return Wording(number=number, holder=holder, organisation=organisation, **words)


def _read_1(course: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "course": course["course"],
        "edition": course["edition"],
        "level": course["level"],
        "label": course["label"],
        "objectives": tuple(course["objectives"]),
        "completed_on": date.fromisoformat(course["completed_on"]),
        "minutes": course["minutes"],
        "participatory_minutes": course["participatory_minutes"],
        "reviewer": reviewed_by(course["reviewer"]),
        "provider": course["provider"],
        "verify_at": course["verify_at"],
    }


FORMAT = 1
READERS = {1: _read_1}


def reviewed_by(reviewer: Mapping[str, str] | None) -> str:
    """“Clinically reviewed by Ada Example, consultant midwife, 3 March 2026”, or nothing."""
    if not reviewer or not reviewer.get("name"):
        return ""
    on = words.long_date(date.fromisoformat(reviewer["on"])) if reviewer.get("on") else ""
    parts = [reviewer["name"], reviewer.get("role", ""), on]
    return "Clinically reviewed by " + ", ".join(part for part in parts if part)


def learning_time(minutes: int, participatory: int) -> str:
    """“1 hour 30 minutes of learning (of which participatory: 0 minutes)”."""
    total, with_others = words.minutes(minutes, space=" "), words.minutes(participatory, space=" ")
    return f"{total} of learning (of which participatory: {with_others})"


def file_name(number: str, course: str) -> str:
    """“certificate-every-baby-has-a-mind-PIER-7K4M-2Q9X-C.pdf”: sorts well, and says whose word it is."""
    plain = unicodedata.normalize("NFKD", course).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    return "-".join(part for part in ("certificate", slug, number) if part) + ".pdf"
