"""One life: a world, the moves that can be made in it, and the moment."""

from datetime import datetime, timedelta
from typing import Any

import time_machine
from django.db import transaction

from lms.core import work
from tests.lives.learning import Learning
from tests.lives.looking import Looking
from tests.lives.working import Working
from tests.lives.world import World
from tests.lives.writing import Writing


class Life(Writing, Learning, Working, Looking):
    """Its moves take plain numbers only, so that what was played can be written down as it is printed."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.traveller: time_machine.travel | None = None
        self._seen = dict.fromkeys(work.kinds, 0)
        self.jump_to(world.now)

    def jump_to(self, moment: datetime) -> None:
        """Every clock says so: this machine's, and with ``clock_of_the_database`` that one, too."""
        self.stop_clocks()
        self.world.now = moment
        self.traveller = time_machine.travel(moment, tick=False)
        self.traveller.start()

    def stop_clocks(self) -> None:
        if self.traveller:
            self.traveller.stop()
            self.traveller = None

    def play(self, move: str, *values: Any) -> None:
        with transaction.atomic():
            getattr(self, move)(*values)
        self.step()

    def step(self) -> None:
        """After every move: what it made was made now, a second goes by, and everything is looked at."""
        for kind in work.kinds:  # the database's own clock cannot be set
            new = kind.objects.filter(pk__gt=self._seen[kind])
            newest = new.order_by("-pk").values_list("pk", flat=True).first()
            if newest:
                new.update(made_at=self.world.now)
                self._seen[kind] = newest
        self.look()
        self.jump_to(self.world.now + timedelta(seconds=1))
