"""A checklist as it is being written."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from wagtail.admin.panels import FieldPanel, ObjectList

from cms.rules import body_format
from courses.models.authoring.activity import ActivityPage, Desk, PartFinding, Values, kind_of_page
from courses.models.authoring.course import TITLE
from lms.core.words import counted


@kind_of_page
class ChecklistPage(ActivityPage):
    kind = "checklist"
    new_title = "New checklist"
    written_as = "checklists"
    kind_order = 15

    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    optional = models.BooleanField(default=False)
    steps = models.TextField(blank=True)

    edit_handler = ObjectList([TITLE, FieldPanel("steps"), FieldPanel("minutes"), FieldPanel("optional")])

    class Meta:
        verbose_name = "checklist"

    def named(self) -> list[str]:
        return [step.strip() for step in self.steps.splitlines() if step.strip()]

    def compiled_body(self, *, drafts: bool = False) -> dict[str, Any]:
        return body_format.body([], steps=self.named())

    def suggested_minutes(self, body: Values | None = None) -> int:
        return 2 * max(1, len(self.named()))

    def findings(self, *, drafts: bool = False) -> Iterator[PartFinding]:
        if not self.named():
            yield PartFinding("There is nothing to tick.", True)

    def facts(self) -> str:
        return counted(len(self.named()), "step")

    @classmethod
    def read_in(cls, written: Values, desk: Desk) -> "ChecklistPage":
        return cls(title=written["title"], steps="\n".join(written["steps"]))
