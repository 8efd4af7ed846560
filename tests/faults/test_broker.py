"""The broker is a doorbell: it may be away, forget everything, or ring twice."""

import re

import pytest

from certificates.models import Drawing
from lms.core.models import OutgoingMail
from tests.faults.completing import complete, everybody_has_one, issued
from tests.faults.processes import wait_until

pytestmark = pytest.mark.postgres

PEOPLE = 40


def test_a_broker_that_is_stopped_and_emptied_loses_nothing(here):
    complete(PEOPLE)
    redis = here.broker()
    here.beat()
    here.worker(kept=True)  # Celery's may end when Redis goes in the middle of an acknowledgement
    wait_until(lambda: issued() > 0, seconds=40, what="the first certificate")
    redis.kill()

    longest = complete(5)  # nobody who completes a course meanwhile notices

    assert longest < 1
    here.broker()
    everybody_has_one(PEOPLE + 5)


def test_beats_doubled_and_every_task_delivered_twice_change_nothing(here):
    complete(PEOPLE)
    here.broker()
    here.beat(1, app="tests.faults.doubled")
    here.beat(2, app="tests.faults.doubled")
    here.worker(at_once=4, app="tests.faults.doubled")

    everybody_has_one(PEOPLE)

    wait_until(
        lambda: OutgoingMail.objects.filter(state="done").count() == PEOPLE, seconds=60, what="the mails"
    )
    assert set(Drawing.objects.values_list("attempts", flat=True)) == {1}
    assert sorted(sent(here.folder / "mail")) == sorted(
        mail.message_id for mail in OutgoingMail.objects.all()
    )


def sent(folder):
    """The Message-ID of every mail that went out."""
    texts = [file.read_text() for file in folder.iterdir()]
    return [found for text in texts for found in re.findall(r"^Message-ID: (\S+)$", text, re.MULTILINE)]
