"""The activities of a course, as somebody on it meets them."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from courses import actions
from courses.forms import NotReadable, typed
from courses.models import Activity
from courses.views.activities import VIEWS
from courses.views.context import CourseContext, course_context
from courses.views.scripts import sent_json
from lms.core.middleware import lead_to
from lms.people.views.signed_in import SignedInRequest


@require_safe
def activity(request: SignedInRequest, enrolment: int, key: UUID) -> HttpResponse:
    context = course_context(request, enrolment, reading=key)
    part = context.part(key)
    return VIEWS[part.kind].show(request, context, part)


@require_POST
def finish(request: SignedInRequest, enrolment: int, key: UUID) -> HttpResponse:
    """“Finished. Next: …” leads there; finishing the last part leads to the course, which says so."""
    context = course_context(request, enrolment)
    part = context.part(key)
    now = timezone.now()
    after = actions.finish_activity(
        enrolment=context.enrolment, activity=context.row(part), by=request.user, at=now
    )
    upcoming = context.outline.next_to_do({*context.finished, part.key}, after=part.key)
    if upcoming is None or not after.is_open:
        return lead_to(request, context.addresses.outline)
    return lead_to(request, context.addresses.activity(upcoming.key))


@require_POST
def save_position(request: SignedInRequest, enrolment: int, key: UUID) -> HttpResponse:
    """The last heading seen, sent by script while reading. Nothing is said back."""
    context = course_context(request, enrolment)
    part = context.part(key)
    heading = _heading(request)
    if heading and context.enrolment.is_open:
        actions.save_position(
            enrolment=context.enrolment,
            activity_key=part.key,
            heading=heading,
            by=request.user,
            at=timezone.now(),
        )
    return HttpResponse(status=204)


@require_POST
def start(request: SignedInRequest, enrolment: int, key: UUID) -> HttpResponse:
    context = course_context(request, enrolment)
    begun = actions.start_attempt(
        enrolment=context.enrolment,
        activity=_row_passed_by_attempts(context, key),
        by=request.user,
        at=timezone.now(),
    )
    return redirect(begun)


@require_POST
def ask(request: SignedInRequest, enrolment: int, key: UUID) -> HttpResponse:
    context = course_context(request, enrolment)
    activity = _row_passed_by_attempts(context, key)
    actions.ask_for_attempt(
        enrolment=context.enrolment, activity=activity, by=request.user, at=timezone.now()
    )
    return redirect(context.addresses.activity(str(activity.key)))


def _row_passed_by_attempts(context: CourseContext, key: UUID) -> Activity:
    """Nothing can be attempted at what is finished by saying so."""
    part = context.part(key)
    if not part.rule.is_passed:
        raise Http404
    return context.row(part)


def _heading(request: SignedInRequest) -> str:
    try:
        sent = sent_json(request)
    except NotReadable:
        return ""
    heading = sent.get("heading") if isinstance(sent, dict) else None
    return typed(heading, most=80) if isinstance(heading, str) else ""
