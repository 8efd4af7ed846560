"""A right answer turns out to be wrong and is corrected: what becomes of those who answer before and after.

The trainer and the learners use the pages, as plain forms; the worker does what the sweep hands it.
"""

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.kinds.single_choice.question import SingleChoiceQuestion
from courses.models import Attempt, Completion, Enrolment
from lms.core import invariants
from tests.factories.authoring import a_released_course
from tests.factories.people import a_person
from tests.factories.rulings import do_the_marking, turn_round
from tests.journeys.test_learning import press

pytestmark = pytest.mark.django_db
DECISIONS = ["accept-also", "credit-everyone", "leave-out"]


@pytest.fixture(autouse=True)
def everything_holds_afterwards():
    yield
    assert {each.name for each, _ in invariants.broken(at=timezone.now())} == set()


class Story:
    """A course that is one quiz of two questions, both needed; its trainer, and learners who come and go."""

    def __init__(self, client):
        self.client = client
        self.page, self.edition = a_released_course(lessons=0, questions=2)
        self.turned, self.other = SingleChoiceQuestion.objects.order_by("pk")
        self.first, self.second = self.turned.options.order_by(
            "sort_order"
        )  # the first one is right, at first

    def begin(self, learner):
        self.client.force_login(learner)
        page = self.client.get(self.edition.course.get_absolute_url())
        page = press(self.client, page, "Start", name=learner.name, employer="")
        return press(self.client, page, "Start")

    def finish(self, learner, page, option):
        """Send the quiz in with that answer to the question that is turned; the other is answered right."""
        self.client.force_login(learner)
        right = self.other.options.get(right=True)
        chosen = {f"item-{self.turned.key}": str(option.key), f"item-{self.other.key}": str(right.key)}
        return press(self.client, page, "Finish", **chosen)

    def take(self, option):
        learner = a_person()
        page = self.finish(learner, self.begin(learner), option)
        return learner, page

    def correct(self, decision, *, kind="correction"):
        turn_round(self.turned)
        self.client.force_login(self.page.owner)
        address = reverse("authoring:release", args=[self.page.pk])
        shown = self.client.get(address).text
        assert "Was the old answer wrong?" in shown
        newest = self.edition.course.editions.newest_first().first()
        sent = {"then": "release", "expect": newest.name, "kind": kind, f"ruling-{self.turned.key}": decision}
        done = self.client.post(address, sent, follow=True)
        assert "is released" in done.text
        return done

    def result(self, learner):
        """The page of the newest attempt."""
        self.client.force_login(learner)
        return self.client.get(Attempt.objects.of_learner(learner).latest("pk").get_absolute_url()).text


@pytest.fixture
def story(client):
    return Story(client)


def completed(learner):
    return Completion.objects.filter(learner=learner).exists()


@pytest.mark.parametrize("decision", DECISIONS)
def test_a_new_learner_is_marked_by_the_new_question_alone(story, decision):
    story.correct(decision)
    do_the_marking()

    right, page_of_right = story.take(story.second)
    wrong, page_of_wrong = story.take(story.first)

    assert "Passed: 2 of 2" in page_of_right.text
    assert "Not passed yet: 1 of 2 (2 of 2 needed)" in page_of_wrong.text
    assert (completed(right), completed(wrong)) == (True, False)


@pytest.mark.parametrize("decision", DECISIONS)
def test_whoever_sent_it_in_before_keeps_a_pass_or_gets_one(story, decision):
    had_it, _ = story.take(story.first)
    missed_it, page = story.take(story.second)
    assert "Not passed yet: 1 of 2" in page.text

    editions = story.correct(decision)
    assert "Marking again: not begun yet." in editions.text
    assert "Being marked again" in story.result(missed_it)
    do_the_marking()

    score = "1 of 1" if decision == "leave-out" else "2 of 2"
    assert f"Passed: {score}" in story.result(had_it)
    assert f"Passed: {score}" in story.result(missed_it)
    assert completed(missed_it)
    story.client.force_login(story.page.owner)
    editions = story.client.get(reverse("authoring:editions", args=[story.page.pk]))
    assert "Marked again: 2 of 2, done." in editions.text


@pytest.mark.parametrize("decision", DECISIONS)
@pytest.mark.parametrize("answered", ["first", "second"])
def test_whoever_began_before_and_finishes_after_passes_with_either_answer(story, decision, answered):
    learner = a_person()
    page = story.begin(learner)

    story.correct(decision)
    do_the_marking()
    page = story.finish(learner, page, getattr(story, answered))

    assert "Passed:" in page.text
    assert completed(learner)


def test_whoever_stays_on_an_older_edition_goes_on_meeting_the_old_question(story):
    """New content: those part-way stay where they are, and what was decided holds for them."""
    learner = a_person()
    page = story.begin(learner)
    story.correct("accept-also", kind="new-content")
    do_the_marking()

    page = story.finish(learner, page, story.second)

    assert "Passed: 2 of 2" in page.text
    assert Enrolment.objects.get(learner=learner).edition_number == 1


@pytest.mark.parametrize(
    ("first_decision", "second_decision"),
    [("accept-also", "accept-also"), ("credit-everyone", "leave-out"), ("leave-out", "credit-everyone")],
)
def test_two_corrections_in_a_row(story, first_decision, second_decision):
    """Turned, and turned back: what it was at first is right again, for whoever starts then."""
    before, _ = story.take(story.second)
    story.correct(first_decision)
    between, _ = story.take(story.first)
    late = a_person()
    began_between = story.begin(late)

    story.correct(second_decision)
    do_the_marking()
    late_page = story.finish(late, began_between, story.first)
    right, page_of_right = story.take(story.first)
    _, page_of_wrong = story.take(story.second)

    assert "Passed:" in story.result(before)
    assert "Passed:" in story.result(between)
    assert "Passed:" in late_page.text
    assert "Passed: 2 of 2" in page_of_right.text
    assert "Not passed yet: 1 of 2 (2 of 2 needed)" in page_of_wrong.text
    assert all(map(completed, (before, between, late, right)))


def test_two_corrections_before_anybody_is_marked_again(story):
    learner, _ = story.take(story.second)

    story.correct("accept-also")
    story.correct("leave-out")
    do_the_marking()
    do_the_marking()

    assert "Passed:" in story.result(learner)


def test_a_pass_by_a_correction_is_of_the_day_it_was_earned(story):
    learner, _ = story.take(story.second)
    attempt = Attempt.objects.get()

    story.correct("accept-also")
    do_the_marking()

    completion = Completion.objects.get(learner=learner)
    assert completion.completed_at == attempt.submitted_at
    assert completion.completed_on == timezone.localtime(attempt.submitted_at).date()
    assert completion.recorded_at > completion.completed_at
