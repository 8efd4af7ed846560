"""axe on the pages that we add to Wagtail: our part of each, and the whole of a walk-through."""

from dataclasses import dataclass
from uuid import UUID

import pytest
from django.urls import get_resolver, reverse
from playwright.sync_api import expect

from courses.actions import release
from courses.activities.quiz.page import QuizPage
from courses.models.authoring import CoursePage
from lms.people.models import User
from tests.browser import scenery
from tests.browser.accessibility import violations
from tests.browser.conftest import DESKTOP
from tests.browser.test_accessibility import keep_picture
from tests.factories.authoring import a_course_page

NO_PAGES = {"add_part", "copy_course", "grant_attempts", "mark_ready", "move_part", "new_course"} | {
    f"walk_{step}" for step in ("finish", "reading_position", "save", "start", "submit")
}
IN_WAGTAIL = [
    "authors",
    "correct_edition",
    "courses",
    "editions",
    "for_review",
    "help",
    "objectives",
    "outline",
    "questions",
    "release",
]
AS_LEARNERS = ["walk", "walk_activity", "walk_attempt"]


@dataclass
class Written:
    trainer: User
    course: CoursePage
    quiz: QuizPage

    def address(self, name: str) -> str:
        key: UUID = self.quiz.translation_key
        about = {
            "correct_edition": [self.course.pk, 1],
            "courses": [],
            "for_review": [],
            "help": [],
            "questions": [self.quiz.pk],
            "walk_activity": [self.course.pk, key],
            "walk_attempt": [self.course.pk, key, 1],
        }
        return reverse(f"authoring:{name}", args=about.get(name, [self.course.pk]))


@pytest.fixture
def written(site) -> Written:
    """Released, and changed since, so that every part of the release screen has something to say."""
    place = scenery.a_place()
    course = a_course_page(by=place.trainer, questions=2)
    release(course_page=course, by=place.trainer, at=scenery.an_hour_ago())
    quiz = QuizPage.objects.descendant_of(course).get()
    course.title = "Another title"
    course.save_revision().publish()
    quiz.title = "Another quiz"
    quiz.save_revision()
    a_course_page(by=place.trainer, questions=2)  # fills the bank
    return Written(place.trainer, course, quiz)


def test_every_address_is_listed():
    [ours] = [each for each in get_resolver().namespace_dict.items() if each[0] == "authoring"]
    _, (_, resolver) = ours

    assert {key for key in resolver.reverse_dict if isinstance(key, str)} == {
        *NO_PAGES,
        *IN_WAGTAIL,
        *AS_LEARNERS,
    }


@pytest.mark.parametrize("name", IN_WAGTAIL)
def test_our_part_of_a_page_in_wagtail_is_accessible(opening, written, name):
    page = opening(size=DESKTOP, user=written.trainer)
    page.goto(written.address(name))

    keep_picture(page, f"cms {name}")
    assert violations(page, {"include": [["main"]]}) == []


@pytest.mark.parametrize("name", AS_LEARNERS)
def test_a_walk_through_is_accessible(opening, written, name):
    page = opening(user=written.trainer)
    page.goto(written.address(name))
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    keep_picture(page, f"cms {name}")
    assert violations(page) == []


@pytest.mark.parametrize("address", ["/cms/", "/cms/questions/add/"])
def test_the_start_screen_and_the_choice_of_kinds_are_accessible(opening, written, address):
    page = opening(size=DESKTOP, user=written.trainer)
    page.goto(address)

    keep_picture(page, f"cms {address}")
    assert violations(page, {"include": [["main"]]}) == []
