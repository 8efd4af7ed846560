"""An attempt at a quiz: its questions, each answer as it changes, sending it in, and its result."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from courses import actions
from courses.actions.answering import SENT_IN
from courses.actions.attempting import rulings_on
from courses.forms import answers_in, sent_answer
from courses.models import Attempt, AttemptRequest
from courses.models.learning.attempt import AttemptQuerySet
from courses.queries import frozen
from courses.queries.progress import allowance_of, attempts_at, lessons_to_look_at
from courses.rules.allowance import Allowance
from courses.rules.items import Answer
from courses.rules.places import attempt_place, result_place
from courses.views.standing import Standing, standing, standing_of


@require_safe
def attempt(request: HttpRequest, enrolment: int, key: UUID, number: int) -> HttpResponse:
    """The questions while it is open, afterwards the result: also once the course is completed."""
    go = _one(Attempt.objects.with_enrolment(), request, enrolment, key, number)
    here = standing_of(go)
    return _questions(request, here, go) if go.is_open else _result(request, here, go)


@require_POST
def save(request: HttpRequest, enrolment: int, key: UUID, number: int) -> HttpResponse:
    """One answer, sent by script as it changes; acknowledged after commit."""
    go = _mine(request, enrolment, key, number)
    sent = sent_answer(request.body)
    kept = actions.record_answer(
        attempt=go,
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
def submit(request: HttpRequest, enrolment: int, key: UUID, number: int) -> HttpResponse:
    """The whole form: keeps its answers, and sends them in unless the person stops or left some empty."""
    go = _mine(request, enrolment, key, number)
    now = timezone.now()
    answers = answers_in(request.POST, frozen.quiz(go.activity_id, go.digest))
    then = request.POST.get("then", "finish")
    has_empty = not all(answer["chosen"] for answer in answers.values())
    if go.is_open and then != "stop" and (then == "finish-anyway" or not has_empty):
        return redirect(actions.submit_attempt(attempt=go, by=request.user, at=now, answers=answers))
    if not actions.record_answers(attempt=go, answers=answers, by=request.user, at=now):
        messages.info(request, SENT_IN)
        return redirect(go)
    if then == "stop":
        messages.success(request, "What you chose is kept. Come back when you like.")
        return redirect("courses:outline", enrolment)
    return _questions(request, standing(request, enrolment), go, say_what_is_empty=True)


def _mine(request: HttpRequest, enrolment: int, key: UUID, number: int) -> Attempt:
    return _one(Attempt.objects.all(), request, enrolment, key, number)


def _one(attempts: AttemptQuerySet, request: HttpRequest, enrolment: int, key: UUID, number: int) -> Attempt:
    """Not yours and not there are the same 404."""
    mine = attempts.of_learner(request.user).with_digest()
    go = mine.filter(enrolment=enrolment, activity_key=key, number=number).first()
    if go is None:
        raise Http404
    return go


def _questions(
    request: HttpRequest, here: Standing, go: Attempt, *, say_what_is_empty: bool = False
) -> HttpResponse:
    standing_answers = list(go.responses.values_list("item_key", "answer", "sequence"))
    place = attempt_place(
        here.sheet,
        here.part(go.activity_key),
        frozen.quiz(go.activity_id, go.digest),
        number=go.number,
        seed=go.seed,
        answers={str(item): Answer(frozenset(answer["chosen"])) for item, answer, _ in standing_answers},
        sequences={str(item): sequence for item, _, sequence in standing_answers},
        addresses=here.addresses,
        storage_key=f"attempt-{request.user.key}-{go.pk}",
        say_what_is_empty=say_what_is_empty,
    )
    return render(request, "courses/attempt.html", {"place": place})


def _result(request: HttpRequest, here: Standing, go: Attempt) -> HttpResponse:
    part = here.part(go.activity_key)
    quiz = frozen.quiz(go.activity_id, go.digest)
    kept = {str(item): (answer, score) for item, answer, score in _responses(go)}
    answers = {item: Answer(frozenset(answer["chosen"])) for item, (answer, _) in kept.items()}
    allowed = Allowance(None)
    if not go.passed and here.enrolment.is_open:
        goes = attempts_at(here.enrolment, part.key, part.digest)
        allowed = allowance_of(here.enrolment, here.sheet, part.key, quiz, goes)
    scores = {item: score for item, (_, score) in kept.items()}
    completed_by_this = here.completion is not None and bool(go.passed)
    place = result_place(
        here.sheet,
        part,
        quiz,
        seed=go.seed,
        answers=answers,
        result=quiz.mark(answers, rulings_on(here.enrolment)),
        passed=bool(go.passed),
        finished=here.finished,
        addresses=here.addresses,
        allowed=allowed,
        look_again=lessons_to_look_at(here.sheet, part.key, quiz, scores),
        is_completed=completed_by_this,
        is_asked=allowed.is_used_up and _is_asked(here, go),
        is_open=here.enrolment.is_open,
    )
    completion = here.completion if completed_by_this else None
    return render(request, "courses/result.html", {"place": place, "completion": completion})


def _responses(go: Attempt) -> list[tuple]:
    return list(go.responses.values_list("item_key", "answer", "score"))


def _is_asked(here: Standing, go: Attempt) -> bool:
    waiting = AttemptRequest.objects.filter(
        enrolment=here.enrolment, activity_key=go.activity_key, granted_at=None
    )
    return waiting.exists()
