"""Something to break, so that a test can see that breaking works."""

from collections.abc import Collection


def is_enough(points: int, needed: int = 8) -> bool:
    return points >= needed


def best(scores: Collection[int]) -> int:
    return max(scores, default=0)
