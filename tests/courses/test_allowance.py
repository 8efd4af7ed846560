from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from courses.rules.allowance import Granted, LookedAgain, Submitted, allowance
from tests.factories import NOON

LESSONS = frozenset({"a", "b"})


def at(minute):
    return NOON + timedelta(minutes=minute)


def used_up(attempts=3):
    return [Submitted(at(n), LESSONS) for n in range(attempts)]


def test_attempts_are_counted_down():
    assert allowance(3, []).left == 3
    assert allowance(3, used_up()[:2]).left == 1
    assert allowance(3, used_up()).is_used_up


def test_a_quiz_without_a_limit_is_never_used_up():
    assert allowance(0, used_up(50)).left is None


def test_finishing_every_named_lesson_again_opens_as_many_again():
    half = [*used_up(), LookedAgain(at(10), "a")]

    assert allowance(3, half).left == 0
    assert allowance(3, half).look_again == {"b"}
    assert allowance(3, [*half, LookedAgain(at(11), "b")]).left == 3


def test_looking_again_before_attempts_are_used_up_opens_nothing():
    early = [LookedAgain(at(-2), "a"), LookedAgain(at(-1), "b")]

    assert allowance(3, [*early, *used_up()]).left == 0


def test_each_round_of_lessons_opens_one_round_of_attempts():
    first = [*used_up(), LookedAgain(at(10), "a"), LookedAgain(at(11), "b")]
    second = [Submitted(at(20 + n), frozenset({"a"})) for n in range(3)]

    assert allowance(3, [*first, *second]).left == 0
    assert allowance(3, [*first, *second, LookedAgain(at(30), "b")]).left == 0
    assert allowance(3, [*first, *second, LookedAgain(at(30), "a")]).left == 3


def test_a_trainer_can_always_grant_one_more():
    assert allowance(3, [*used_up(), Granted(at(5))]).left == 1
    assert allowance(3, [*used_up(), Granted(at(5)), Submitted(at(6), LESSONS)]).left == 0


def test_lessons_looked_at_before_a_granted_attempt_still_count():
    events = [*used_up(), LookedAgain(at(4), "a"), Granted(at(5)), LookedAgain(at(6), "b")]

    assert allowance(3, events).left == 4


events = st.lists(
    st.one_of(
        st.builds(Submitted, st.integers(0, 99).map(at), st.sets(st.sampled_from("abc")).map(frozenset)),
        st.builds(LookedAgain, st.integers(0, 99).map(at), st.sampled_from("abc")),
        st.builds(Granted, st.integers(0, 99).map(at)),
    ),
    max_size=20,
)


@given(st.integers(1, 5), events)
def test_nothing_is_ever_owed_and_a_grant_always_helps(attempts, happened):
    now = allowance(attempts, happened)

    assert now.left >= 0
    assert allowance(attempts, [*happened, Granted(at(100))]).left > 0
