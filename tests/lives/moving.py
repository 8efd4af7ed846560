"""What all moves share: the world they happen in, the moment, and being refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from django.db import transaction

from certificates.models import Certificate
from lms.core.refusals import Refusal
from tests.lives.reckoning import Asked
from tests.lives.should import Learner, Paper
from tests.lives.world import World


class Moves:
    """``set_aside``: questions that the quiz does not ask at present. ``marked_again``: how often, so far."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.set_aside: dict[str, Asked] = {}
        self.marked_again = 0
        self.course_row: Any = None
        self._words = count(1)

    @property
    def learners(self) -> list[Learner]:
        return self.world.learners

    def learner(self, who: int) -> Learner:
        return self.learners[who % len(self.learners)]

    def new_words(self) -> str:
        return f"words {next(self._words)}"

    def take_papers(self) -> None:
        """A completed course has its certificate at once; from then on it has to stay."""
        for learner in self.learners:
            for stay in learner.stays:
                if stay.completed_at and not stay.papers:
                    row = Certificate.objects.get(completion__enrolment=stay.pk)
                    stay.papers.append(Paper(row.number, row.token))

    @contextmanager
    def refused(self, expected: type[Exception] | None) -> Iterator[None]:
        """What happens in it is refused in this way, or goes well; refused, it leaves nothing behind."""
        try:
            with transaction.atomic():
                yield
        except Refusal as refusal:
            if expected is None or type(refusal) is not expected:
                wanted = expected.__name__ if expected else "done"
                raise AssertionError(f"It should be {wanted}, and was refused: {refusal!r}") from refusal
        else:
            assert expected is None, f"It should be refused ({expected.__name__}), and was done."
