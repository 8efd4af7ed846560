"""Which questions a quiz asks, and in which order. Changes the draft; releasing takes what is ready."""

from collections.abc import Callable, Sequence

from django.db import transaction

from courses.models.authoring.activity import AsksQuestions
from lms.people.models import User


@transaction.atomic
def place_questions(*, quiz: AsksQuestions, questions: Sequence[int], by: User) -> int:
    """Put them at the end; those that are there already stay where they are. Returns how many were added."""
    there = _order(_draft(quiz))
    new = [pk for pk in dict.fromkeys(questions) if pk not in there]
    _rearrange(quiz, lambda order: [*order, *new], by=by)
    return len(new)


@transaction.atomic
def take_out(*, quiz: AsksQuestions, question: int, by: User) -> None:
    """It stays in the bank."""
    _rearrange(quiz, lambda order: [pk for pk in order if pk != question], by=by)


@transaction.atomic
def move_placement(*, quiz: AsksQuestions, question: int, up: bool, by: User) -> None:
    def swapped(order: list[int]) -> list[int]:
        if question not in order:
            return order
        at = order.index(question)
        to = max(0, min(len(order) - 1, at - 1 if up else at + 1))
        order[at], order[to] = order[to], order[at]
        return order

    _rearrange(quiz, swapped, by=by)


def _rearrange(quiz: AsksQuestions, change: Callable[[list[int]], list[int]], *, by: User) -> None:
    type(quiz).objects.select_for_update().get(pk=quiz.pk)
    draft = _draft(quiz)
    before = _order(draft)
    after = change(list(before))
    if after == before:
        return
    placed = {placement.question_id: placement for placement in draft.placements.all()}
    for position, pk in enumerate(after):
        placed.setdefault(pk, draft.placements.model(question_id=pk)).sort_order = position
    draft.placements = [placed[pk] for pk in after]
    draft.save_revision(user=by)


def _draft(quiz: AsksQuestions) -> AsksQuestions:
    return type(quiz).objects.get(pk=quiz.pk).as_drafted()


def _order(draft: AsksQuestions) -> list[int]:
    return [placement.question_id for placement in draft.placements.all()]
