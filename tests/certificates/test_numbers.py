"""A certificate's number: random, readable, and quick to find a slip in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.rules.numbers import ALPHABET, check_character, new_number, read_number

BODIES = st.text(ALPHABET, min_size=8, max_size=8).filter(lambda body: check_character(body) is not None)


def written(body):
    return f"PIER-{body[:4]}-{body[4:]}-{check_character(body)}"


def test_it_looks_like_this():
    letters = iter("7K4M2Q9X")

    assert new_number(lambda _: next(letters)) == f"PIER-7K4M-2Q9X-{check_character('7K4M2Q9X')}"


def test_numbers_differ():
    assert len({new_number() for _ in range(1000)}) == 1000


@given(BODIES)
def test_what_is_written_can_be_read(body):
    assert read_number(written(body)) == written(body)


@given(BODIES)
def test_it_may_be_typed_as_people_type(body):
    number = written(body)

    assert read_number(number.lower()) == number
    assert read_number(number.replace("-", " ")) == number
    assert read_number(number.removeprefix("PIER-").replace("-", "")) == number
    assert read_number(f"  {number.replace('0', 'O').replace('1', 'l')} ") == number


@given(BODIES, st.integers(0, 8), st.sampled_from(ALPHABET))
def test_one_mistyped_letter_is_found(body, at, letter):
    letters = body + check_character(body)
    slipped = letters[:at] + letter + letters[at + 1 :]

    assert (read_number(slipped) is None) == (slipped != letters)


@given(BODIES, st.integers(0, 6))
def test_two_letters_that_changed_places_are_found(body, at):
    swapped = body[:at] + body[at + 1] + body[at] + body[at + 2 :]

    assert (read_number(swapped + check_character(body)) is None) == (swapped != body)


@pytest.mark.parametrize("typed", ["", "PIER", "hello", "PIER-7K4M", "U" * 9, "7" * 40, "\x00", "🌻" * 9])
def test_what_is_no_number_is_none(typed):
    assert read_number(typed) is None
