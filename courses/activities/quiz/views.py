"""A quiz before its first question: what to expect, attempts left, and results so far."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms.templatetags.bodies import render_body
from courses.models import Attempt, AttemptRequest
from courses.queries import edition_cache
from courses.queries.progress import allowance_of, attempts_at
from courses.rules.allowance import Allowance
from courses.rules.html import Html
from courses.rules.outline import Part
from courses.rules.quiz import Quiz
from courses.rules.screens import Link, QuizScreen, quiz_screen
from courses.views.activities import ActivityViews, Draft, views_of_activity
from courses.views.context import CourseContext
from lms.core.templatetags.words import uk_date
from lms.core.words import points


@views_of_activity
class QuizViews(ActivityViews):
    kind = "quiz"

    def show(self, request: HttpRequest, context: CourseContext, part: Part) -> HttpResponse:
        row = context.row(part)
        quiz = edition_cache.quiz(row.pk, row.digest)
        attempts = attempts_at(context.enrolment, part.key, part.digest)
        allowed = allowance_of(context.enrolment, context.outline, part.key, quiz, attempts)
        own = [attempt for attempt in attempts if attempt.enrolment_id == context.enrolment.pk]
        screen = quiz_screen(
            context.outline,
            part,
            quiz,
            addresses=context.addresses,
            allowed=allowed,
            body=Html(render_body(part.digest, edition_cache.Body(context.enrolment.edition_id, part.key))),
            is_begun=any(attempt.is_open for attempt in own),
            is_asked=allowed.is_used_up and _is_asked(context, part),
            is_open=context.enrolment.is_open and part.key not in context.finished,
            results=[_result(attempt) for attempt in own if not attempt.is_open],
            note=context.note,
        )
        return _page(request, screen)

    def walk(self, request: HttpRequest, draft: Draft) -> HttpResponse:
        quiz = Quiz.thaw(draft.activity.body)
        screen = quiz_screen(
            draft.outline,
            draft.part,
            quiz,
            addresses=draft.addresses,
            allowed=Allowance(quiz.attempts or None),
            body=Html(render_body(draft.activity.digest, draft.activity.body)),
            note=draft.note,
        )
        return _page(request, screen)


def _page(request: HttpRequest, screen: QuizScreen) -> HttpResponse:
    return render(request, "courses/quiz.html", {"screen": screen})


def _is_asked(context: CourseContext, part: Part) -> bool:
    waiting = AttemptRequest.objects.filter(
        enrolment=context.enrolment, activity_key=part.key, granted_at=None
    )
    return waiting.exists()


def _result(attempt: Attempt) -> Link:
    how = "Passed" if attempt.passed else "Not passed yet"
    words = f"{how}: {points(attempt.score or 0)} of {attempt.out_of}, {uk_date(attempt.submitted_at)}"
    return Link(words, attempt.get_absolute_url())
