"""A form's answers and what stands meanwhile, as plain values."""

import pytest

from courses.kinds._choices.rule import Ticks
from courses.rules.merging import Field, Merged, Standing, merge, older_answers

NONE, ONE, TWO, THREE = (Ticks(frozenset(chosen)) for chosen in ([], ["1"], ["2"], ["3"]))


@pytest.mark.parametrize(
    ("field", "standing", "older"),
    [
        (Field(ONE, 1), Standing(2, TWO), {"q": 1}),
        (Field(NONE, 3), Standing(4, TWO), {"q": 3}),
        (Field(ONE, 2), Standing(2, TWO), {}),  # the page is not behind
        (Field(ONE, 3), Standing(2, TWO), {}),  # no such answer
        (Field(TWO, 1), Standing(2, TWO), {}),  # the same on both
        (Field(ONE, 0), Standing(2, TWO), {}),  # nothing stood when it was rendered
        (Field(ONE, -1), Standing(2, TWO), {}),
        (Field(ONE), Standing(2, TWO), {}),
        (Field(ONE, 1), None, {}),
    ],
)
def test_an_earlier_answer_is_asked_for_only_where_a_page_is_behind(field, standing, older):
    assert older_answers({"q": field}, {"q": standing} if standing else {}) == older


CHANGES_NOTHING = Merged({}, frozenset())


def changed(answer, *, overtakes=False):
    return Merged({"q": answer}, frozenset({"q"} if overtakes else ()))


@pytest.mark.parametrize(
    ("field", "standing", "older", "merged"),
    [
        # nothing stands
        (Field(NONE, 0), None, None, CHANGES_NOTHING),
        (Field(ONE, 0), None, None, changed(ONE)),
        (Field(ONE), None, None, changed(ONE)),
        # the same stands already
        (Field(ONE, 0), Standing(1, ONE), None, CHANGES_NOTHING),
        # something else stands, and the page knew it
        (Field(ONE, 2), Standing(2, TWO), None, changed(ONE)),
        (Field(NONE, 2), Standing(2, TWO), None, changed(NONE)),
        # something else stands that the page did not know
        (Field(NONE, 0), Standing(2, TWO), None, CHANGES_NOTHING),
        (Field(ONE, 0), Standing(2, TWO), None, changed(ONE, overtakes=True)),
        (Field(ONE, 1), Standing(2, TWO), ONE, CHANGES_NOTHING),
        (Field(THREE, 1), Standing(2, TWO), ONE, changed(THREE, overtakes=True)),
        (Field(NONE, 1), Standing(2, TWO), ONE, changed(NONE, overtakes=True)),
        # the page does not say what it knew
        (Field(NONE), Standing(2, TWO), None, CHANGES_NOTHING),
        (Field(ONE), Standing(2, TWO), None, changed(ONE)),
    ],
)
def test_only_what_was_touched_is_kept_and_what_it_replaces_unseen_is_said(field, standing, older, merged):
    assert (
        merge({"q": field}, {"q": standing} if standing else {}, {"q": older} if older is not None else {})
        == merged
    )


def test_each_question_is_merged_by_itself():
    fields = {"p": Field(NONE, 0), "q": Field(ONE, 0), "r": Field(TWO, 1)}
    standing = {"q": Standing(1, TWO), "r": Standing(1, ONE)}

    assert merge(fields, standing, {}) == Merged({"q": ONE, "r": TWO}, frozenset({"q"}))
