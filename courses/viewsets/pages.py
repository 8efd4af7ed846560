"""Where Wagtail's own page lists lead: a trainer's pages are found in their course's outline."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from courses.models.authoring import CoursePage, CourseShelf, ModulePage
from courses.models.authoring.activity import page_models
from courses.viewsets.access import is_trainer


class ToTheOutline(ExplorableIndexView):
    """The list beneath a course, module or activity is the outline; beneath the shelf, all courses."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_trainer(request.user):
            return super().dispatch(request, *args, **kwargs)
        here = get_object_or_404(Page, pk=kwargs.get("parent_page_id") or (args[0] if args else 0))
        course = CoursePage.objects.ancestor_of(here, inclusive=True).first()
        return redirect("authoring:outline", course.pk) if course else redirect("authoring:courses")


def _viewset(model: type[Page]) -> PageViewSet:
    made = type(
        f"{model.__name__}ViewSet", (PageViewSet,), {"model": model, "index_view_class": ToTheOutline}
    )
    return made(f"{model._meta.model_name}s")


def page_viewsets() -> list[PageViewSet]:
    return [_viewset(model) for model in (CourseShelf, CoursePage, ModulePage, *page_models())]
