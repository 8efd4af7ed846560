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
class Part:
    """A module of the course as it was that day; what may be skipped is not among its titles."""

    title: str
    lessons: tuple[str, ...]
    minutes: int


@dataclass(frozen=True)
class Signatory:
    """Who answers for the certificate on the provider's side."""

    name: str
    role: str = ""


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
    began_on: date | None = None
    authors: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    signatory: Signatory | None = None

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
    def dates_line(self) -> str:
        """“9 to 25 November 2026”, or the one day."""
        return words.days(self.began_on or self.completed_on, self.completed_on)

    @property
    def written_line(self) -> str:
        return f"Written by {words.listed(self.authors)}" if self.authors else ""

    @property
    def lessons_count(self) -> int:
        return sum(len(part.lessons) for part in self.parts)

    @property
    def reviewer_line(self) -> str:
        return self.reviewer or NO_REVIEWER

    @property
    def short_address(self) -> str:
        """The verification address without what a browser adds by itself."""
        return re.sub(r"^https?://", "", self.verify_at)

    @property
    def typed_address(self) -> str:
        """“pier.example.org/verify”: where somebody types the number of a paper certificate."""
        return self.short_address.rstrip("/").rpartition("/")[0]


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


def _read_2(course: Mapping[str, Any]) -> dict[str, Any]:
    signatory = course["signatory"]
    return _read_1(course) | {
        "began_on": date.fromisoformat(course["began_on"]) if course["began_on"] else None,
        "authors": tuple(course["authors"]),
        "parts": tuple(
            Part(each["title"], tuple(each["lessons"]), each["minutes"]) for each in course["parts"]
        ),
        "signatory": Signatory(signatory["name"], signatory["role"]) if signatory else None,
    }


FORMAT = 2
READERS = {1: _read_1, 2: _read_2}


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
