"""Where somebody stands on a course on a day."""

from datetime import date

import pytest

from courses.rules.standing import (
    NOT_JOINED,
    EarnedCertificate,
    Finish,
    Participation,
    Standing,
    State,
    certificate_state,
    standing,
)

MARCH, APRIL, MAY, JUNE = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)


def test_nobody_stands_anywhere_before_joining():
    assert standing([Participation(APRIL, None, 0, 3)], [], on=MARCH) == NOT_JOINED


def test_a_place_that_has_not_ended_is_under_way():
    found = standing([Participation(MARCH, None, 3, 7)], [], on=APRIL)

    assert found == Standing(State.UNDER_WAY, MARCH, done=3, total=7)


def test_a_place_that_ends_later_was_under_way_then():
    assert standing([Participation(MARCH, MAY, 3, 7)], [], on=APRIL).state is State.UNDER_WAY


def test_a_place_that_ended_without_a_completion_was_left_that_day():
    found = standing([Participation(MARCH, APRIL, 3, 7)], [], on=APRIL)

    assert found == Standing(State.LEFT, APRIL, done=3, total=7)


def test_a_completion_counts_from_its_own_day_on():
    facts = [Participation(MARCH, MAY, 7, 7)], [Finish(MAY, EarnedCertificate("A", "issued"))]

    assert standing(*facts, on=APRIL).state is State.UNDER_WAY
    assert standing(*facts, on=MAY).state is State.COMPLETED
    assert standing(*facts, on=MAY).certificate == EarnedCertificate("A", "issued")


def test_a_refresher_takes_nothing_away():
    found = standing(
        [Participation(MARCH, APRIL, 7, 7), Participation(MAY, None, 2, 7)], [Finish(APRIL)], on=JUNE
    )

    assert found == Standing(State.COMPLETED, APRIL, done=2, total=7, again=True)


def test_leaving_a_refresher_leaves_the_completion():
    found = standing(
        [Participation(MARCH, APRIL, 7, 7), Participation(MAY, JUNE, 2, 7)], [Finish(APRIL)], on=JUNE
    )

    assert (found.state, found.again) == (State.COMPLETED, False)


def test_a_completion_needs_no_place():
    assert standing([], [Finish(APRIL)], on=MAY).state is State.COMPLETED


def test_the_certificate_that_holds_is_shown():
    replaced, newer = (
        Finish(APRIL, EarnedCertificate("A", "replaced")),
        Finish(APRIL, EarnedCertificate("B", "issued")),
    )

    assert standing([], [newer, replaced], on=MAY).certificate.number == "B"


def test_a_certificate_was_on_a_day_what_it_was_on_that_day():
    days = {"issued_on": APRIL, "replaced_on": None, "withdrawn_on": JUNE}

    assert certificate_state(**days, on=MARCH) == "waiting"
    assert certificate_state(**days, on=MAY) == "issued"
    assert certificate_state(**days, on=JUNE) == "withdrawn"
    assert certificate_state(issued_on=APRIL, replaced_on=MAY, withdrawn_on=None, on=MAY) == "replaced"


@pytest.mark.parametrize("in_order", [True, False])
def test_leaving_and_joining_again_on_one_day_is_under_way(in_order):
    facts = [Participation(APRIL, APRIL, 1, 7), Participation(APRIL, None, 2, 7)]

    found = standing(facts if in_order else reversed(facts), [], on=APRIL)

    assert (found.state, found.done) == (State.UNDER_WAY, 2)
