"""Activities as they are being written, and the contract by which the house asks the page of a kind."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, Self, TypeVar

from django.http import HttpRequest
from wagtail.admin.panels import ObjectList
from wagtail.fields import StreamField

from cms.blocks.streams import load_streams
from cms.models import Source
from courses.models.authoring.course import TITLE, AuthoredPage, CoursePage, Objective
from courses.models.authoring.forms import FormOfACoursePart
from courses.models.authoring.question import Question
from courses.rules.activities import ActivityKind, activity_kind
from lms.people.models import User

Values = Mapping[str, Any]


@dataclass(frozen=True)
class PartFinding:
    """Something to mend before a release, or worth a look; in the page, or in a question that it asks."""

    words: str
    mend_first: bool = False
    question: int | None = None  # pk


@dataclass(frozen=True)
class Way:
    """A page about the activity beside its form, such as choosing its questions."""

    text: str
    href: str


class Desk(Protocol):
    """What is at hand while a manuscript is written out. Keys are names inside the manuscript."""

    by: User
    objectives: dict[str, Objective]
    sources: dict[str, Source]

    def stream(self, blocks: Any) -> Any:
        """Blocks of a manuscript as the value of a StreamField."""

    def question(self, written: Values) -> Question:
        """A question of a manuscript as a draft in the bank."""


class ActivityPage(AuthoredPage):
    """An activity in its author's hands: a page beneath a module. Each kind has one model of it.

    The model says ``kind``, the name of its rule, and has the fields ``minutes`` (none: as suggested) and
    ``optional``.
    """

    kind: ClassVar[str]
    #: Of a page that was just added; and of the one that a new course begins with, if it begins with one.
    new_title: ClassVar[str]
    first_title: ClassVar[str] = ""
    #: The key of a module under which manuscripts hold activities of this kind: one, or a list.
    written_as: ClassVar[str]
    #: Where buttons and manuscripts name several kinds: the smallest first.
    kind_order: ClassVar[int] = 100

    #: Relations that compiling reads, for ``prefetch_related``.
    prefetches: ClassVar[tuple[str, ...]] = ()

    minutes: Any
    optional: Any
    #: Whether anybody may read it, without an account; a field of the kinds that can be a sample.
    is_sample: Any = False

    parent_page_types = ["courses.ModulePage"]
    subpage_types: list[str] = []
    base_form_class = FormOfACoursePart
    preview_modes = [("", "As learners see it")]

    class Meta:
        abstract = True

    @classmethod
    def rule(cls) -> ActivityKind:
        return activity_kind(cls.kind)

    @property
    def course_page(self) -> CoursePage:
        return CoursePage.objects.ancestor_of(self).get()

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        fields = [field for field in self._meta.fields if isinstance(field, StreamField)]
        load_streams([getattr(self, field.name) for field in fields])
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        return context

    @abstractmethod
    def compiled_body(self, *, drafts: bool = False) -> dict[str, Any]:
        """As it will stand in an edition: JSON that the rule's ``thaw`` reads. ``drafts`` takes what it
        refers to as it is drafted.
        """

    @abstractmethod
    def suggested_minutes(self, body: Values | None = None) -> int:
        """For when the author says none. ``body``: as compiled, where it is at hand."""

    def objectives_served(self) -> tuple[str, ...]:
        """Their keys: a learner who missed a question on one is led here."""
        return ()

    def findings(self, *, drafts: bool = False) -> Iterable[PartFinding]:
        """What its author should look at before it is released."""
        return ()

    def questions(self) -> list[Question]:
        """Of the bank, in the order in which it asks them."""
        return []

    @classmethod
    def questions_used(cls) -> Iterable[tuple[int, str]]:
        """Of all pages of this kind: (question, title of the page that asks it)."""
        return ()

    def facts(self) -> str:
        """What the outline says of it beside its kind: 3 questions."""
        return ""

    def ways(self) -> list[Way]:
        """Where its author goes on; the facts in the outline lead to the first of them."""
        return []

    def take_objectives(self, objectives: Mapping[int, Objective]) -> bool:
        """In a copied course: those of the original, by pk, are these now. Says whether anything changed."""
        return False

    @classmethod
    @abstractmethod
    def read_in(cls, written: Values, desk: Desk) -> Self:
        """A page out of a manuscript, not saved yet."""

    def attach(self, written: Values, desk: Desk) -> list[Any]:
        """Once it stands in its course: what hangs on it. Returns the rows made for it in the bank."""
        return []


class AsksQuestions:
    """An activity whose ``placements`` are questions of the bank, ordered by ``sort_order``."""

    pk: int
    #: By pk, where they were read for many activities at once.
    bank: Mapping[int, Question] | None = None
    objects: ClassVar[Any]
    placements: Any
    as_drafted: Any
    save_revision: Any

    def questions(self) -> list[Question]:
        """In order, each as its own kind. Those that were deleted from the bank are gone from here too."""
        placed = [placement.question_id for placement in self.placements.all()]
        bank = self.bank
        if bank is None:
            bank = {question.pk: question for question in Question.objects.filter(pk__in=placed)}
        return [bank[pk] for pk in placed if pk in bank]


#: Every kind that can be written, by name. A model makes itself known with ``kind_of_page``.
PAGES: dict[str, type[ActivityPage]] = {}
P = TypeVar("P", bound=type[ActivityPage])


def kind_of_page(page: P) -> P:
    """Class decorator: trainers can add activities of this kind."""
    PAGES[page.kind] = page
    return page


def page_models() -> list[type[ActivityPage]]:
    """In the order of the buttons that add them."""
    return sorted(PAGES.values(), key=lambda page: (page.kind_order, page.kind))


def asking_page(pk: int) -> Any:
    """The page with that number, if it is one that asks questions of the bank; else None."""
    asking = [model for model in page_models() if issubclass(model, AsksQuestions)]
    return next((page for model in asking for page in model.objects.filter(id=pk)), None)


class ModulePage(AuthoredPage):
    """A few activities that belong together."""

    parent_page_types = ["courses.CoursePage"]
    edit_handler = ObjectList([TITLE])

    class Meta:
        verbose_name = "module"

    @classmethod
    def clean_subpage_models(cls) -> list[type[ActivityPage]]:
        return page_models()
