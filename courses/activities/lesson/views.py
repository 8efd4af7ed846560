"""A lesson's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms.templatetags.bodies import render_body
from courses.queries import edition_cache
from courses.rules.html import Html
from courses.rules.outline import Part
from courses.rules.screens import LessonScreen, lesson_screen
from courses.views.activities import ActivityViews, Draft, views_of_activity
from courses.views.context import CourseContext


@views_of_activity
class LessonViews(ActivityViews):
    kind = "lesson"

    def show(self, request: HttpRequest, context: CourseContext, part: Part) -> HttpResponse:
        screen = lesson_screen(
            context.outline,
            part,
            Html(render_body(part.digest, edition_cache.Body(context.enrolment.edition_id, part.key))),
            finished=context.finished,
            addresses=context.addresses,
            heading=getattr(context.enrolment, "heading", None) or "",
            is_open=context.enrolment.is_open,
            note=context.note,
        )
        return _page(request, screen)

    def walk(self, request: HttpRequest, draft: Draft) -> HttpResponse:
        body = Html(render_body(draft.activity.digest, draft.activity.body))
        screen = lesson_screen(
            draft.outline, draft.part, body, finished=(), addresses=draft.addresses, note=draft.note
        )
        return _page(request, screen)


def _page(request: HttpRequest, screen: LessonScreen) -> HttpResponse:
    return render(request, "courses/lesson.html", {"screen": screen})
