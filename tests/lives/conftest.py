"""A world for lives, and a database whose clock is the one that a life says."""

import pytest
from django.db import transaction
from django.utils import timezone

from lms.core import work
from tests.lives.life import Life
from tests.lives.world import a_world, begin


@pytest.fixture
def world(db, known_types, monkeypatch):
    monkeypatch.setattr(work, "clock", timezone.now)
    return a_world()


@pytest.fixture
def life(world):
    """To be played move by move, with a look after each: ``play(life, ("join", 0), ("take", 0))``."""
    with transaction.atomic():
        one = Life(begin(world))
        yield one
        one.stop_clocks()
