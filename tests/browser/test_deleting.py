"""Whatever trainers delete or release, who is in the middle of an attempt notices nothing."""

import re
from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image as Picture
from playwright.sync_api import expect
from wagtail.images.models import Image

from courses.actions import release
from courses.actions.authoring import write_course
from courses.actions.authoring.making import shelf
from lms.people.models import User
from tests.browser import scenery, steps, writing
from tests.browser.conftest import DESKTOP
from tests.browser.hands import Pointer
from tests.factories.authoring import a_manuscript

hand = Pointer()


def a_picture(_: str) -> bytes:
    drawn = BytesIO()
    Picture.new("RGB", (640, 360), "#1f5c55").save(drawn, "PNG")
    return drawn.getvalue()


def a_course_with_a_picture(by):
    manuscript = a_manuscript(questions=3)
    lesson = manuscript["modules"][0]["lessons"][0]
    lesson["blocks"].append({"kind": "picture", "file": "two-faces.png", "alt": "Two faces"})
    return write_course(manuscript, read=a_picture, by=by, at=timezone.now())


@pytest.fixture
def place(site):
    place = scenery.a_place()
    overseer = place.trainer
    User.objects.filter(pk=overseer.pk).update(is_superuser=True)
    return place


@pytest.fixture
def course(place):
    """A course page, released."""
    page = a_course_with_a_picture(place.trainer)
    release(course_page=page, by=place.trainer, at=scenery.an_hour_ago())
    return page


@pytest.fixture
def learner(opening, place, course):
    """In the middle of an attempt, one of three questions answered."""
    page = opening(user=place.learner)
    page.goto(f"/courses/{course.slug}/")
    steps.start_course(page, hand)
    expect(page.get_by_role("img", name="Two faces")).to_be_visible()
    steps.finish_lessons(page, hand)
    steps.begin_quiz(page, hand)
    first_question(page).get_by_label("The right one").check()
    expect(page.locator("[data-save-line]")).to_have_text("Saved")
    return page


def test_an_open_attempt_outlives_its_course_page_and_everything_on_it(opening, place, course, learner):
    trainer = opening(size=DESKTOP, user=place.trainer)
    outline = f"/cms/courses/{course.pk}/"
    delete_a_question(trainer, outline)
    writing.release(trainer, hand, outline, number=2)
    writing.rename(trainer, hand, outline, "Lesson 1", "Lesson one")
    writing.mark_all_ready(trainer, hand, outline)
    writing.release(trainer, hand, outline, number=3)
    for doomed in (f"images/{Image.objects.latest('pk').pk}", f"pages/{course.pk}", f"pages/{shelf().pk}"):
        writing.delete(trainer, hand, f"/cms/{doomed}/delete/")

    learner.reload()
    expect(first_question(learner).get_by_label("The right one")).to_be_checked()
    steps.choose_answers(learner, hand, scripted=True, starting="The right")
    steps.hand_in(learner, hand)
    steps.expect_passed(learner)
    steps.wait_for_certificate(learner, scripted=True)
    the_lesson_still_has_its_picture(learner, place)


def first_question(page):
    return page.locator("[data-question='1']")


def the_lesson_still_has_its_picture(page, place):
    page.goto(f"/learn/{place.learner.enrolments.get().pk}/")
    hand.press(page.get_by_role("main").get_by_role("link", name="Lesson 1", exact=True))
    shown = page.get_by_role("img", name="Two faces")
    shown.scroll_into_view_if_needed()
    expect(shown).to_have_js_property("complete", True)
    assert shown.evaluate("picture => picture.naturalWidth") > 0


def delete_a_question(trainer, outline):
    trainer.goto(outline)
    hand.press(trainer.get_by_role("link", name="3 questions"))
    hand.press(trainer.get_by_role("table").get_by_role("link").last)
    address = trainer.url.replace("/edit/", "/delete/")
    writing.delete(trainer, hand, re.sub(r"\?.*", "", address))
