"""Many standings added up."""

from courses.rules.standing import Standing, State
from lms.reports.rules.tally import Tally, tally


def test_each_state_is_counted_by_itself_and_the_rest_have_not_joined():
    states = [State.COMPLETED] * 4 + [State.UNDER_WAY] * 3 + [State.LEFT] * 2 + [State.NOT_JOINED]

    counted = tally(Standing(state) for state in states)

    assert counted == Tally(people=10, completed=4, under_way=3, left=2)
    assert (counted.joined, counted.not_joined) == (9, 1)


def test_tallies_are_added_up_part_by_part():
    assert Tally(10, 4, 3, 2) + Tally(100, 50, 20, 10) == Tally(110, 54, 23, 12)
