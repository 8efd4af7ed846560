"""A copy of a course is another course: every key is its own."""

from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from courses.actions.authoring.authorship import add_author
from courses.actions.authoring.making import shelf
from courses.models.authoring import CoursePage, Objective, Question
from courses.models.authoring.activity import page_models
from lms.people.models import User


@transaction.atomic
def copy_course(*, course_page: CoursePage, by: User, at: datetime) -> CoursePage:
    """Everything as it is drafted now, to be changed freely by ``by``. Questions stay shared in the bank."""
    title = f"{course_page.title[:240]} (copy)"
    copy = course_page.copy(
        recursive=True,
        to=shelf(),
        update_attrs={"title": title, "slug": _free_slug(title)},
        copy_revisions=True,
        keep_live=False,
        user=by,
        log_action="wagtail.copy",
    )
    copy = CoursePage.objects.get(pk=copy.pk)
    objectives = _copy_objectives(course_page, copy)
    for part in copy.get_descendants().type(*page_models()).specific():
        drafted = part.as_drafted()
        if drafted.take_objectives(objectives):
            drafted.save_revision(user=by)
    add_author(course_page=copy, user=by, by=by, at=at)
    return copy


@transaction.atomic
def copy_question(*, question: Question, by: User) -> Question:
    """A draft in the bank that says the same and is asked nowhere yet."""
    copied = question.as_drafted().as_copy()
    copied.written_by = by
    copied.save()
    copied.save_revision(user=by)
    return copied


def _copy_objectives(course_page: CoursePage, copy: CoursePage) -> dict[int, Objective]:
    return {
        objective.pk: Objective.objects.create(course=copy, text=objective.text, position=objective.position)
        for objective in course_page.objectives.all()
    }


def _free_slug(title: str) -> str:
    wanted = slugify(title)[:200] or "course"
    slug, number = wanted, 1
    while CoursePage.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{wanted}-{number}"
    return slug
