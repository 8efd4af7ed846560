"""Lessons and quizzes, as somebody on the course meets them."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cms.templatetags.frozen import render_body
from courses import actions
from courses.forms import typed
from courses.models import AttemptRequest
from courses.queries import frozen
from courses.queries.progress import allowance_of, attempts_at
from courses.rules.outline import Part
from courses.rules.places import Link, lesson_place, quiz_place
from courses.rules.words import points
from courses.views.standing import Standing, standing
from lms.core.templatetags.words import uk_date


@require_safe
def activity(request: HttpRequest, enrolment: int, key: UUID) -> HttpResponse:
    here = standing(request, enrolment, reading=key)
    part = here.part(key)
    return SHOWN[part.kind](request, here, part)


def lesson(request: HttpRequest, here: Standing, part: Part) -> HttpResponse:
    place = lesson_place(
        here.sheet,
        part,
        render_body(part.digest, frozen.Body(here.enrolment.edition_id, part.key)),
        finished=here.finished,
        addresses=here.addresses,
        heading=getattr(here.enrolment, "heading", None) or "",
        is_open=here.enrolment.is_open,
        note=here.note,
    )
    return render(request, "courses/lesson.html", {"place": place})


def quiz(request: HttpRequest, here: Standing, part: Part) -> HttpResponse:
    row = here.row(part)
    asked = frozen.quiz(row.pk, row.digest)
    goes = attempts_at(here.enrolment, part.key, part.digest)
    allowed = allowance_of(here.enrolment, here.sheet, part.key, asked, goes)
    own = [go for go in goes if go.enrolment_id == here.enrolment.pk]
    place = quiz_place(
        here.sheet,
        part,
        asked,
        addresses=here.addresses,
        allowed=allowed,
        body=render_body(part.digest, frozen.Body(here.enrolment.edition_id, part.key)),
        is_begun=any(go.is_open for go in own),
        is_asked=allowed.is_used_up and _is_asked(here, part),
        is_open=here.enrolment.is_open and part.key not in here.finished,
        results=[Link(_result_words(go), go.get_absolute_url()) for go in own if not go.is_open],
        note=here.note,
    )
    return render(request, "courses/quiz.html", {"place": place})


SHOWN = {"lesson": lesson, "quiz": quiz}


@require_POST
def finish(request: HttpRequest, enrolment: int, key: UUID) -> HttpResponse:
    """“Finished. Next: …” leads there; finishing the last part leads to the course, which says so."""
    here = standing(request, enrolment)
    part = here.part(key)
    now = timezone.now()
    after = actions.finish_activity(
        enrolment=here.enrolment, activity=here.row(part), by=request.user, at=now
    )
    upcoming = here.sheet.next_to_do({*here.finished, part.key}, after=part.key)
    if upcoming is None or not after.is_open:
        return redirect(here.addresses.outline)
    return redirect(here.addresses.activity(upcoming.key))


@require_POST
def keep_place(request: HttpRequest, enrolment: int, key: UUID) -> HttpResponse:
    """The last heading seen, sent by script while reading. Nothing is said back."""
    here = standing(request, enrolment)
    part = here.part(key)
    heading = _heading(request)
    if heading and here.enrolment.is_open:
        actions.keep_place(
            enrolment=here.enrolment,
            activity_key=part.key,
            heading=heading,
            by=request.user,
            at=timezone.now(),
        )
    return HttpResponse(status=204)


@require_POST
def start(request: HttpRequest, enrolment: int, key: UUID) -> HttpResponse:
    here = standing(request, enrolment)
    begun = actions.start_attempt(
        enrolment=here.enrolment, activity=here.row(here.part(key)), by=request.user, at=timezone.now()
    )
    return redirect(begun)


@require_POST
def ask(request: HttpRequest, enrolment: int, key: UUID) -> HttpResponse:
    here = standing(request, enrolment)
    part = here.part(key)
    actions.ask_for_attempt(
        enrolment=here.enrolment, activity=here.row(part), by=request.user, at=timezone.now()
    )
    return redirect(here.addresses.activity(part.key))


def _is_asked(here: Standing, part: Part) -> bool:
    waiting = AttemptRequest.objects.filter(enrolment=here.enrolment, activity_key=part.key, granted_at=None)
    return waiting.exists()


def _result_words(go: Any) -> str:
    how = "Passed" if go.passed else "Not passed yet"
    return f"{how}: {points(go.score)} of {go.out_of}, {uk_date(go.submitted_at)}"


def _heading(request: HttpRequest) -> str:
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError):  # no JSON, or a nest of it without end
        return ""
    heading = sent.get("heading") if isinstance(sent, dict) else None
    return typed(heading, most=80) if isinstance(heading, str) else ""
