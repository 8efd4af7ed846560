"""A mail server that is slow: each mail goes out once, and nobody waits for it but mails."""

import asyncio
from collections import Counter
from datetime import timedelta
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller
from django.db.models import Max, Min

from certificates.models import Certificate
from lms.core.models import OutgoingMail
from tests.faults.completing import complete, everybody_has_one
from tests.faults.processes import free_port, wait_until

pytestmark = pytest.mark.postgres

#: A third of production's, and the servers are as much quicker: 12 s are 4, 9 s are 3.
LEASE = "10"
PEOPLE = 6


class Slow:
    """Takes its time before each answer, or before the last one only."""

    def __init__(self, *, before_each=0.0, after_text=0.0):
        self.before_each, self.after_text = before_each, after_text
        self.received = []

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802 - of the protocol
        await asyncio.sleep(self.before_each)
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        await asyncio.sleep(self.before_each)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        await asyncio.sleep(self.before_each)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.received.append(message_from_bytes(envelope.content)["Message-ID"])
        await asyncio.sleep(self.after_text)
        return "250 OK"


@pytest.fixture
def serve(here):
    """Start a mail server of that kind, and tell the workers of it."""
    started = []

    def serve(handler):
        controller = Controller(handler, hostname="127.0.0.1", port=free_port())
        controller.start()
        started.append(controller)
        here.env |= {"WORK_LEASE_SECONDS": LEASE, "EMAIL_URL": f"smtp://127.0.0.1:{controller.port}"}
        return handler

    yield serve
    for controller in started:
        controller.stop()


def sent():
    return OutgoingMail.objects.filter(state="done").count()


def test_one_that_answers_late_gets_each_mail_once_and_keeps_no_certificate_waiting(here, serve):
    """It took each four to seven times; and four of ten certificates were made in a hundred seconds."""
    slow = serve(Slow(after_text=4))
    complete(PEOPLE)
    here.broker()
    here.beat()
    here.worker(queues="")
    here.worker(queues="pier.mail", at_once=2)

    everybody_has_one(PEOPLE)
    issued = Certificate.objects.aggregate(first=Min("issued_at"), last=Max("issued_at"))
    assert issued["last"] - issued["first"] < timedelta(seconds=10)
    wait_until(lambda: sent() == PEOPLE, seconds=40, what="the mails")

    assert Counter(slow.received) == Counter(mail.message_id for mail in OutgoingMail.objects.all())


def test_one_that_is_slow_at_every_word_leaves_a_reason_and_is_asked_again(here, serve):
    """The worker's own time is over before it has the text: nothing went out, and the mail says why."""
    slow = serve(Slow(before_each=3))
    here.env["WORK_LEASE_SECONDS"] = "3"
    complete(1)
    here.broker()
    here.beat()
    here.worker(queues="pier.sweep,pier.mail")
    wait_until(
        lambda: OutgoingMail.objects.filter(held_since__isnull=False).exists(), seconds=40, what="the reason"
    )
    mail = OutgoingMail.objects.get()
    assert "mail server" in mail.last_error
    assert (mail.state, slow.received) == ("waiting", [])

    slow.before_each = 0

    wait_until(lambda: sent() == 1, seconds=30, what="the mail")
    assert len(slow.received) == 1
