"""A mail server may be away, slow or rude: nothing is lost, and nothing is sent twice."""

import smtplib
import socket
import threading
from datetime import timedelta

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.core import mail as django_mail

from lms.core import tasks
from lms.core.mail import post
from lms.core.models import OutgoingMail
from tests.factories import NOON

pytestmark = pytest.mark.django_db


class Server:
    """A mail server that answers as it is told."""

    def __init__(self):
        self.answer = "250 OK"
        self.received = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - named by the protocol
        if self.answer.startswith("250"):
            self.received.append(envelope)
        return self.answer


@pytest.fixture
def server(settings):
    handler = Server()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    handler.controller = controller
    yield handler
    if controller._thread is not None:
        controller.stop()


def a_mail(key="hello", **fields):
    return post(to="ann@example.org", subject="Hello", text="Hello Ann.", key=key, at=NOON, **fields)


def deliver(at=NOON):
    for claim in OutgoingMail.objects.claim(at=at):
        tasks.send_mail(pk=claim.pk, attempt=claim.attempt)


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def test_a_mail_goes_out_once_and_says_who_it_is(server):
    mail = a_mail()
    deliver()
    deliver(at=NOON + timedelta(hours=1))

    (envelope,) = server.received
    assert envelope.rcpt_tos == ["ann@example.org"]
    assert mail.message_id.encode() in envelope.content
    mail.refresh_from_db()
    assert mail.state == "done"


def test_the_same_message_delivered_twice_sends_once(server):
    a_mail()
    (claim,) = OutgoingMail.objects.claim(at=NOON)

    tasks.send_mail(pk=claim.pk, attempt=claim.attempt)
    tasks.send_mail(pk=claim.pk, attempt=claim.attempt)

    assert len(server.received) == 1


def test_the_same_key_is_posted_once():
    assert a_mail() == a_mail()
    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize("answer", ["451 Try later", "421 Busy"])
def test_a_server_that_says_not_now_is_asked_again(server, answer):
    mail = a_mail()
    server.answer = answer
    deliver()
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("waiting", 0)
    assert mail.available_at == NOON + timedelta(seconds=10)

    server.answer = "250 OK"
    deliver(at=mail.available_at)

    assert len(server.received) == 1


def test_a_server_that_says_no_for_good_is_not_asked_again(server):
    mail = a_mail()
    server.answer = "550 No such person"
    deliver()

    mail.refresh_from_db()
    assert mail.is_stopped
    assert "550" in mail.last_error


def test_a_server_that_is_down_delays_and_loses_nothing(server, settings):
    mail = a_mail()
    server.controller.stop()
    server.controller._thread = None
    for _ in range(20):
        deliver(at=NOON + timedelta(days=1))

    mail.refresh_from_db()
    assert mail.state == "waiting"
    assert "refused" in mail.last_error.lower()


def test_a_server_that_hangs_up_is_asked_again(settings):
    mail = a_mail()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = listener.getsockname()
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        threading.Thread(target=lambda: listener.accept()[0].close(), daemon=True).start()
        deliver()

    mail.refresh_from_db()
    assert mail.state == "waiting"
    assert mail.last_error.startswith(smtplib.SMTPServerDisconnected.__name__) or "reset" in mail.last_error


def test_after_three_days_somebody_has_to_look(server):
    mail = a_mail()
    OutgoingMail.objects.update(posted_at=NOON - timedelta(days=4))
    server.answer = "451 Try later"
    deliver()

    mail.refresh_from_db()
    assert mail.is_stopped


def test_the_longer_it_waits_the_more_seldom_it_is_tried(server):
    mail = a_mail()
    server.answer = "451 Try later"
    waits = []
    for age in (timedelta(0), timedelta(minutes=4), timedelta(hours=10)):
        OutgoingMail.objects.update(posted_at=NOON - age, available_at=None)
        deliver()
        mail.refresh_from_db()
        waits.append(mail.available_at - NOON)

    assert waits == [timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=30)]


def test_a_secret_is_forgotten_once_it_is_sent():
    mail = a_mail(secret=True)
    deliver()

    mail.refresh_from_db()
    assert django_mail.outbox[0].body == "Hello Ann."
    assert mail.text == ""


def test_a_subject_of_many_lines_becomes_one():
    mail = post(to="ann@example.org", subject="One\r\nBcc: two@example.org", text="", key="k", at=NOON)

    assert mail.subject == "One Bcc: two@example.org"
