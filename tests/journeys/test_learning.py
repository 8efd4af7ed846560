"""From a course's page to its completion, as plain forms: every redirect followed, every invariant asked."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import ActivityCompletion, Completion, Enrolment
from lms.core import invariants
from tests.factories.courses import a_quiz_body, an_edition, an_item
from tests.factories.people import a_membership, a_person, a_team

pytestmark = pytest.mark.django_db
YESTERDAY = timezone.now() - timedelta(days=1)


@pytest.fixture(autouse=True)
def everything_holds_afterwards():
    yield
    assert {each.name for each, _ in invariants.broken(at=timezone.now())} == set()


@pytest.fixture
def learner(client):
    team, _ = a_team(members=0)
    person = a_person("Sam Taylor")
    a_membership(person, team)
    client.force_login(person)
    return person


def press(client, page, words, **values):
    """Send the form that has a button with these words, as a browser without script would."""
    for form in re.findall(r"<form.*?</form>", page.text, re.DOTALL):
        button = next((b for b in re.findall(r"<button.*?</button>", form, re.DOTALL) if words in b), None)
        if button is None:
            continue
        action = re.search(r'action="([^"]*)"', form)
        named = re.search(r'name="([^"]+)" value="([^"]*)"', button)
        sent = {named[1]: named[2]} | values if named else values
        address = action[1] if action else page.request["PATH_INFO"]
        answer = client.post(address, sent, follow=True)
        assert answer.status_code == 200
        return answer
    raise AssertionError(f"There is no button “{words}” on this page.")


def answers(edition, *, right=True):
    """The first right or wrong option of each question; every right one where several are asked for."""
    sent = {}
    for item in edition.activities.get(kind="quiz").body["items"]:
        keys = [option["key"] for option in item["options"] if option["right"] is right]
        sent[f"item-{item['key']}"] = keys if item["kind"] == "multiple-response" else keys[:1]
    return sent


def an_edition_of_all_kinds(**fields):
    items = [
        an_item("One?"),
        an_item("Several?", kind="multiple-response", right=3),
        an_item("So?", kind="true-false", wrong=1),
    ]
    return an_edition(lessons=2, quiz=a_quiz_body(items, shuffle=True, **fields), at=YESTERDAY)


def test_from_the_course_page_to_the_completion(client, learner):
    edition = an_edition_of_all_kinds()

    page = client.get(edition.course.get_absolute_url())
    page = press(client, page, "Start", name="Sam Taylor", employer="")
    assert "Lesson 1 of 2" in page.text
    page = press(client, page, "Finished. Next: Lesson 2")
    page = press(client, page, "Finished. Next: quiz")
    page = press(client, page, "Start")
    page = press(client, page, "Finish", **answers(edition))

    assert "Passed: 3 of 3" in page.text
    assert "You have completed" in page.text
    completion = Completion.objects.get(learner=learner)
    assert completion.edition == edition
    assert "Completed" in client.get(reverse("courses:my_learning")).text


def test_stopping_half_way_and_coming_back(client, learner):
    edition = an_edition_of_all_kinds()
    chosen = answers(edition)
    page = press(client, client.get(edition.course.get_absolute_url()), "Start")
    enrolment = Enrolment.objects.get(learner=learner)
    quiz = reverse("courses:activity", args=[enrolment.pk, edition.activities.get(kind="quiz").key])
    page = press(client, client.get(quiz), "Start")
    first = dict([next(iter(chosen.items()))])

    page = press(client, page, "Save and stop", **first)
    assert "Your answers are saved" in page.text
    page = press(client, client.get(quiz), "Carry on")

    assert page.text.count(" checked") == 1


def test_not_passing_looking_again_and_passing(client, learner):
    edition = an_edition_of_all_kinds(attempts=1)
    page = press(client, client.get(edition.course.get_absolute_url()), "Start")
    page = press(client, page, "Finished. Next: Lesson 2")
    page = press(client, page, "Finished. Next: quiz")
    page = press(client, page, "Start")

    page = press(client, page, "Finish", **answers(edition, right=False))
    assert "Not passed yet: 0 of 3 (3 of 3 needed)" in page.text
    assert "Finish these lessons once more" in page.text
    for title in ("Lesson 1", "Lesson 2"):
        address = re.search(rf'<a href="([^"]+)">{title}, 10', page.text)[1]
        press(client, client.get(address), "Finished.")
    quiz = reverse(
        "courses:activity", args=[Enrolment.objects.get().pk, edition.activities.get(kind="quiz").key]
    )
    page = press(client, client.get(quiz), "Start")
    page = press(client, page, "Finish", **answers(edition))

    assert "Passed: 3 of 3" in page.text
    assert Completion.objects.filter(learner=learner).count() == 1


def test_moving_to_a_newer_edition_half_way(client, learner):
    edition = an_edition_of_all_kinds()
    page = press(client, client.get(edition.course.get_absolute_url()), "Start")
    press(client, page, "Finished. Next: Lesson 2")
    an_edition(course=edition.course, number=2, lessons=1, quiz=False, at=YESTERDAY)

    page = press(client, client.get(edition.course.get_absolute_url()), "Move to the new edition")
    assert "Lesson, 10" in page.text or "Lesson 1" in page.text
    page = press(client, page, "Finished. Complete this course")

    assert "You completed this course on" in page.text
    assert ActivityCompletion.objects.count() == 2


def test_leaving_and_joining_again_loses_nothing(client, learner):
    edition = an_edition_of_all_kinds()
    page = press(client, client.get(edition.course.get_absolute_url()), "Start")
    press(client, page, "Finished. Next: Lesson 2")
    enrolment = Enrolment.objects.get(learner=learner)

    page = press(client, client.get(reverse("courses:leave", args=[enrolment.pk])), "Leave this course")
    assert "What you finished is saved" in page.text
    page = press(client, client.get(edition.course.get_absolute_url()), "Start")

    assert "Lesson 2 of 2" in page.text
