"""A course's drafts in the real player: next works, quizzes mark, nothing is stored."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.templatetags.frozen import render_body
from courses.actions.release import compile_course
from courses.forms import answers_in
from courses.models.authoring import CoursePage
from courses.rules.allowance import Allowance
from courses.rules.compiled import Compiled, CompiledActivity
from courses.rules.items import Answer
from courses.rules.outline import Part, Sheet
from courses.rules.places import (
    Addresses,
    attempt_place,
    lesson_place,
    outline_place,
    quiz_place,
    result_place,
)
from courses.rules.quiz import Quiz
from courses.viewsets.access import for_trainers, readable_course

NOTE = "You are walking through the drafts of this course, as a learner would. Nothing you do here is kept."
SEED = 1
FIRST = 1
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Walk:
    """Where one is, without an enrolment."""

    page: CoursePage
    compiled: Compiled
    sheet: Sheet
    addresses: Addresses

    def part(self, key: UUID) -> tuple[Part, CompiledActivity]:
        part = self.sheet.part(str(key))
        if part is None:
            raise Http404
        return part, self.compiled.by_key()[part.key]


def walk_of(pk: int) -> Walk:
    page = readable_course(pk)
    compiled = compile_course(page, drafts=True)
    return Walk(
        page,
        compiled,
        Sheet.read(compiled.title, compiled.outline()),
        Addresses(reverse("authoring:walk", args=[page.pk])),
    )


@for_trainers
@require_safe
def outline(request: HttpRequest, pk: int) -> HttpResponse:
    walk = walk_of(pk)
    place = outline_place(walk.sheet, finished=NOTHING, addresses=walk.addresses, note=NOTE)
    return render(request, "courses/outline.html", {"place": place})


@for_trainers
@require_safe
def activity(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    walk = walk_of(pk)
    part, compiled = walk.part(key)
    body = render_body(compiled.digest, compiled.body)
    if part.is_quiz:
        place = quiz_place(
            walk.sheet,
            part,
            Quiz.thaw(compiled.body),
            addresses=walk.addresses,
            allowed=Allowance(compiled.body["attempts"] or None),
            body=body,
            note=NOTE,
        )
        return render(request, "courses/quiz.html", {"place": place})
    place = lesson_place(walk.sheet, part, body, finished=NOTHING, addresses=walk.addresses, note=NOTE)
    return render(request, "courses/lesson.html", {"place": place})


@for_trainers
@require_POST
def finish(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    walk = walk_of(pk)
    part, _ = walk.part(key)
    upcoming = walk.sheet.after(part.key)
    return redirect(walk.addresses.activity(upcoming.key) if upcoming else walk.addresses.outline)


@for_trainers
@require_POST
def start(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    walk = walk_of(pk)
    part, _ = walk.part(key)
    return redirect(walk.addresses.attempt(part.key, FIRST))


@for_trainers
@require_safe
def attempt(request: HttpRequest, pk: int, key: UUID, number: int) -> HttpResponse:
    walk = walk_of(pk)
    part, compiled = walk.part(key)
    return _questions(request, walk, part, Quiz.thaw(compiled.body), {})


def _questions(
    request: HttpRequest, walk: Walk, part: Part, quiz: Quiz, answers: dict[str, Answer], *, say: bool = False
) -> HttpResponse:
    place = attempt_place(
        walk.sheet,
        part,
        quiz,
        number=FIRST,
        seed=SEED,
        answers=answers,
        addresses=walk.addresses,
        storage_key=f"walk-{walk.page.pk}-{part.key}",
        say_what_is_empty=say,
    )
    return render(request, "courses/attempt.html", {"place": place})


@for_trainers
@require_POST
def not_kept(request: HttpRequest, pk: int, **_: object) -> HttpResponse:
    """What the player's scripts send is acknowledged, so that they behave as they do for learners."""
    return JsonResponse({"saved": True, "sequence": 1, "changed_elsewhere": False})


@for_trainers
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, pk: int, key: UUID, number: int) -> HttpResponse:
    walk = walk_of(pk)
    part, compiled = walk.part(key)
    quiz = Quiz.thaw(compiled.body)
    if request.method != "POST":
        return redirect(walk.addresses.attempt(part.key, FIRST))
    then, sent = request.POST.get("then", "finish"), answers_in(request.POST, quiz)
    if then == "stop":
        return redirect(walk.addresses.outline)
    answers = {item.key: Answer(frozenset(sent[item.key]["chosen"]) & _keys(item)) for item in quiz.items}
    if then == "finish" and any(answer.is_empty for answer in answers.values()):
        return _questions(request, walk, part, quiz, answers, say=True)
    return _result(request, walk, part, quiz, answers)


def _keys(item: object) -> frozenset[str]:
    return frozenset(option.key for option in item.options)  # type: ignore[attr-defined]


def _result(
    request: HttpRequest, walk: Walk, part: Part, quiz: Quiz, answers: dict[str, Answer]
) -> HttpResponse:
    result = quiz.mark(answers)
    place = result_place(
        walk.sheet,
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
    return render(request, "courses/result.html", {"place": place})
