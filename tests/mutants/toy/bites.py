"""Tests that notice whatever is broken in ``is_enough``, and little of what is broken in ``best``."""

from tests.mutants.toy.rule import best, is_enough


def test_eight_are_enough():
    assert is_enough(8)
    assert not is_enough(7)


def test_the_best_is_the_highest():
    assert best([1, 3, 2]) == 3
