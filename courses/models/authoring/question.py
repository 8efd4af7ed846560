"""What every kind of question has."""

import re
import uuid
from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import HttpRequest
from django.utils.html import escape, linebreaks
from modelcluster.models import ClusterableModel
from polymorphic.managers import PolymorphicManager
from polymorphic.models import PolymorphicModel
from polymorphic.query import PolymorphicQuerySet
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin
from wagtail.search import index

from cms.blocks.finding import Finding
from cms.blocks.text import IN_A_LINE, SHORT_TEXT, findings_in_rich_text, freeze_rich_text
from cms.models import Source
from cms.rules.clean_html import plain
from courses.models.authoring.course import Objective
from courses.models.authoring.state import HasState
from courses.rules.items import Item, thaw_item
from courses.rules.screens.quiz import question as question_shown
from courses.rules.screens.result import review
from lms.core.fields import SearchableField

Panels = list[Any]


class QuestionQuerySet(PolymorphicQuerySet):
    def ready(self) -> "QuestionQuerySet":
        return self.filter(live=True)

    def tagged(self, tag: str) -> "QuestionQuerySet":
        return self.filter(tags__regex=rf"(^|, ){re.escape(tag)}(,|$)")


class Question(  # type: ignore[django-manager-missing]  # that of placements is modelcluster's
    HasState,
    PreviewableMixin,
    DraftStateMixin,
    RevisionMixin,
    index.Indexed,
    PolymorphicModel,
    ClusterableModel,
):
    """A question in the bank. Each kind knows its options, how to freeze itself and what is missing."""

    kind: ClassVar[str] = ""
    #: For the picker: what it is called, what it is, and an example, the right answers with a tick before
    #: them.
    kind_name: ClassVar[str] = ""
    kind_meaning: ClassVar[str] = ""
    kind_example: ClassVar[tuple[str, ...]] = ()
    kind_order: ClassVar[int] = 100  # in the picker, the smallest first
    #: Relations of this kind that freezing reads, for ``prefetch_related``.
    prefetches: ClassVar[tuple[str, ...]] = ()

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stem = RichTextField("question", features=[*IN_A_LINE, "ol", "ul"])
    explanation = RichTextField(
        features=SHORT_TEXT, blank=True, help_text="Shown with the result, whatever was answered."
    )
    objective = models.ForeignKey(Objective, models.SET_NULL, null=True, blank=True, related_name="questions")
    source = models.ForeignKey(Source, models.SET_NULL, null=True, blank=True, related_name="+")
    tags = models.CharField(
        max_length=300, blank=True, help_text="Words to find it by, with commas between them."
    )
    searchable = SearchableField(source="found_by")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects: ClassVar[Any] = PolymorphicManager.from_queryset(QuestionQuerySet)()

    stem_panels: ClassVar[Panels] = [FieldPanel("stem")]
    more_panels: ClassVar[Panels] = [
        FieldPanel("explanation"),
        MultiFieldPanel(
            [FieldPanel("objective"), FieldPanel("source"), FieldPanel("tags")], heading="What it belongs to"
        ),
    ]
    search_fields = [
        index.SearchField("stem"),
        index.SearchField("tags"),
        index.AutocompleteField("stem"),
        index.AutocompleteField("tags"),
        index.FilterField("polymorphic_ctype_id"),
    ]

    class Meta:
        ordering = ["-pk"]
        permissions = [("publish_question", "Can publish question")]  # on screen: mark ready

    def __str__(self) -> str:
        words = plain(self.stem)
        return words if len(words) <= 120 else f"{words[:119]}…"

    @property
    def found_by(self) -> str:
        """What the bank is searched in."""
        return f"{plain(self.stem)} {self.tags}"

    @classmethod
    def get_indexed_objects(cls) -> Any:
        """Each once, as its own kind: or searches would find it twice."""
        found = super().get_indexed_objects()
        return found.filter(polymorphic_ctype=ContentType.objects.get_for_model(cls))

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.tags = kept_tags(self.tags)
        super().save(*args, **kwargs)

    def freeze_kind(self) -> dict[str, Any]:
        """What this kind adds to the frozen form, and ``format`` where it is not 1."""
        raise NotImplementedError(f"{type(self).__name__} does not say how it is frozen.")

    def freeze(self) -> dict[str, Any]:
        """As it stands in an edition, for ever: JSON that ``Item.thaw`` of its kind reads."""
        return {
            "key": str(self.key),
            "kind": self.kind,
            "stem": freeze_rich_text(self.stem),
            "explanation": freeze_rich_text(self.explanation),
            "objective": str(self.objective.key) if self.objective else None,
            "source": self.source.freeze() if self.source else None,
            **self.freeze_kind(),
        }

    def as_item(self) -> Item:
        """As a learner would meet it now."""
        return thaw_item(self.freeze())

    def findings(self) -> list[Finding]:
        """What its author should look at before a course with it is released."""
        found = [*self.findings_in_kind(), *findings_in_rich_text(self.explanation)]
        if not plain(freeze_rich_text(self.stem)):
            found.append(Finding("It does not ask anything.", True))
        if not plain(freeze_rich_text(self.explanation)):
            found.append(Finding("It has no explanation."))
        if self.objective is None:
            found.append(Finding("It does not say which objective it serves.", True))
        if self.source is None:
            found.append(Finding("It does not name its source."))
        return found

    def findings_in_kind(self) -> list[Finding]:
        """What the kind itself lacks."""
        raise NotImplementedError(f"{type(self).__name__} does not say what it needs.")

    def answer_words(self) -> list[str]:
        """Its answers in plain words, for lists of questions; empty where there are none to list."""
        return []

    @classmethod
    def read_in(cls, written: Mapping[str, Any], fields: dict[str, Any]) -> "Question":
        """A question of this kind, not saved, from what was written down elsewhere; ``fields`` are those
        that every kind has. The inverse of ``write_out``.
        """
        raise NotImplementedError(f"{cls.__name__} does not say how it is read in.")

    def write_out(self) -> dict[str, Any]:
        """What the kind adds to a manuscript; ``read_in`` makes the same question of it, with keys of its
        own.
        """
        raise NotImplementedError(f"{type(self).__name__} does not say how it is written out.")

    def as_copy(self) -> "Question":
        """Another question that says the same: its answers must never be taken for this one's."""
        values = self.serializable_data()
        for name in ("pk", "question_ptr", "live_revision", "latest_revision"):
            values[name] = None
        values.update({"live": False, "has_unpublished_changes": True, "key": str(uuid.uuid4())})
        return self.from_serializable_data(self.with_new_keys(values))

    def with_new_keys(self, values: dict[str, Any]) -> dict[str, Any]:
        """The same for whatever else of the kind has a key."""
        return values

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "courses/authoring/question_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        item = self.as_item()
        right = item.right_answer()
        return {
            "request": request,
            "asked": question_shown(item, 1, 1),
            "review": review(item, 1, right, item.mark(right), tell_all=True),
        }


#: Every kind that questions can be written in, by name. A kind makes itself known with ``kind_of_question``.
KINDS: dict[str, type[Question]] = {}
Q = TypeVar("Q", bound=type[Question])


def kind_of_question(question: Q) -> Q:
    """Class decorator: trainers can write questions of this kind."""
    KINDS[question.kind] = question
    return question


def kinds() -> list[type[Question]]:
    """In the order of the picker."""
    return sorted(KINDS.values(), key=lambda question: (question.kind_order, question.kind_name))


def kept_tags(written: str) -> str:
    """Each once, in small letters, with a comma and a space between them."""
    tags = [" ".join(tag.split()).lower() for tag in written.split(",")]
    return ", ".join(dict.fromkeys(tag for tag in tags if tag))


def as_paragraphs(text: str) -> str:
    """Plain words of an author as markup."""
    return linebreaks(text.strip(), autoescape=True) if text.strip() else ""


def as_phrase(text: str) -> str:
    return escape(text.strip())
