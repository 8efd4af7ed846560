"""What is written out says the same as the querysets that it stands for."""

import uuid

import pytest

from courses.actions import leave
from courses.models import Attempt, Enrolment
from courses.queries.own_learning import open_enrolments, own_attempt, own_enrolment
from tests.factories import NOON
from tests.factories.authoring import a_released_course
from tests.factories.courses import an_enrolment
from tests.factories.learning import start
from tests.factories.people import a_person
from tests.factories.rulings import correct, turn_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt():
    """On an edition that was corrected since, with a ruling."""
    page, first = a_released_course(lessons=0, questions=1)
    attempt = start(an_enrolment(edition=first))
    [question] = page.get_descendants().last().specific.questions()
    turn_round(question)
    correct(page, question, "credit-everyone")
    return attempt


def values(row, *more):
    return {name: getattr(row, name) for name in [*(f.attname for f in row._meta.concrete_fields), *more]}


def test_an_attempt_has_all_its_fields_and_the_digest_of_what_was_met(attempt):
    learner, place = attempt.enrolment.learner, {"enrolment": attempt.enrolment_id, "number": 1}

    own = own_attempt(learner, activity_key=attempt.activity_key, **place)

    same = Attempt.objects.of_learner(learner).with_digest().get()
    assert values(own, "digest") == values(same, "digest")
    shown = attempt.enrolment.edition()
    assert (own.edition_id, own.edition_digest, shown.name) == (shown.pk, shown.digest, "1.1")


def test_an_enrolment_shows_the_latest_correction_and_whether_it_is_ruled_on(attempt):
    learner = attempt.enrolment.learner
    other = an_enrolment(learner=learner)

    own = own_enrolment(learner, attempt.enrolment_id)

    same = Enrolment.objects.of_learner(learner).with_edition().get(pk=attempt.enrolment_id)
    assert values(own, "edition_id", "edition_digest") == values(same, "edition_id", "edition_digest")
    assert own.edition().name == "1.1"
    assert own.is_ruled_on
    assert not own_enrolment(learner, other.pk).is_ruled_on


def test_open_enrolments_are_those_of_the_queryset(attempt):
    learner = attempt.enrolment.learner
    an_enrolment(learner=learner)
    an_enrolment()
    leave(enrolment=an_enrolment(learner=learner), by=learner, at=NOON)

    own = open_enrolments(learner)

    same = Enrolment.objects.of_learner(learner).open().with_edition()
    shown = ["edition_id", "edition_digest"]
    assert sorted(row.pk for row in own) == sorted(row.pk for row in same)
    assert {row.pk: values(row, *shown) for row in own} == {row.pk: values(row, *shown) for row in same}


def test_somebody_elses_and_what_is_not_there_are_none(attempt):
    learner, key, number = attempt.enrolment.learner, attempt.activity_key, attempt.enrolment_id
    other = a_person()

    assert own_enrolment(other, number) is None
    assert own_attempt(other, enrolment=number, activity_key=key, number=1) is None
    for nothing in (0, number + 1, 10**30):
        assert own_enrolment(learner, nothing) is None
        assert own_attempt(learner, enrolment=nothing, activity_key=key, number=1) is None
    assert own_attempt(learner, enrolment=number, activity_key=key, number=10**30) is None
    assert own_attempt(learner, enrolment=number, activity_key=uuid.uuid4(), number=1) is None
