"""A learner's own record."""

from typing import TypedDict

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lms.core.words import counted, long_date, minutes, percentage
from lms.people.views.signed_in import SignedInRequest
from lms.reports.queries.record import Entry, own_completions
from lms.reports.rules.words import CERTIFICATE_WORDS
from lms.reports.rules.years import YearTotal, totals_by_year

#: Stands in for a certificate's number, so that the address is worked out once.
NUMBER = "NUMBER"


@require_safe
def record(request: SignedInRequest) -> HttpResponse:
    """What I have completed, the newest first, and what it adds up to by year."""
    entries = own_completions(request.user)
    years = totals_by_year(
        (entry.completed_on, entry.minutes, entry.participatory_minutes) for entry in entries
    )
    context = {
        "entries": _entries(entries),
        "years": _years(years),
    }
    return render(request, "reports/record.html", context)


class YearRow(TypedDict):
    """A year's learning in words, and how long its bar is beside the fullest year's, of a hundred."""

    name: str
    words: str
    width: int


def _years(totals: list[YearTotal]) -> list[YearRow]:
    most = max((year.minutes for year in totals), default=0)
    return [
        {
            "name": str(year.year),
            "words": f"{counted(year.completions, 'course')}, {minutes(year.minutes)}"
            f" ({minutes(year.participatory_minutes)} with others)",
            "width": percentage(year.minutes, most),
        }
        for year in totals
    ]


class RecordRow(TypedDict):
    """A course completed, in words; empty where there is nothing to say."""

    title: str
    edition: str
    completed_on: str
    minutes: str
    participatory: str
    origin: str
    certificate: str
    certificate_href: str
    certificate_words: str


def _entries(entries: list[Entry]) -> list[RecordRow]:
    pattern = reverse("certificates:certificate", args=[NUMBER]) if entries else ""
    return [
        {
            "title": entry.title,
            "edition": entry.edition,
            "completed_on": long_date(entry.completed_on),
            "minutes": minutes(entry.minutes),
            "participatory": minutes(entry.participatory_minutes) if entry.participatory_minutes else "",
            "origin": entry.origin,
            "certificate": entry.certificate,
            "certificate_href": pattern.replace(NUMBER, entry.certificate),
            "certificate_words": CERTIFICATE_WORDS.get(entry.certificate_state, ""),
        }
        for entry in entries
    ]
