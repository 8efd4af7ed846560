"""Which questions a quiz asks: found by search and filters, several at once."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from courses.actions import authoring
from courses.forms import typed
from courses.models.authoring import CoursePage, Objective, Question
from courses.models.authoring.activity import AsksQuestions, asking_page
from courses.models.authoring.manuscript import read_asking, read_questions
from courses.models.authoring.question import KINDS, kinds
from courses.queries.authoring import all_tags
from courses.rules.marking import needed, needed_words
from courses.viewsets.access import for_trainers, own_course
from courses.viewsets.tabs import show
from lms.core.text import searchable

PER_PAGE = 20


@for_trainers
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    quiz = asking_page(pk)
    if quiz is None:
        raise Http404
    course = own_course(request, quiz.course_page.pk)
    if request.method == "POST":
        _change(request, quiz)
        return redirect(f"{reverse('authoring:questions', args=[quiz.pk])}?{request.GET.urlencode()}")
    drafted = read_asking(quiz)
    asked = [question.as_drafted() for question in drafted.questions()]
    found = bank(request, course, without=[question.pk for question in asked])
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    return show(
        request,
        "quiz_questions",
        course,
        "Outline",
        quiz=drafted,
        asked=[_row(question) for question in asked],
        found=[_row(question) for question in read_questions(page).values()],
        found_page=page,
        filters=_filters(request, course),
        objectives=_covered(course, asked),
        needed=needed_words(needed(drafted.pass_percent, len(asked)), len(asked)),
        minutes=drafted.minutes or drafted.suggested_minutes(),
        kinds=[(kind.kind, kind.kind_name) for kind in kinds()],
    )


def _change(request: HttpRequest, quiz: AsksQuestions) -> None:
    post = request.POST
    if "take_out" in post:
        authoring.take_out(quiz=quiz, question=_number(post["take_out"]), by=request.user)
        messages.success(request, "Taken out of this quiz. It stays in the bank.")
    elif "up" in post or "down" in post:
        moved = _number(post.get("up") or post.get("down") or "")
        authoring.move_placement(quiz=quiz, question=moved, up="up" in post, by=request.user)
    else:
        picked = [_number(sent) for sent in post.getlist("question")]
        there = list(Question.objects.non_polymorphic().filter(pk__in=picked).values_list("pk", flat=True))
        added = authoring.place_questions(
            quiz=quiz, questions=[pk for pk in picked if pk in there], by=request.user
        )
        words = (
            f"{added} question{'' if added == 1 else 's'} added." if added else "Tick the questions to add."
        )
        messages.success(request, words)


def _number(sent: str) -> int:
    return int(sent) if sent.isdecimal() and len(sent) < 12 else 0


def bank(request: HttpRequest, course: CoursePage, *, without: list[int]) -> Any:
    """The bank as searched and filtered: words, kind, objective, tag, and not in this quiz."""
    asked = request.GET
    found = Question.objects.order_by("-pk")
    if asked.get("everything") != "yes":
        found = found.exclude(pk__in=without)
    for word in searchable(typed(asked.get("q", ""), most=200)).split()[:6]:
        found = found.filter(searchable__contains=word)
    if kind := KINDS.get(asked.get("kind", "")):
        found = found.instance_of(kind)
    if asked.get("objective", "").isdecimal():
        found = found.filter(objective=int(asked["objective"][:12]))
    if tag := typed(asked.get("tag", ""), most=100):
        found = found.tagged(tag)
    return found


def _filters(request: HttpRequest, course: CoursePage) -> dict[str, Any]:
    asked = request.GET
    return {
        "q": asked.get("q", ""),
        "kind": asked.get("kind", ""),
        "objective": asked.get("objective", ""),
        "tag": asked.get("tag", ""),
        "everything": asked.get("everything", "") == "yes",
        "tags": all_tags(),
        "objectives": [(str(each.pk), each.text) for each in Objective.objects.filter(course=course)],
    }


def _row(question: Question) -> dict[str, Any]:
    findings = question.findings()
    return {
        "pk": question.pk,
        "text": str(question),
        "kind": question.kind_name,
        "state": question.state_words,
        "objective": question.objective.text if question.objective else "",
        "tags": question.tags,
        "href": reverse(question.snippet_viewset.get_url_name("edit"), args=[question.pk]),
        "lacks": [finding.words for finding in findings if finding.mend_first],
        "answers": question.answer_words(),
    }


def _covered(course: CoursePage, asked: list[Question]) -> list[dict[str, Any]]:
    served = [question.objective_id for question in asked]
    return [{"text": each.text, "questions": served.count(each.pk)} for each in course.objectives.all()]
