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
from courses.queries import edition_cache, listing
from courses.queries.progress import finished_keys
from courses.rules.about import About
from courses.rules.moving import compare
from courses.rules.outline import Outline
from courses.rules.screens import outlined
from courses.views.context import addresses_of
from lms.core.templatetags.words import uk_date
from lms.people.actions import set_certificate_details
from lms.people.models import User
from lms.people.views.signed_in import SignedInRequest


@login_not_required
@require_safe
def course(request: HttpRequest, slug: str) -> HttpResponse:
    edition = _newest(slug)
    form = None
    if request.user.is_authenticated and _is_to_be_asked(request.user):
        form = PrintedForm(person=request.user)
    return _page(request, edition, form)


@require_POST
def join(request: SignedInRequest, slug: str) -> HttpResponse:
    """Straight to the first lesson, or to where the person was; the first course asks what to print."""
    edition = _newest(slug)
    now = timezone.now()
    if _is_to_be_asked(request.user) and "name" in request.POST:
        form = PrintedForm(request.POST, person=request.user)
        if not form.is_valid():
            return _page(request, edition, form)
        set_certificate_details(user=request.user, **form.cleaned_data, by=request.user, at=now)
    enrolment = actions.enrol(course=edition.course, by=request.user, at=now)
    return redirect(next_step(enrolment))


def next_step(enrolment: Enrolment) -> str:
    """The address of the first part that is not finished, else of the outline."""
    shown = enrolment.edition()
    upcoming = edition_cache.outline(shown.pk, shown.digest).next_to_do(finished_keys(enrolment.pk))
    addresses = addresses_of(enrolment.pk)
    return addresses.activity(upcoming.key) if upcoming else addresses.outline


def _newest(slug: str) -> Edition:
    edition = listing.newest_edition(slug)
    if edition is None:
        raise Http404
    return edition


def _is_to_be_asked(person: User) -> bool:
    return person.asked_about_certificates_at is None


def _page(request: HttpRequest, edition: Edition, form: PrintedForm | None) -> HttpResponse:
    outline = edition_cache.outline(edition.pk, edition.digest)
    about = About.thaw(edition.about)
    shown: dict[str, Any] = {
        "edition": edition,
        "about": about,
        "facts": outline.facts(),
        "modules": outlined(outline),
        "review": review_words(about),
        "is_closed": edition.course.closed_at is not None,
        "form": form,
        "sign_in": f"{reverse('account_login')}?{urlencode({'next': request.path})}",
    }
    if request.user.is_authenticated:
        shown |= _own(request.user, edition, outline)
    return render(request, "courses/course.html", shown)


def _own(person: User, edition: Edition, outline: Outline) -> dict[str, Any]:
    """What the page says to somebody who is on the course, or was."""
    enrolment, last = listing.on_this_course(person, edition.course_id)
    own: dict[str, Any] = {"completion": last}
    if enrolment is None:
        return own
    finished = finished_keys(enrolment.pk)
    shown = edition_cache.outline(enrolment.edition_id, enrolment.edition_digest)
    addresses = addresses_of(enrolment.pk)
    upcoming = shown.next_to_do(finished)
    own |= {
        "enrolment": enrolment,
        "continue_at": addresses.activity(upcoming.key) if upcoming else addresses.outline,
        "done": shown.done(finished),
        "total": len(shown.parts),
        "modules": outlined(shown, finished=finished, addresses=addresses),
    }
    if enrolment.edition_number < edition.number:
        own["moving"] = compare(shown, outline, finished).sentence()
    return own


def review_words(about: About) -> str:
    """Reviewed by whom, when, and when next; or that nobody is named."""
    if not about.reviewer:
        return "No clinical reviewer is named yet."
    by = ", ".join(filter(None, [about.reviewer.get("name"), about.reviewer.get("role")]))
    words = f"Reviewed by {by}"
    if about.reviewer.get("on"):
        words += f" on {uk_date(date.fromisoformat(about.reviewer['on']))}"
    if not about.review_due_on:
        return f"{words}."
    return f"{words}. Next review by {uk_date(date.fromisoformat(about.review_due_on))}."
