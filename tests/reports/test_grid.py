"""What is read of a team, as values."""

import pytest

from courses.rules.standing import NOT_JOINED, Standing, State
from lms.reports.queries.team import (
    Grid,
    Person,
    WholeTeam,
    member_of,
    members_of,
    team_grid,
    topmost,
    whole_team,
)
from lms.reports.rules.tally import Tally
from tests.factories import TODAY
from tests.factories.courses import an_edition, an_enrolment
from tests.factories.people import a_membership, a_person, a_team, an_empty_team
from tests.factories.reports import a_completion

pytestmark = pytest.mark.django_db


def as_person(user, team):
    return Person(user.pk, user.key, user.name, user.email, "Health visitor", team.name)


@pytest.fixture
def place():
    """A team of Ann, who completed “B”, and Ben, who is on “b” too and joined “A”; with its manager."""
    team, manager = a_team(members=0)
    ann, ben = a_person("Ann Lee"), a_person("Ben Moor")
    for person in (ben, ann):
        a_membership(person, team)
    first, second = an_edition(title="B"), an_edition(title="a")
    a_completion(learner=ann, edition=first)
    an_enrolment(learner=ben, edition=first)
    an_enrolment(learner=ben, edition=second)
    return team, manager, as_person(ann, team), as_person(ben, team), first.course_id, second.course_id


def expected(place):
    _, _, ann, ben, first, second = place
    under_way = Standing(State.UNDER_WAY, TODAY, done=0, total=2)
    return Grid(
        on=TODAY,
        people=[ann, ben],
        page=1,
        count=2,
        joined=2,
        courses=[(second, "a"), (first, "B")],
        standings={
            (ann.pk, first): Standing(State.COMPLETED, TODAY),
            (ben.pk, first): under_way,
            (ben.pk, second): under_way,
        },
        by_course={first: Tally(2, completed=1, under_way=1), second: Tally(2, under_way=1)},
    )


def test_a_team_that_fits_on_a_page_is_read_whole(place):
    assert team_grid(place[1], place[0], on=TODAY) == expected(place)


def test_a_page_beyond_the_last_is_the_last_and_counted_alike(place):
    assert team_grid(place[1], place[0], on=TODAY, page=7) == expected(place)


def test_a_grid_tells_of_each_course_and_of_all(place):
    _, _, ann, _, first, second = place
    grid = expected(place)

    assert grid.tallies == [("a", Tally(2, under_way=1)), ("B", Tally(2, completed=1, under_way=1))]
    assert grid.total == Tally(4, completed=1, under_way=2)
    assert grid.standing(ann.pk, second) == NOT_JOINED
    assert grid.about(first).courses == [(first, "B")]
    assert grid.about(None).courses == [(second, "a"), (first, "B")]


def test_people_are_found_by_a_part_of_their_name_in_any_letters(place):
    team, manager, ann, ben, *_ = place

    def found(name):
        return [each.user_id for each in members_of(manager, team, on=TODAY, name=name)]

    assert found("LEE") == [ann.pk]
    assert found("nobody") == []
    assert sorted(found("")) == [ann.pk, ben.pk]
    assert team_grid(manager, team, on=TODAY, name="moor").people == [ben]
    assert whole_team(manager, team, on=TODAY, name="ann").people == [ann]


def test_a_whole_team_is_read_for_a_file(place):
    team, manager, ann, ben, first, second = place
    read = whole_team(manager, team, on=TODAY)
    grid = expected(place)

    assert read == WholeTeam(TODAY, [ann, ben], [(second, "a"), (first, "B")])
    assert list(read.standings()) == [
        (person, {course: grid.standing(person.pk, course) for course in (second, first)})
        for person in (ann, ben)
    ]
    assert read.about(second) == WholeTeam(TODAY, [ann, ben], [(second, "a")])


def test_one_of_a_team_is_found_by_their_key_and_nobody_elses(place):
    team, manager, ann, *_ = place

    assert member_of(manager, team, ann.key, on=TODAY) == ann
    assert member_of(manager, team, a_person().key, on=TODAY) is None
    assert member_of(a_person(), team, ann.key, on=TODAY) is None


def test_the_topmost_of_several_trees():
    first = an_empty_team()
    beneath = an_empty_team(beneath=first)
    second = an_empty_team()

    assert topmost([first, beneath, second]) == [first, second]
    assert topmost([beneath, second]) == [beneath, second]
    assert topmost([]) == []
