"""A course's page: the newest edition, and the way in."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from courses import actions
from courses.forms import PrintedForm
from courses.models import Edition, Enrolment
from courses.queries import frozen, listing
from courses.queries.progress import finished_keys
from courses.rules.moving import compare
from courses.rules.outline import Sheet
from courses.rules.places import Addresses, outlined
from lms.core.templatetags.words import uk_date
from lms.people.actions import set_certificate_details
from lms.people.models import User


@login_not_required
@require_safe
def course(request: HttpRequest, slug: str) -> HttpResponse:
    edition = _newest(slug)
    asked = None
    if request.user.is_authenticated and _is_to_be_asked(request.user):
        asked = PrintedForm(person=request.user)
    return _page(request, edition, asked)


@require_POST
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Straight to the first lesson, or to where the person was; the first course asks what to print."""
    edition = _newest(slug)
    now = timezone.now()
    if _is_to_be_asked(request.user) and "name" in request.POST:
        asked = PrintedForm(request.POST, person=request.user)
        if not asked.is_valid():
            return _page(request, edition, asked)
        set_certificate_details(user=request.user, **asked.cleaned_data, by=request.user, at=now)
    enrolment = actions.enrol(course=edition.course, by=request.user, at=now)
    return redirect(next_step(enrolment))


def next_step(enrolment: Enrolment) -> str:
    """The address of the first part that is not finished, else of the outline."""
    shown = enrolment.edition()
    upcoming = frozen.sheet(shown.pk, shown.digest).next_to_do(finished_keys(enrolment.pk))
    outline = f"/learn/{enrolment.pk}/"
    return Addresses(outline).activity(upcoming.key) if upcoming else outline


def _newest(slug: str) -> Edition:
    edition = listing.newest_edition(slug)
    if edition is None:
        raise Http404
    return edition


def _is_to_be_asked(person: User) -> bool:
    return person.asked_about_certificates_at is None


def _page(request: HttpRequest, edition: Edition, form: PrintedForm | None) -> HttpResponse:
    sheet = frozen.sheet(edition.pk, edition.digest)
    shown: dict[str, Any] = {
        "edition": edition,
        "about": edition.about,
        "facts": sheet.facts(),
        "modules": outlined(sheet),
        "review": review_words(edition.about),
        "is_closed": edition.course.closed_at is not None,
        "form": form,
        "sign_in": f"{reverse('account_login')}?{urlencode({'next': request.path})}",
    }
    if request.user.is_authenticated:
        shown |= _own(request.user, edition, sheet)
    return render(request, "courses/course.html", shown)


def _own(person: User, edition: Edition, sheet: Sheet) -> dict[str, Any]:
    """What the page says to somebody who is on the course, or was."""
    enrolment, last = listing.on_this_course(person, edition.course_id)
    own: dict[str, Any] = {"completion": last}
    if enrolment is None:
        return own
    finished = finished_keys(enrolment.pk)
    shown = frozen.sheet(enrolment.edition_id, enrolment.edition_digest)
    addresses = Addresses(f"/learn/{enrolment.pk}/")
    upcoming = shown.next_to_do(finished)
    own |= {
        "enrolment": enrolment,
        "continue_at": addresses.activity(upcoming.key) if upcoming else addresses.outline,
        "done": shown.done(finished),
        "total": len(shown.parts),
        "modules": outlined(shown, finished=finished, addresses=addresses),
    }
    if enrolment.edition_number < edition.number:
        own["moving"] = compare(shown, sheet, finished).sentence()
    return own


def review_words(about: dict[str, Any]) -> str:
    """Reviewed by whom, when, and when next; or that nobody is named."""
    reviewer = about.get("reviewer")
    if not reviewer:
        return "No clinical reviewer is named yet."
    by = ", ".join(filter(None, [reviewer.get("name"), reviewer.get("role")]))
    words = f"Reviewed by {by}"
    if reviewer.get("on"):
        words += f" on {uk_date(date.fromisoformat(reviewer['on']))}"
    due = about.get("review_due_on")
    return f"{words}. Next review by {uk_date(date.fromisoformat(due))}." if due else f"{words}."
