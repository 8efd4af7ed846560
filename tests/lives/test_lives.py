"""Random lives: whatever is done in whatever order, everything is as it should be afterwards.

2,000 steps, in two halves of 500 on each of the two databases, so that two processes share them. They begin
at the same seed every time, so that what fails here was broken by the change at hand; ``make lives`` begins
elsewhere each time, for longer. A failure says where it began: LIVES_SEED=… plays the same again. What is
found is kept in ``test_found``.
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.lives.machine import Lives, played

STEPS_IN_A_LIFE = 50
STEPS = int(os.environ.get("LIVES_STEPS") or 500)
SHORTEN = os.environ.get("LIVES_SHORTEN") != "0"
SEED = int(os.environ.get("LIVES_SEED") or 1)


@pytest.mark.parametrize("half", [1, 2])
def test_everything_is_as_it_should_be_whatever_is_done(world, half):
    played.clear()

    class Machine(Lives):
        pass

    Machine.world = world
    how = settings(
        max_examples=max(1, STEPS // STEPS_IN_A_LIFE),
        stateful_step_count=STEPS_IN_A_LIFE,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        print_blob=False,
        report_multiple_bugs=False,
        phases=[phase for phase in Phase if phase is not Phase.shrink or SHORTEN],
    )
    try:
        run_state_machine_as_test(seed(SEED + half)(Machine), settings=how)
    finally:
        print(f"LIVES_SEED={SEED}", dict(played))  # noqa: T201
