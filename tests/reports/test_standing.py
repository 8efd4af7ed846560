"""Where somebody stands on a course on a day."""

from datetime import date

from lms.reports.rules.standing import (
    NOT_JOINED,
    Earned,
    Finish,
    Place,
    State,
    certificate_state,
    standing,
)

MARCH, APRIL, MAY, JUNE = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)


def test_nobody_stands_anywhere_before_joining():
    assert standing([Place(APRIL, None, 0, 3)], [], on=MARCH) == NOT_JOINED


def test_a_place_that_has_not_ended_is_under_way():
    found = standing([Place(MARCH, None, 3, 7)], [], on=APRIL)

    assert (found.state, found.done, found.total) == (State.UNDER_WAY, 3, 7)


def test_a_place_that_ends_later_was_under_way_then():
    assert standing([Place(MARCH, MAY, 3, 7)], [], on=APRIL).state is State.UNDER_WAY


def test_a_place_that_ended_without_a_completion_was_left_that_day():
    found = standing([Place(MARCH, APRIL, 3, 7)], [], on=APRIL)

    assert (found.state, found.on) == (State.LEFT, APRIL)


def test_a_completion_counts_from_its_own_day_on():
    facts = [Place(MARCH, MAY, 7, 7)], [Finish(MAY, Earned("A", "issued"))]

    assert standing(*facts, on=APRIL).state is State.UNDER_WAY
    assert standing(*facts, on=MAY).state is State.COMPLETED
    assert standing(*facts, on=MAY).certificate == Earned("A", "issued")


def test_a_refresher_takes_nothing_away():
    found = standing([Place(MARCH, APRIL, 7, 7), Place(MAY, None, 2, 7)], [Finish(APRIL)], on=JUNE)

    assert (found.state, found.on, found.again, found.done) == (State.COMPLETED, APRIL, True, 2)


def test_leaving_a_refresher_leaves_the_completion():
    found = standing([Place(MARCH, APRIL, 7, 7), Place(MAY, JUNE, 2, 7)], [Finish(APRIL)], on=JUNE)

    assert (found.state, found.again) == (State.COMPLETED, False)


def test_a_completion_needs_no_place():
    assert standing([], [Finish(APRIL)], on=MAY).state is State.COMPLETED


def test_the_certificate_that_holds_is_shown():
    replaced, newer = Finish(APRIL, Earned("A", "replaced")), Finish(APRIL, Earned("B", "issued"))

    assert standing([], [newer, replaced], on=MAY).certificate.number == "B"


def test_a_certificate_was_on_a_day_what_it_was_on_that_day():
    days = {"issued_on": APRIL, "replaced_on": None, "withdrawn_on": JUNE}

    assert certificate_state(**days, on=MARCH) == "waiting"
    assert certificate_state(**days, on=MAY) == "issued"
    assert certificate_state(**days, on=JUNE) == "withdrawn"
    assert certificate_state(issued_on=APRIL, replaced_on=MAY, withdrawn_on=None, on=MAY) == "replaced"
