"""An attempt at a quiz: its questions, each answer as it changes, sending it in, and its result."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from courses import actions
from courses.actions.answering import SENT_IN, AttemptForm, FormOutcome
from courses.forms import sent_answer, sent_form
from courses.models import Attempt, AttemptRequest
from courses.queries import edition_cache
from courses.queries.marks import responses_of, words_of, work_out
from courses.queries.own_learning import own_attempt
from courses.queries.progress import allowance_of, attempts_at, lessons_to_look_at
from courses.queries.rulings import rulings_on
from courses.rules.allowance import Allowance
from courses.rules.outline import Outline
from courses.rules.screens import attempt_screen, overtaken_words, result_screen
from courses.views.context import CourseContext, addresses_of, course_context, part_of
from courses.views.scripts import sent_json
from lms.core.middleware import lead_to, wants_json
from lms.people.views.signed_in import SignedInRequest

ANSWERED_SINCE = (
    "This quiz was not finished, because you have answered on another device since. "
    "Look through your answers, then finish."
)


@require_safe
def attempt(request: SignedInRequest, enrolment: int, key: UUID, number: int) -> HttpResponse:
    """The questions while it is open, afterwards the result: also once the course is completed.

    With “?empty” the questions that are empty say so.
    """
    attempt = _mine(request, enrolment, key, number)
    if attempt.is_open:
        return _questions(request, _outline(attempt), attempt, say_what_is_empty="empty" in request.GET)
    return _result(request, course_context(request, enrolment), attempt)


@require_POST
def save(request: SignedInRequest, enrolment: int, key: UUID, number: int) -> HttpResponse:
    """One answer, sent by script as it changes; acknowledged after commit."""
    attempt = _mine(request, enrolment, key, number)
    sent = sent_answer(sent_json(request))
    kept = actions.record_answer(
        attempt=attempt,
        item=sent.item,
        answer=sent.answer,
        client_id=sent.client_id,
        by=request.user,
        at=timezone.now(),
        after=sent.after,
    )
    return JsonResponse(
        {"saved": True, "sequence": kept.sequence, "changed_elsewhere": kept.changed_elsewhere}
    )


@require_POST
def submit(request: SignedInRequest, enrolment: int, key: UUID, number: int) -> HttpResponse:
    """The whole form: keeps what was touched, and sends it in unless the person stops or left some empty."""
    attempt = _mine(request, enrolment, key, number)
    quiz = edition_cache.quiz(attempt.activity_id, attempt.digest)
    sent = sent_form(request.POST, quiz)
    if sent.then == "stop":
        outcome = actions.record_answers(
            attempt=attempt, answers=sent.answers, known=sent.known, by=request.user, at=timezone.now()
        )
    else:
        outcome = actions.submit_form(
            attempt=attempt,
            form=AttemptForm(sent.answers, sent.known),
            even_if_empty=sent.then == "finish-anyway",
            as_of=sent.as_of,
            by=request.user,
            at=timezone.now(),
        )
    if outcome.overtaken:
        messages.warning(request, overtaken_words(quiz, attempt.seed, outcome.overtaken))
    return _after(request, attempt, outcome, stops=sent.then == "stop")


def _after(request: SignedInRequest, attempt: Attempt, outcome: FormOutcome, *, stops: bool) -> HttpResponse:
    """Where a form leads: the result, the course's parts, or its questions again."""
    if not outcome.is_kept:
        messages.info(request, ANSWERED_SINCE if outcome.is_behind else SENT_IN)
        return lead_to(request, attempt.get_absolute_url())
    if stops:
        messages.success(request, "Your answers are saved. Come back when you like.")
        return lead_to(request, reverse("courses:outline", args=[attempt.enrolment_id]))
    if not outcome.attempt.is_open:
        return lead_to(request, attempt.get_absolute_url())
    if wants_json(request):
        return lead_to(request, f"{attempt.get_absolute_url()}?empty")
    return _questions(request, _outline(attempt), outcome.attempt, say_what_is_empty=True)


def _mine(request: SignedInRequest, enrolment: int, key: UUID, number: int) -> Attempt:
    attempt = own_attempt(request.user, enrolment=enrolment, activity_key=key, number=number)
    if attempt is None:
        raise Http404
    return attempt


def _outline(attempt: Attempt) -> Outline:
    return edition_cache.outline(attempt.edition_id, attempt.edition_digest)


def _questions(
    request: SignedInRequest, outline: Outline, attempt: Attempt, *, say_what_is_empty: bool = False
) -> HttpResponse:
    current = responses_of(attempt)
    quiz = edition_cache.quiz(attempt.activity_id, attempt.digest)
    screen = attempt_screen(
        outline,
        part_of(outline, attempt.activity_key),
        quiz,
        number=attempt.number,
        seed=attempt.seed,
        answers=quiz.thaw_answers((each.item_key, each.answer, words_of(each)) for each in current),
        sequences={str(each.item_key): each.sequence for each in current},
        addresses=addresses_of(attempt.enrolment_id),
        storage_key=_storage_key(attempt, request),
        last_sequence=attempt.last_sequence,
        say_what_is_empty=say_what_is_empty,
    )
    return render(request, "courses/attempt.html", {"screen": screen})


def _result(request: SignedInRequest, context: CourseContext, attempt: Attempt) -> HttpResponse:
    part = context.part(attempt.activity_key)
    quiz = edition_cache.quiz(attempt.activity_id, attempt.digest)
    responses = responses_of(attempt)
    answers = quiz.thaw_answers((each.item_key, each.answer, words_of(each)) for each in responses)
    rulings = rulings_on([attempt.activity_id])[attempt.activity_id] if context.enrolment.is_ruled_on else []
    allowed = Allowance(None)
    if not attempt.passed and context.enrolment.is_open:
        attempts = attempts_at(context.enrolment, part.key, part.digest)
        allowed = allowance_of(context.enrolment, context.outline, part.key, quiz, attempts)
    scores = {str(each.item_key): each.score for each in responses}
    completed_by_this = context.completion is not None and bool(attempt.passed)
    screen = result_screen(
        context.outline,
        part,
        quiz,
        seed=attempt.seed,
        answers=answers,
        result=work_out(attempt, responses, rulings),
        passed=bool(attempt.passed),
        finished=context.finished,
        addresses=context.addresses,
        allowed=allowed,
        look_again=lessons_to_look_at(context.outline, part.key, quiz, scores),
        is_completed=completed_by_this,
        is_asked=allowed.is_used_up and _is_asked(context, attempt),
        is_open=context.enrolment.is_open,
    )
    completion = context.completion if completed_by_this else None
    shown = {"screen": screen, "completion": completion, "storage_key": _storage_key(attempt, request)}
    return render(request, "courses/result.html", shown)


def _storage_key(attempt: Attempt, request: SignedInRequest) -> str:
    """Under which a device keeps what was not sent yet: by person, since several may use one device."""
    return f"attempt-{request.user.key}-{attempt.pk}"


def _is_asked(context: CourseContext, attempt: Attempt) -> bool:
    waiting = AttemptRequest.objects.filter(
        enrolment=context.enrolment, activity_key=attempt.activity_key, granted_at=None
    )
    return waiting.exists()
