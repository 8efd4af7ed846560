"""“Was the old answer wrong?” on a phone and on a desk, and the worker that marks again."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from courses.actions import release
from courses.activities.quiz.page import QuizPage
from courses.kinds.single_choice.question import SingleChoiceQuestion
from tests.browser import scenery
from tests.browser.accessibility import violations
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.hands import Pointer
from tests.browser.test_accessibility import keep_picture
from tests.factories.authoring import a_course_page
from tests.factories.courses import an_enrolment
from tests.factories.learning import answer_all, start, submit
from tests.factories.rulings import turn_round

hand = Pointer()


@pytest.fixture
def corrected(site):
    """Released with one question and sent in with a wrong answer, which is the right one now."""
    place = scenery.a_place()
    course = a_course_page(by=place.trainer, lessons=0, questions=1)
    edition = release(course_page=course, by=place.trainer, at=scenery.an_hour_ago())
    attempt = start(an_enrolment(edition=edition, learner=place.learner, at=scenery.an_hour_ago()))
    answer_all(attempt, right=False, at=scenery.an_hour_ago())
    submit(attempt, at=scenery.an_hour_ago())
    [question] = QuizPage.objects.descendant_of(course).get().questions()
    turn_round(SingleChoiceQuestion.objects.get(pk=question.pk))
    return place, course, attempt


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desk"])
def test_a_right_answer_is_corrected_and_answers_are_marked_again(opening, corrected, size):
    place, course, attempt = corrected
    page = opening(size=size, user=place.trainer)
    page.goto(reverse("authoring:release", args=[course.pk]))
    out = page.get_by_role("radio", name="Yes: the question does not count")
    expect(page.get_by_role("radio", name="No: both count")).to_be_checked()
    expect(out).to_be_disabled()
    expect(page.get_by_role("group", name="Was the old answer wrong?")).to_contain_text(
        "Leaving it out would leave nothing to mark in “Check what you know”."
    )
    assert violations(page, {"include": [["main"]]}) == []
    keep_picture(page, f"release-decisions-{size[0]}")

    hand.choose(page.get_by_role("radio", name="A correction: edition 1.1"))
    hand.press(page.get_by_role("button", name="Release edition"))
    expect(page.get_by_role("main")).to_contain_text("Answers already given are being marked again.")
    keep_picture(page, f"editions-marking-{size[0]}")
    for _ in range(30):
        if page.get_by_text("Marked again: 1 of 1, done.").count():
            break
        page.wait_for_timeout(500)
        page.reload()

    expect(page.get_by_text("Marked again: 1 of 1, done.")).to_be_visible()
    attempt.refresh_from_db()
    assert attempt.passed
