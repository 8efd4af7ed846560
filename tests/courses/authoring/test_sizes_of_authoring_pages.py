"""Authoring pages take the same statements whatever the size of the course, of the bank and of the list.

Session, person and the rest of the editor's frame are included. ``size`` is the number of courses, in each of
them of modules, authors and editions, and in each module of lessons (with pictures, files and sources), of
questions of each of three kinds, and of objectives. Everything has a draft that is not ready.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.models import HomePage
from courses.actions import release, withdraw_blocks
from courses.actions.authoring import mark_ready
from courses.actions.release import not_ready, read_edition
from courses.activities.lesson.page import LessonPage
from courses.activities.quiz.page import QuizPage
from courses.kinds.multiple_response.question import MultipleResponseQuestion
from courses.models import Edition, ItemRuling
from courses.models.authoring import CoursePage, Question
from courses.models.authoring.manuscript import read_manuscript
from courses.rules.withdrawing import released_blocks
from lms.people.models import User
from tests.courses.found_again import AGAIN, FIRST
from tests.factories import NOON
from tests.factories.authoring import a_trainer
from tests.factories.cms import a_site
from tests.factories.full_course import a_full_course, change_everything
from tests.factories.rulings import turn_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_types")]


@pytest.fixture
def trainer(client):
    trainer = a_trainer()
    client.force_login(trainer)
    return trainer


@pytest.fixture
def site(db) -> HomePage:
    return a_site()


def lesson(course: CoursePage) -> LessonPage:
    return LessonPage.objects.descendant_of(course).first()


def quiz(course: CoursePage) -> QuizPage:
    return QuizPage.objects.descendant_of(course).first()


def question(course: CoursePage) -> Question:
    return Question.objects.filter(objective__course=course).order_by("pk").first()


def of_course(name: str) -> Callable[[CoursePage], str]:
    return lambda course: reverse(f"authoring:{name}", args=[course.pk])


def of_part(name: str, part: Callable[[CoursePage], Any], *rest: int) -> Callable[[CoursePage], str]:
    return lambda course: reverse(f"authoring:{name}", args=[course.pk, part(course).translation_key, *rest])


def of_question(name: str) -> Callable[[CoursePage], str]:
    def address(course: CoursePage) -> str:
        asked = question(course)
        return reverse(asked.snippet_viewset.get_url_name(name), args=[asked.pk])

    return address


def of_page(name: str, part: Callable[[CoursePage], Any]) -> Callable[[CoursePage], str]:
    return lambda course: reverse(f"wagtailadmin_pages:{name}", args=[part(course).pk])


PAGES: dict[str, tuple[int, Callable[[CoursePage], str]]] = {
    "start screen": (18, lambda course: "/cms/"),
    "courses": (17, lambda course: reverse("authoring:courses")),
    "for review": (17, lambda course: reverse("authoring:for_review")),
    "help": (10, lambda course: reverse("authoring:help")),
    "outline": (51, of_course("outline")),
    "objectives": (12, of_course("objectives")),
    "authors": (13, of_course("authors")),
    "editions": (18, of_course("editions")),
    "correcting an edition": (56, lambda course: reverse("authoring:correct_edition", args=[course.pk, 1])),
    "release screen": (55, of_course("release")),
    "walk-through": (47, of_course("walk")),
    "walk-through, lesson": (47, of_part("walk_activity", lesson)),
    "walk-through, quiz": (47, of_part("walk_activity", quiz)),
    "walk-through, attempt": (47, of_part("walk_attempt", quiz, 1)),
    "choosing questions": (50, lambda course: reverse("authoring:questions", args=[quiz(course).pk])),
    "bank": (21, lambda course: reverse("questions:list")),
    "bank, results": (14, lambda course: reverse("questions:list_results")),
    "kinds of question": (10, lambda course: reverse("questions:add")),
    "question": (33, of_question("edit")),
    "copying a question": (13, of_question("copy")),
    "about a course": (33, lambda course: reverse("wagtailadmin_pages:edit", args=[course.pk])),
    "lesson": (42, of_page("edit", lesson)),
    "quiz": (40, of_page("edit", quiz)),
    "lesson, preview": (23, of_page("view_draft", lesson)),
    "quiz, preview": (34, of_page("view_draft", quiz)),
}


def courses(trainer, site, *, size: int) -> list[CoursePage]:
    a_full_course(by=a_trainer("Another"), size=1, site_page=site.pk)  # the bank has questions of others
    made = []
    for _ in range(size):
        author = User.objects.get(pk=trainer.pk)  # the rights to the course before were kept with the other
        course = a_full_course(
            by=author, size=size, lessons=size, questions=3 * size, site_page=site.pk, changed=False
        )
        for number in range(size):
            page = lesson(course)
            page.title = f"Release {number}"
            page.save_revision(user=author).publish()
            release(course_page=course, by=author, at=NOON)
        change_everything(course)
        made.append(course)
    CoursePage.objects.update(review_due_on=NOON.date())
    return made


@pytest.mark.parametrize("size", [1, 3])
def test_a_page_takes_the_same_statements_whatever_the_size(client, trainer, site, size):
    course = courses(trainer, site, size=size)[0]

    taken = {name: statements(client, address(course)) for name, (_, address) in PAGES.items()}

    assert taken == {name: count for name, (count, _) in PAGES.items()}


def statements(client, address: str) -> int:
    """The second time: the first renders what is kept for everybody, and writes the session."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        page = client.get(address)
    assert page.status_code == 200, address
    return len(captured)


@pytest.mark.parametrize(("lessons", "questions"), [(3, 3), (20, 60)])
def test_releasing_takes_the_same_statements_whatever_the_size(site, lessons, questions):
    trainer = a_trainer()
    course = a_full_course(by=trainer, size=1, lessons=lessons, questions=questions, site_page=site.pk)

    with CaptureQueriesContext(connection) as first:
        release(course_page=course, by=trainer, at=NOON)
    mark_ready(*not_ready(read_manuscript(course)), by=trainer)
    with CaptureQueriesContext(connection) as second:
        release(course_page=course, by=trainer, at=NOON, kind="correction")
    with CaptureQueriesContext(connection) as older:
        withdraw_first_block(course, trainer)

    assert len(Edition.objects.get(correction=0).outlined()) == lessons + 1
    assert (len(first), len(second), len(older)) == (53 + FIRST, 40 + AGAIN, 11 + AGAIN)


def withdraw_first_block(course: CoursePage, trainer: User) -> None:
    newest = read_edition(Edition.objects.newest_first()[0])
    block = released_blocks(newest.activities[0])[0]
    withdraw_blocks(course_page=course, digests=[block.digest], words="Wrong.", by=trainer, at=NOON)


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_compares_all_courses_with_what_was_released_in_the_same_statements(
    client, trainer, site, size
):
    """Once per change of any of them; what comes of it is kept."""
    for _ in range(size):
        author = User.objects.get(pk=trainer.pk)
        course = a_full_course(by=author, size=size, site_page=site.pk, changed=False)
        release(course_page=course, by=author, at=NOON)
    client.get(reverse("authoring:courses"))
    caches["rendered"].clear()

    with CaptureQueriesContext(connection) as cold:
        page = client.get(reverse("authoring:courses"))

    assert page.text.count("A full course of") >= size
    assert len(cold) == 49


@pytest.mark.parametrize("size", [1, 3])
def test_an_attempt_in_a_walk_through_is_marked_in_the_same_statements(client, trainer, site, size):
    course = a_full_course(by=trainer, size=size, questions=3 * size, site_page=site.pk)
    submit = of_part("walk_submit", quiz, 1)(course)
    client.post(submit, {"then": "finish-anyway"})

    with CaptureQueriesContext(connection) as captured:
        result = client.post(submit, {"then": "finish-anyway"})

    assert result.status_code == 200
    assert len(captured) == 47


@pytest.mark.parametrize("size", [1, 3])
def test_pressing_release_with_decisions_takes_the_same_statements(client, trainer, site, size):
    course = a_full_course(by=trainer, size=size, site_page=site.pk, changed=False)
    first = press_release(client, course, expect="")
    turned = list(MultipleResponseQuestion.objects.filter(objective__course=course))
    for each in turned:
        turn_round(each)
    decisions = {f"ruling-{each.key}": "accept-also" for each in turned}

    corrected = press_release(client, course, expect="1", kind="correction", **decisions)

    assert ItemRuling.objects.count() == len(turned) == size
    assert (first, corrected) == (53 + FIRST, 56 + AGAIN)


def press_release(client, course: CoursePage, **sent: str) -> int:
    """Its statements, having looked at what it would change."""
    address = of_course("release")(course)
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        done = client.post(address, {"then": "release", **sent})
    assert (done.status_code, done.url) == (302, of_course("editions")(course))
    return len(captured)
