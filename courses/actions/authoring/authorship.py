"""Who edits and releases a course. The rights themselves are Wagtail's, held by one group per course."""

from datetime import datetime

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission

from courses.models.authoring import CourseAuthor, CoursePage
from lms.core import audit
from lms.core.refusals import NotAllowed, Refusal
from lms.people.models import User

RIGHTS = ("add_page", "change_page", "publish_page", "bulk_delete_page")


class LastAuthor(Refusal):
    """A course without authors could not be edited by anybody."""


@transaction.atomic
def add_author(*, course_page: CoursePage, user: User, by: User, at: datetime) -> CourseAuthor:
    """From now on this person edits and releases the course. Adding twice is adding once."""
    _refuse_others(course_page, by)
    author, is_new = CourseAuthor.objects.get_or_create(course=course_page, user=user, defaults={"since": at})
    user.groups.add(_group_of(course_page))
    if is_new:
        audit.record(action="course.author_added", by=by, at=at, about=course_page, subject=user)
    return author


@transaction.atomic
def remove_author(*, course_page: CoursePage, user: User, by: User, at: datetime) -> None:
    """They read and copy it like every trainer; what they wrote stays."""
    _refuse_others(course_page, by)
    authors = CourseAuthor.objects.select_for_update().filter(course=course_page)
    if not authors.exclude(user=user).exists():
        raise LastAuthor("A course needs an author. Add somebody else first.")
    if authors.filter(user=user).delete()[0]:
        audit.record(action="course.author_removed", by=by, at=at, about=course_page, subject=user)
    user.groups.remove(_group_of(course_page))


def group_name(course_page_id: int) -> str:
    return f"Authors of course {course_page_id}"


def _group_of(course_page: CoursePage) -> Group:
    group, _ = Group.objects.get_or_create(name=group_name(course_page.pk))
    for right in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=RIGHTS):
        GroupPagePermission.objects.get_or_create(group=group, page_id=course_page.pk, permission=right)
    return group


def _refuse_others(course_page: CoursePage, by: User) -> None:
    has_authors = course_page.authors.exists()
    if has_authors and not course_page.permissions_for_user(by).can_edit():
        raise NotAllowed("Only the authors of a course say who else writes it.")
