from datetime import timedelta

import pytest

from courses import actions
from courses.actions.joining import CourseClosed, InTheMiddleOfAQuiz, NothingToLearn
from courses.models import Activity, Completion, Course, Edition, Enrolment
from tests.factories import NOON
from tests.factories.courses import an_edition, an_enrolment
from tests.factories.learning import answer_all, start
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


def a_newer_edition(
    edition: Edition, *, changed: tuple[str, ...] = (), dropped: tuple[str, ...] = ()
) -> Edition:
    """The same activities once more, with another digest for those titles."""
    activities = [a for a in edition.outlined() if a["title"] not in dropped]
    outlined = [a | ({"digest": a["digest"][::-1]} if a["title"] in changed else {}) for a in activities]
    newer = Edition.objects.create(
        course=edition.course,
        number=edition.number + 1,
        kind="new-content",
        title=edition.title,
        minutes=edition.minutes,
        about=edition.about,
        outline=[{"title": "Module 1", "activities": outlined}],
        digest=edition.digest + "n",
        released_at=NOON,
        released_by=edition.released_by,
    )
    for row in outlined:
        old = edition.activities.get(key=row["key"])
        old.pk, old.edition, old.digest = None, newer, row["digest"]
        old.save(force_insert=True)
    return newer


def finish(enrolment, *titles):
    for activity in Activity.objects.filter(edition=enrolment.edition(), title__in=titles):
        actions.finish_activity(enrolment=enrolment, activity=activity, by=enrolment.learner, at=NOON)


def finished(enrolment):
    return set(enrolment.activity_completions.values_list("activity__title", flat=True))


def test_joining_gives_a_place_on_the_newest_edition():
    first = an_edition()
    newest = an_edition(course=first.course, number=2)
    person = a_person()

    enrolment = actions.enrol(course=first.course, by=person, at=NOON)

    assert (enrolment.learner, enrolment.edition()) == (person, newest)


def test_joining_twice_is_joining_once():
    course, person = an_edition().course, a_person()

    first = actions.enrol(course=course, by=person, at=NOON)

    assert actions.enrol(course=course, by=person, at=LATER) == first
    assert Enrolment.objects.count() == 1


def test_a_closed_course_cannot_be_joined():
    course = an_edition().course
    course.closed_at = NOON
    course.save()

    with pytest.raises(CourseClosed):
        actions.enrol(course=course, by=a_person(), at=NOON)


def test_a_course_with_nothing_to_learn_says_so():
    empty = an_edition(lessons=0, quiz=False).course
    unreleased = Course.objects.create(key="00000000-0000-0000-0000-000000000001", slug="new", title="New")

    for course in (empty, unreleased):
        with pytest.raises(NothingToLearn, match="nothing to learn"):
            actions.enrol(course=course, by=a_person(), at=NOON)


def test_a_finished_course_can_be_taken_again_as_a_refresher():
    first = an_enrolment(edition=an_edition(quiz=False))
    finish(first, "Lesson 1")
    assert Completion.objects.filter(enrolment=first).exists()

    again = actions.enrol(course=first.course, by=first.learner, at=LATER)

    assert again != first
    assert finished(again) == set()


def test_leaving_loses_nothing_that_joining_again_does_not_bring_back():
    enrolment = an_enrolment(edition=an_edition(lessons=2))
    finish(enrolment, "Lesson 1")

    actions.leave(enrolment=enrolment, by=enrolment.learner, at=LATER)
    again = actions.enrol(course=enrolment.course, by=enrolment.learner, at=LATER)

    assert finished(again) == {"Lesson 1"}
    assert list(enrolment.learner.enrolments.open()) == [again]


def test_leaving_twice_is_leaving_once():
    enrolment = an_enrolment()

    actions.leave(enrolment=enrolment, by=enrolment.learner, at=LATER)
    left = actions.leave(enrolment=enrolment, by=enrolment.learner, at=LATER + timedelta(hours=1))

    assert left.ended_at == LATER


def test_moving_keeps_the_parts_that_have_not_changed():
    enrolment = an_enrolment(edition=an_edition(lessons=3))
    finish(enrolment, "Lesson 1", "Lesson 2")
    newer = a_newer_edition(enrolment.edition(), changed=("Lesson 2",))

    moved = actions.move(enrolment=enrolment, by=enrolment.learner, at=LATER)

    assert moved.edition() == newer
    assert finished(moved) == {"Lesson 1"}
    enrolment.refresh_from_db()
    assert enrolment.ended_at == LATER


def test_moving_to_where_one_is_already_changes_nothing():
    enrolment = an_enrolment()

    assert actions.move(enrolment=enrolment, by=enrolment.learner, at=LATER) == enrolment
    assert Enrolment.objects.count() == 1


def test_moving_completes_the_course_when_the_newer_edition_asks_for_nothing_more():
    enrolment = an_enrolment(edition=an_edition(lessons=2, quiz=False))
    finish(enrolment, "Lesson 1")
    newer = a_newer_edition(enrolment.edition(), dropped=("Lesson 2",))

    moved = actions.move(enrolment=enrolment, by=enrolment.learner, at=LATER)

    assert Completion.objects.get(enrolment=moved).edition == newer


def test_nobody_moves_away_from_answers_that_were_not_sent_in():
    enrolment = an_enrolment()
    attempt = start(enrolment)
    answer_all(attempt)
    a_newer_edition(enrolment.edition())

    with pytest.raises(InTheMiddleOfAQuiz) as refused:
        actions.move(enrolment=enrolment, by=enrolment.learner, at=LATER)

    assert refused.value.see == attempt
    assert Enrolment.objects.open().get() == enrolment


def test_an_attempt_that_was_only_looked_at_holds_nobody_back():
    enrolment = an_enrolment()
    start(enrolment)
    newer = a_newer_edition(enrolment.edition())

    assert actions.move(enrolment=enrolment, by=enrolment.learner, at=LATER).edition() == newer
