"""A course as its authors have it now, read whole: the statements do not grow with it."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import reduce
from itertools import groupby
from operator import itemgetter, or_
from typing import Any

from django.db.models import Q, prefetch_related_objects
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.blocks import links
from cms.blocks.streams import load_streams, texts_in
from courses.models.authoring.activity import ActivityPage, AsksQuestions, ModulePage
from courses.models.authoring.course import CoursePage
from courses.models.authoring.drafts import load_drafts
from courses.models.authoring.question import Question

Mark = tuple[list[Any], list[Any]]
DEPTH_OF_ACTIVITIES = 5  # root, shelf, course, module, activity
OF_EVERY_COURSE = ("objectives", "authors__user")
OF_EVERY_QUESTION = ("objective__course__authors", "source")  # also says whose it is


@dataclass(frozen=True)
class Manuscript:
    """Its pages in order, as they are ready; ``as_drafted`` of each, and of their questions, asks nothing."""

    page: CoursePage
    modules: list[tuple[ModulePage, list[ActivityPage]]]
    bank: dict[int, Question] = field(repr=False)
    linked: links.Keys = field(repr=False)

    def parts(self, *, drafts: bool = False) -> Iterator[tuple[str, ActivityPage]]:
        """(title of its module, page of the activity)."""
        for module, activities in self.modules:
            title = (module.as_drafted() if drafts else module).title
            for activity in activities:
                yield title, activity.as_drafted() if drafts else activity

    def course(self, *, drafts: bool = False) -> CoursePage:
        return self.page.as_drafted() if drafts else self.page

    @property
    def mark(self) -> Mark:
        """Changes whenever anything in it becomes ready, is moved or taken away."""
        modules = [row for module, activities in self.modules for row in (module, *activities)]
        pages = [(row.path, row.live, row.live_revision_id) for row in (self.page, *modules)]
        questions = [(row.pk, row.live, row.live_revision_id) for row in self.bank.values()]
        return sorted(pages), sorted(questions, key=itemgetter(0))

    def mark_now(self) -> Mark:
        """The same, of what the database has at this moment. Two statements."""
        pages = Page.objects.descendant_of(self.page, inclusive=True)
        questions = Question.objects.non_polymorphic().filter(pk__in=self.bank)
        return (
            sorted(pages.values_list("path", "live", "live_revision")),
            list(questions.order_by("pk").values_list("pk", "live", "live_revision")),
        )

    def following_links(self) -> AbstractContextManager[None]:
        """While it is compiled and checked: links in its texts were looked up together."""
        return links.looked_up(self.linked)


def read_manuscript(course_page: CoursePage) -> Manuscript:
    """As the database has it at this moment."""
    return read_manuscripts([course_page])[course_page.pk]


def read_manuscripts(course_pages: Iterable[CoursePage]) -> dict[int, Manuscript]:
    """By pk of their pages; in the statements of one."""
    wanted = [page.pk for page in course_pages]
    courses = list(CoursePage.objects.select_related("picture__kept_picture").filter(pk__in=wanted))
    beneath = reduce(or_, (Q(path__startswith=course.path) for course in courses), Q(pk=None))
    modules = list(ModulePage.objects.filter(beneath).order_by("path"))
    activities = list(Page.objects.filter(beneath, depth=DEPTH_OF_ACTIVITIES).specific().order_by("path"))
    load_drafts([*courses, *modules, *activities])
    of_courses = [version for each in courses for version in (each, each.as_drafted())]
    prefetch_related_objects(of_courses, *OF_EVERY_COURSE)
    versions = [version for each in activities for version in (each, each.as_drafted())]
    _prefetch(activities)
    bank = load_bank(versions)
    streams = list(_streams(versions))
    load_streams(streams)
    typed = [text for stream in streams for text in texts_in(stream)]
    linked = links.look_up([*typed, *_typed_in(bank.values())])
    return {course.pk: _manuscript(course, modules, activities, bank, linked) for course in courses}


def _manuscript(
    course: CoursePage,
    modules: list[ModulePage],
    activities: list[ActivityPage],
    bank: dict[int, Question],
    linked: links.Keys,
) -> Manuscript:
    own = [
        (module, [page for page in activities if page.path.startswith(module.path)])
        for module in modules
        if module.path.startswith(course.path)
    ]
    parts = [version for _, pages in own for each in pages for version in (each, each.as_drafted())]
    return Manuscript(course, own, {pk: bank[pk] for pk in sorted(_placed_in(parts)) if pk in bank}, linked)


def _typed_in(questions: Iterable[Question]) -> Iterator[str]:
    for question in questions:
        for version in (question, question.as_drafted()):
            yield from (version.stem, version.explanation)


def read_asking(page: Any) -> Any:
    """The draft of a page that asks questions; it knows them, and their drafts."""
    load_drafts([page])
    draft = page.as_drafted()
    load_bank([draft])
    return draft


def read_questions(questions: Iterable[Question]) -> dict[int, Question]:
    """By pk, with their drafts and all that freezing needs."""
    rows = list(questions)
    load_drafts(rows)
    prefetch_related_objects(rows, *OF_EVERY_QUESTION)
    _prefetch(rows)
    return {row.pk: row for row in rows}


def load_bank(pages: list[ActivityPage]) -> dict[int, Question]:
    """The questions of all these pages, which know them from now on."""
    placed = _placed_in(pages)
    bank = read_questions(Question.objects.filter(pk__in=placed)) if placed else {}
    for page in pages:
        if isinstance(page, AsksQuestions):
            page.bank = bank
    return bank


def _placed_in(pages: Iterable[Any]) -> set[int]:
    """Numbers of the questions that these pages ask."""
    asking = (page for page in pages if isinstance(page, AsksQuestions))
    return {placement.question_id for page in asking for placement in page.placements.all()}


def _prefetch(rows: Iterable[Any]) -> None:
    for model, of_kind in groupby(sorted(rows, key=_kind), key=type):
        prefetch_related_objects(list(of_kind), *getattr(model, "prefetches", ()))


def _kind(row: Any) -> str:
    return f"{type(row).__module__}.{type(row).__qualname__}"


def _streams(pages: Iterable[Any]) -> Iterator[Any]:
    for page in pages:
        for each in page._meta.get_fields():
            if isinstance(each, StreamField):
                yield getattr(page, each.name)
