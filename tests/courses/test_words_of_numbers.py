"""Numbers as people say them, where a word list ends and a plural is odd."""

from datetime import timedelta

import pytest

from courses.rules.activities import activity_kind
from courses.rules.allowance import Granted, LookedAgain, Submitted, allowance
from courses.rules.html import one_line
from lms.core.words import in_words
from tests.factories import NOON


@pytest.mark.parametrize(
    ("count", "said"), [(0, "no lessons"), (1, "one lesson"), (9, "nine lessons"), (10, "10 lessons")]
)
def test_small_numbers_are_words(count, said):
    assert in_words(count, "lesson") == said


@pytest.mark.parametrize(
    ("kind", "count", "said"),
    [("quiz", 1, "one quiz"), ("quiz", 2, "two quizzes"), ("lesson", 2, "two lessons")],
)
def test_what_is_new_is_counted_by_kind(kind, count, said):
    assert activity_kind(kind).counted(count) == said


def test_paragraphs_become_lines_without_their_marks():
    assert one_line("<p>One</p><p>two</p>") == "One<br>two"


def test_each_granted_attempt_is_one_more_beside_what_is_left():
    happened = [Submitted(NOON, frozenset()), *(Granted(NOON + timedelta(hours=n)) for n in (1, 2))]

    assert allowance(3, happened).left == 4


def test_fresh_attempts_come_on_top_of_a_granted_one():
    used_up = Submitted(NOON, frozenset({"lesson"}))
    happened = [used_up, Granted(NOON + timedelta(hours=1)), LookedAgain(NOON + timedelta(hours=2), "lesson")]

    assert allowance(1, happened).left == 2
