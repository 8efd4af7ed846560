"""Workers are killed with twenty drawings in flight: each certificate is made once all the same."""

import pytest

from certificates.models import Drawing
from tests.faults.completing import begun, complete, everybody_has_one, issued
from tests.faults.processes import wait_until

pytestmark = pytest.mark.postgres

IN_FLIGHT = 20


#: Where they are killed, and how long whoever begins has the work: once as long as in production.
POINTS = [("before drawing", 6), ("drawn", 6), ("stored", 6), ("before commit", 30), ("after commit", 6)]


@pytest.mark.parametrize(("point", "lease"), POINTS)
def test_killed_there_everybody_gets_one_certificate(here, point, lease):
    here.env["WORK_LEASE_SECONDS"] = str(lease)
    complete(IN_FLIGHT)
    here.broker()
    here.beat()
    doomed = here.worker(at_once=IN_FLIGHT, PIER_CRASH_AT=point)
    wait_until(lambda: begun() == IN_FLIGHT, seconds=60, what="all of them in flight")
    if point == "after commit":
        wait_until(lambda: issued() == IN_FLIGHT, seconds=60, what="all of them committed")
    doomed.kill()
    assert issued() == (IN_FLIGHT if point == "after commit" else 0)

    here.worker()

    everybody_has_one(IN_FLIGHT)
    assert Drawing.objects.filter(state="done").count() == IN_FLIGHT
