"""What every kind of question has."""

import re
import uuid
from typing import Any, ClassVar

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
from cms.blocks.text import SHORT_TEXT, freeze_rich_text
from cms.models import Source
from cms.rules.clean_html import plain
from courses.models.authoring.course import Objective
from courses.models.authoring.state import HasState
from courses.rules.items import Answer, thaw
from courses.rules.places.quiz import question as asked
from courses.rules.places.result import review
from courses.rules.quiz import NO_RULINGS

Panels = list[Any]


class QuestionQuerySet(PolymorphicQuerySet):
    def ready(self) -> "QuestionQuerySet":
        return self.filter(live=True)

    def tagged(self, tag: str) -> "QuestionQuerySet":
        return self.filter(tags__regex=rf"(^|, ){re.escape(tag)}(,|$)")


class Question(
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
    kind_name: ClassVar[str] = ""
    kind_meaning: ClassVar[str] = ""
    kind_example: ClassVar[tuple[str, ...]] = ()  # options, the right ones with a tick before them

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stem = RichTextField("question", features=["bold", "italic", "ol", "ul"])
    explanation = RichTextField(
        features=SHORT_TEXT, blank=True, help_text="Shown with the result, whatever was answered."
    )
    objective = models.ForeignKey(Objective, models.SET_NULL, null=True, blank=True, related_name="questions")
    source = models.ForeignKey(Source, models.SET_NULL, null=True, blank=True, related_name="+")
    tags = models.CharField(
        max_length=300, blank=True, help_text="Words to find it by, with commas between them."
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = PolymorphicManager.from_queryset(QuestionQuerySet)()

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

    @classmethod
    def get_indexed_objects(cls) -> Any:
        """Each once, as its own kind: or searches would find it twice."""
        found = super().get_indexed_objects()
        return found.filter(polymorphic_ctype=ContentType.objects.get_for_model(cls))

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.tags = kept_tags(self.tags)
        super().save(*args, **kwargs)

    def option_rows(self) -> list[dict[str, Any]]:
        """The options in their frozen form, in order."""
        raise NotImplementedError(f"{type(self).__name__} does not say what its options are.")

    def freeze(self) -> dict[str, Any]:
        """As it stands in an edition, for ever."""
        return {
            "key": str(self.key),
            "kind": self.kind,
            "stem": freeze_rich_text(self.stem),
            "options": self.option_rows(),
            "explanation": freeze_rich_text(self.explanation),
            "objective": str(self.objective.key) if self.objective else None,
            "source": self.source.freeze() if self.source else None,
        }

    def findings(self) -> list[Finding]:
        """What its author should look at before a course with it is released."""
        options = self.option_rows()
        found = list(self.findings_in_kind(options))
        if not plain(freeze_rich_text(self.stem)):
            found.append(Finding("It does not ask anything.", True))
        without = sum(not option["why"] for option in options)
        if without:
            found.append(Finding(f"{without} of {len(options)} answers do not say why.", True))
        if not plain(freeze_rich_text(self.explanation)):
            found.append(Finding("It has no explanation."))
        if self.objective is None:
            found.append(Finding("It does not say which objective it serves.", True))
        if self.source is None:
            found.append(Finding("It does not name its source."))
        return found

    def findings_in_kind(self, options: list[dict[str, Any]]) -> list[Finding]:
        raise NotImplementedError(f"{type(self).__name__} does not say what it needs.")

    def as_copy(self) -> "Question":
        """Another question that says the same: its answers must never be taken for this one's."""
        said = self.serializable_data()
        for name in ("pk", "question_ptr", "live_revision", "latest_revision"):
            said[name] = None
        said.update({"live": False, "has_unpublished_changes": True, "key": str(uuid.uuid4())})
        return self.from_serializable_data(self.with_new_keys(said))

    def with_new_keys(self, said: dict[str, Any]) -> dict[str, Any]:
        """The same for whatever else has a key."""
        for option in said.get("options", []):
            option.update({"pk": None, "question": None, "key": str(uuid.uuid4())})
        return said

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "courses/authoring/question_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        item = thaw(self.freeze())
        answer = Answer(item.right)
        mark = item.mark(answer, NO_RULINGS)
        return {
            "request": request,
            "asked": asked(item, 1, 1, Answer(), say_empty=False),
            "review": review(item, 1, answer, mark, tell_all=True),
        }


def kept_tags(written: str) -> str:
    """Each once, in small letters, with a comma and a space between them."""
    tags = [" ".join(tag.split()).lower() for tag in written.split(",")]
    return ", ".join(dict.fromkeys(tag for tag in tags if tag))


def as_paragraphs(text: str) -> str:
    """Plain words of an author as markup."""
    return linebreaks(text.strip(), autoescape=True) if text.strip() else ""


def as_phrase(text: str) -> str:
    return escape(text.strip())
