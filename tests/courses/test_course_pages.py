"""What anyone can read about courses, and the way in."""

from datetime import timedelta

import pytest
from django.urls import reverse

from courses import actions
from courses.models import Course, Edition, Enrolment
from tests.factories import NOON
from tests.factories.courses import an_edition, an_enrolment
from tests.factories.learning import lesson_of
from tests.factories.people import a_membership, a_person, a_team

pytestmark = pytest.mark.django_db


def changed_about(edition, **about):
    """The same edition released as a correction that says more about itself."""
    edition.pk, edition.correction, edition.kind = None, 1, Edition.Kind.CORRECTION
    edition.about, edition.digest = edition.about | about, edition.digest + "c"
    edition.save(force_insert=True)
    return edition


def join(client, course, **values):
    return client.post(reverse("courses:join", args=[course.slug]), values)


def test_anyone_can_see_what_there_is_to_learn(client):
    edition = an_edition(title="Good enough")

    page = client.get(reverse("courses:catalogue")).text

    assert "Good enough" in page
    assert edition.course.get_absolute_url() in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=good", True),
        ("q=ENOUGH+good", True),
        ("q=baby", True),
        ("q=BÁBY", True),
        ("q=dragons", False),
        ("level=Awareness", True),
        ("level=Expert", False),
        ("minutes=15", False),
        ("minutes=30", True),
        ("minutes=lots&page=99", True),
    ],
)
def test_courses_are_found_by_words_level_and_length(client, asked, found):
    an_edition(title="Good enough")

    page = client.get(f"{reverse('courses:catalogue')}?{asked}").text

    assert ("Good enough" in page) is found
    assert found or "Try fewer or other words" in page


def test_a_closed_course_is_not_offered_but_its_page_still_stands(client):
    edition = an_edition(title="Good enough")
    Course.objects.update(closed_at=NOON)

    assert "Good enough" not in client.get(reverse("courses:catalogue")).text
    assert "This course is closed" in client.get(edition.course.get_absolute_url()).text


def test_a_course_page_says_what_how_long_and_for_whom(client):
    edition = an_edition(title="Good enough")

    page = client.get(edition.course.get_absolute_url()).text

    for words in (
        "Good enough",
        "20\u00a0minutes, 2\u00a0parts, certificate",
        "Everyone who meets babies.",
        "Say what infant mental health is.",
        "No clinical reviewer is named yet.",
        "Sign in to start",
    ):
        assert words in page


def test_a_course_page_names_who_reviewed_it_and_what_it_warns_of(client):
    edition = changed_about(
        an_edition(),
        reviewer={"name": "Dr Ada Okoye", "role": "Clinical psychologist", "on": "2026-11-01"},
        review_due_on="2028-11-01",
        content_note="Speaks about loss.",
        label="Demonstration content. Not clinically approved.",
    )

    page = client.get(edition.course.get_absolute_url()).text

    assert "Reviewed by Dr Ada Okoye, Clinical psychologist on 1 November 2026." in page
    assert "Next review by 1 November 2028." in page
    assert "Speaks about loss." in page
    assert "Demonstration content. Not clinically approved." in page


def test_a_course_that_is_not_there_is_not_found(client):
    assert client.get(reverse("courses:course", args=["no-such-course"])).status_code == 404


def test_joining_goes_straight_to_the_first_lesson_and_keeps_what_to_print(client):
    team, _ = a_team(members=0)
    person = a_person("Sam Taylor")
    a_membership(person, team)
    edition = an_edition()
    client.force_login(person)

    page = client.get(edition.course.get_absolute_url()).text
    assert 'value="Sam Taylor"' in page
    assert team.organisation.name in page

    answer = join(client, edition.course, name="Dr Sam Taylor", employer=team.organisation.pk)

    enrolment = Enrolment.objects.get(learner=person)
    lesson = lesson_of(enrolment, "Lesson 1")
    assert answer.url == reverse("courses:activity", args=[enrolment.pk, lesson.key])
    person.refresh_from_db()
    assert person.certificate_name == "Dr Sam Taylor"
    assert person.employer_on_certificates == team.organisation


def test_what_to_print_is_asked_once(client):
    person = a_person()
    client.force_login(person)
    join(client, an_edition().course, name="Sam", employer="")

    assert "Your name on certificates" not in client.get(an_edition().course.get_absolute_url()).text


def test_somebody_elses_employer_cannot_be_printed(client):
    team, _ = a_team()
    person = a_person()
    client.force_login(person)

    page = join(client, an_edition().course, name="Sam", employer=team.organisation.pk)

    assert page.status_code == 200
    assert not Enrolment.objects.filter(learner=person).exists()


def test_a_name_too_long_for_a_certificate_is_said_so(client):
    client.force_login(a_person())

    page = join(client, an_edition().course, name="x" * 301)

    assert "There is a problem" in page.text


def test_joining_without_the_question_is_never_held_up(client):
    client.force_login(a_person())

    assert join(client, an_edition().course).status_code == 302


def test_a_course_under_way_is_continued_where_it_stands(client):
    enrolment = an_enrolment(edition=an_edition(lessons=2))
    actions.finish_activity(
        enrolment=enrolment, activity=lesson_of(enrolment, "Lesson 1"), by=enrolment.learner, at=NOON
    )
    client.force_login(enrolment.learner)

    page = client.get(enrolment.course.get_absolute_url()).text

    second = lesson_of(enrolment, "Lesson 2")
    assert reverse("courses:activity", args=[enrolment.pk, second.key]) in page
    assert "Continue" in page


def test_a_completed_course_can_be_read_again_and_taken_again(client):
    enrolment = an_enrolment(edition=an_edition(quiz=False))
    actions.finish_activity(
        enrolment=enrolment,
        activity=lesson_of(enrolment, "Lesson 1"),
        by=enrolment.learner,
        at=NOON + timedelta(hours=1),
    )
    client.force_login(enrolment.learner)

    page = client.get(enrolment.course.get_absolute_url()).text

    assert "Take it again as a refresher" in page
    assert reverse("courses:outline", args=[enrolment.pk]) in page


def test_what_fits_into_ten_minutes_is_listed(client):
    enrolment = an_enrolment(edition=an_edition(lessons=2))
    client.force_login(enrolment.learner)
    address = reverse("courses:my_learning")

    assert "In 10 minutes" in client.get(f"{address}?minutes=10").text
    assert "No part of your courses is that short" in client.get(f"{address}?minutes=5").text
    assert "In 7 minutes" not in client.get(f"{address}?minutes=7").text


def test_somebody_new_is_shown_the_way_to_the_courses(client):
    client.force_login(a_person())

    assert "You have not started a course yet" in client.get(reverse("courses:my_learning")).text
