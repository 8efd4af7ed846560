"""A course's drafts in the real player: next works, quizzes mark, nothing is stored."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.actions.release import compile_course
from courses.forms import NotReadable, answers_in
from courses.models.authoring import CoursePage
from courses.models.authoring.manuscript import read_manuscript
from courses.rules.allowance import Allowance
from courses.rules.compiled import Compiled, CompiledActivity
from courses.rules.items import Answer, NotAnAnswer
from courses.rules.outline import Outline, Part
from courses.rules.quiz import Quiz
from courses.rules.screens import Addresses, attempt_screen, outline_screen, result_screen
from courses.views.activities import VIEWS, Draft
from courses.viewsets.access import for_trainers, readable_course
from lms.core.middleware import lead_to

NOTE = "You are walking through the drafts of this course, as a learner would. Nothing you do here is kept."
SEED = 1
FIRST = 1
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Walk:
    """Where one is, without an enrolment."""

    page: CoursePage
    compiled: Compiled
    outline: Outline
    addresses: Addresses

    def part(self, key: UUID) -> tuple[Part, CompiledActivity]:
        part = self.outline.part(str(key))
        if part is None:
            raise Http404
        return part, self.compiled.by_key()[part.key]

    def quiz(self, key: UUID) -> tuple[Part, Quiz]:
        """Nothing can be attempted at what is finished by saying so."""
        part, compiled = self.part(key)
        if not part.rule.is_passed:
            raise Http404
        return part, Quiz.thaw(compiled.body)


def walk_of(pk: int) -> Walk:
    page = readable_course(pk)
    compiled = compile_course(read_manuscript(page), drafts=True)
    return Walk(
        page,
        compiled,
        Outline.read(compiled.title, compiled.outline()),
        Addresses(reverse("authoring:walk", args=[page.pk])),
    )


@for_trainers
@require_safe
def outline(request: HttpRequest, pk: int) -> HttpResponse:
    walk = walk_of(pk)
    screen = outline_screen(walk.outline, finished=NOTHING, addresses=walk.addresses, note=NOTE)
    return render(request, "courses/outline.html", {"screen": screen})


@for_trainers
@require_safe
def activity(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    walk = walk_of(pk)
    part, compiled = walk.part(key)
    draft = Draft(walk.outline, part, compiled, walk.addresses, NOTE)
    return VIEWS[part.kind].walk(request, draft)


@for_trainers
@require_POST
def finish(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    walk = walk_of(pk)
    part, _ = walk.part(key)
    upcoming = walk.outline.after(part.key)
    return lead_to(request, walk.addresses.activity(upcoming.key) if upcoming else walk.addresses.outline)


@for_trainers
@require_POST
def start(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    walk = walk_of(pk)
    part, _ = walk.quiz(key)
    return redirect(walk.addresses.attempt(part.key, FIRST))


@for_trainers
@require_safe
def attempt(request: HttpRequest, pk: int, key: UUID, number: int) -> HttpResponse:
    walk = walk_of(pk)
    part, quiz = walk.quiz(key)
    return _questions(request, walk, part, quiz, {})


def _questions(
    request: HttpRequest, walk: Walk, part: Part, quiz: Quiz, answers: dict[str, Answer], *, say: bool = False
) -> HttpResponse:
    screen = attempt_screen(
        walk.outline,
        part,
        quiz,
        number=FIRST,
        seed=SEED,
        answers=answers,
        addresses=walk.addresses,
        storage_key=f"walk-{walk.page.pk}-{part.key}",
        say_what_is_empty=say,
    )
    return render(request, "courses/attempt.html", {"screen": screen})


@for_trainers
@require_POST
def not_kept(request: HttpRequest, pk: int, **_: object) -> HttpResponse:
    """What the player's scripts send is acknowledged, so that they behave as they do for learners."""
    return JsonResponse({"saved": True, "sequence": 1, "changed_elsewhere": False})


@for_trainers
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, pk: int, key: UUID, number: int) -> HttpResponse:
    walk = walk_of(pk)
    part, quiz = walk.quiz(key)
    if request.method != "POST":
        return redirect(walk.addresses.attempt(part.key, FIRST))
    then, answers = request.POST.get("then", "finish"), _answers(request, quiz)
    if then == "stop":
        return redirect(walk.addresses.outline)
    if then == "finish" and any(answer.is_empty for answer in answers.values()):
        return _questions(request, walk, part, quiz, answers, say=True)
    return _result(request, walk, part, quiz, answers)


def _answers(request: HttpRequest, quiz: Quiz) -> dict[str, Answer]:
    try:
        return quiz.read(answers_in(request.POST, quiz))
    except NotAnAnswer as problem:
        raise NotReadable(str(problem)) from problem


def _result(
    request: HttpRequest, walk: Walk, part: Part, quiz: Quiz, answers: dict[str, Answer]
) -> HttpResponse:
    result = quiz.mark(answers)
    screen = result_screen(
        walk.outline,
        part,
        quiz,
        seed=SEED,
        answers=answers,
        result=result,
        passed=result.passed,
        finished=frozenset({part.key}) if result.passed else NOTHING,
        addresses=walk.addresses,
        allowed=Allowance(quiz.attempts or None),
    )
    return render(request, "courses/result.html", {"screen": screen})
