"""A learner's own record."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from courses.rules.words import minutes
from lms.reports.queries.record import Entry, own_completions
from lms.reports.rules.words import CERTIFICATE_WORDS, day_in_words
from lms.reports.rules.years import totals_by_year

#: Stands in for a certificate's number, so that the address is worked out once.
NUMBER = "NUMBER"


@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """What I have completed, the newest first, and what it adds up to by year."""
    entries = own_completions(request.user)
    years = totals_by_year(
        (entry.completed_on, entry.minutes, entry.participatory_minutes) for entry in entries
    )
    context = {
        "entries": _entries(entries),
        "years": [
            [
                str(year.year),
                {"text": str(year.completions)},
                {"text": minutes(year.minutes)},
                {"text": minutes(year.participatory_minutes)},
            ]
            for year in years
        ],
        "year_columns": ["Year", "Courses completed", "Learning", "Of it, with others"],
    }
    return render(request, "reports/record.html", context)


def _entries(entries: list[Entry]) -> list[dict[str, str]]:
    pattern = reverse("certificates:certificate", args=[NUMBER]) if entries else ""
    return [
        {
            "title": entry.title,
            "edition": entry.edition,
            "completed_on": day_in_words(entry.completed_on),
            "minutes": minutes(entry.minutes),
            "participatory": minutes(entry.participatory_minutes) if entry.participatory_minutes else "",
            "origin": entry.origin,
            "certificate": entry.certificate,
            "certificate_href": pattern.replace(NUMBER, entry.certificate),
            "certificate_words": CERTIFICATE_WORDS.get(entry.certificate_state, ""),
        }
        for entry in entries
    ]
