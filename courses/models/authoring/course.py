"""A course as it is being written: a page, its modules beneath it, and what one can do after it."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page, PagePermissionTester
from wagtail.search import index

from courses.models.authoring.state import HasState

Panels = list[Any]
TITLE = FieldPanel("title", help_text="As learners will read it.")


class RightsOnAuthoredPage(PagePermissionTester):
    """Without what Wagtail offers for any page and makes no sense for these.

    Parts are added and moved, and courses copied, from our own pages: keys, authors and questions go along.
    """

    def can_add_subpage(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_move_to(self, destination: Page) -> bool:
        return False  # Wagtail lets superusers, without asking whether it can be moved at all

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_lock(self) -> bool:
        return False

    def can_reorder_children(self) -> bool:
        return False

    def can_submit_for_moderation(self) -> bool:
        return False


class AuthoredPage(HasState, Page):
    """A page that only authors see. It has no address of its own: learners meet editions."""

    promote_panels: Panels = []
    settings_panels: Panels = []
    show_in_menus_default = False
    hidden_fields: ClassVar = ("slug", "show_in_menus", "seo_title", "search_description")
    preview_modes: ClassVar[list[tuple[str, str]]] = []  # nothing to look at, unless a kind says otherwise

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return RightsOnAuthoredPage(user, self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise Http404

    def get_url_parts(self, request: HttpRequest | None = None) -> Any:
        return None


class CourseShelf(Page):
    """Where all courses stand. Made by the first “New course”, and again if somebody deletes it."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["courses.CoursePage"]
    promote_panels: Panels = []
    settings_panels: Panels = []
    preview_modes: ClassVar[list[tuple[str, str]]] = []

    class Meta:
        verbose_name = "shelf of courses"

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return RightsOnAuthoredPage(user, self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise Http404

    def get_url_parts(self, request: HttpRequest | None = None) -> Any:
        return None


class CoursePage(AuthoredPage):
    """A course in its author's hands. Released, it becomes an edition of a ``Course`` with its key."""

    class Level(models.TextChoices):
        AWARENESS = "Awareness"
        PRACTICE = "Practice"
        SPECIALIST = "Specialist"

    summary = models.CharField("in one sentence", max_length=300, blank=True)
    for_whom = models.TextField("for whom", blank=True)
    level = models.CharField(max_length=20, choices=Level, default=Level.AWARENESS)
    content_note = models.TextField(
        blank=True, help_text="If something in it may be hard to read: what, and that one may pause."
    )
    label = models.CharField(
        max_length=200, blank=True, help_text="Shown wherever the course is, for example that it is a trial."
    )
    participatory_minutes = models.PositiveSmallIntegerField(
        "minutes spent with others", default=0, help_text="Counts as participatory learning in a CPD record."
    )
    picture = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    picture_alt = models.CharField("what the picture shows", max_length=300, blank=True)
    reviewer_name = models.CharField("reviewed by", max_length=200, blank=True)
    reviewer_role = models.CharField("their role", max_length=200, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    review_due_on = models.DateField("next review", null=True, blank=True)

    parent_page_types = ["courses.CourseShelf"]
    subpage_types = ["courses.ModulePage"]
    search_fields = [*Page.search_fields, index.SearchField("summary")]
    about_panels = [
        TITLE,
        FieldPanel("summary"),
        FieldPanel("for_whom"),
        FieldPanel("level"),
        FieldPanel("content_note"),
        FieldPanel("label"),
        FieldPanel("participatory_minutes"),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], heading="Picture"),
    ]
    review_panels = [
        FieldPanel("reviewer_name"),
        FieldPanel("reviewer_role"),
        FieldPanel("reviewed_on"),
        FieldPanel("review_due_on"),
    ]
    edit_handler = TabbedInterface(
        [ObjectList(about_panels, heading="About"), ObjectList(review_panels, heading="Review")]
    )

    class Meta:
        verbose_name = "course"

    @property
    def key(self) -> uuid.UUID:
        return self.translation_key

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(f"/courses/{self.slug}/")


class Objective(models.Model):  # type: ignore[django-manager-missing]  # Question's is polymorphic
    """What somebody can do after a course. Lessons and questions say which one they serve."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(CoursePage, models.CASCADE, related_name="objectives")
    text = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["course", "position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="courses_objective_says_something"),
        ]

    def __str__(self) -> str:
        return self.text

    def freeze(self) -> dict[str, Any]:
        return {"key": str(self.key), "text": self.text}


class CourseAuthor(models.Model):
    """Somebody who edits and releases a course. Other trainers read and copy it."""

    course = models.ForeignKey(CoursePage, models.CASCADE, related_name="authors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["course", "user"], name="courses_courseauthor_once_per_course"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} writes {self.course_id} (#{self.pk})"
