"""A checklist's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from courses.queries import edition_cache
from courses.rules.activities import activity_kind
from courses.rules.outline import Part
from courses.rules.screens import Link
from courses.rules.screens.lesson import finish_words
from courses.views.activities import ActivityViews, Draft, views_of_activity
from courses.views.context import CourseContext


@views_of_activity
class ChecklistViews(ActivityViews):
    kind = "checklist"

    def show(self, request: HttpRequest, context: CourseContext, part: Part) -> HttpResponse:
        words = finish_words(context.outline, part, context.finished)
        shown = {
            "title": part.title,
            "caption": context.outline.caption(part),
            "steps": activity_kind(part.kind).thaw(
                edition_cache.Body(context.enrolment.edition_id, part.key)
            ),
            "finish": Link(words, context.addresses.finish(part.key)) if context.enrolment.is_open else None,
            "note": context.note,
        }
        return render(request, "activity_kind/checklist.html", shown)

    def walk(self, request: HttpRequest, draft: Draft) -> HttpResponse:
        shown = {
            "title": draft.part.title,
            "caption": draft.outline.caption(draft.part),
            "steps": activity_kind(draft.part.kind).thaw(draft.activity.body),
            "finish": Link(
                finish_words(draft.outline, draft.part, ()), draft.addresses.finish(draft.part.key)
            ),
            "note": draft.note,
        }
        return render(request, "activity_kind/checklist.html", shown)
