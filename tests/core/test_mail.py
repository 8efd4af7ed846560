"""A mail server may be away, slow or rude: nothing is lost, and nothing is sent twice."""

import asyncio
import socket
import threading
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
import time_machine
from aiosmtpd.controller import Controller
from celery.exceptions import SoftTimeLimitExceeded
from django.core import mail as django_mail

from lms.core import tasks
from lms.core.mail import _hand_over, post
from lms.core.models import OutgoingMail
from lms.core.trouble import Outside
from tests.factories import NOON

pytestmark = pytest.mark.django_db


class Server:
    """A mail server that answers as it is told."""

    def __init__(self):
        self.answer = self.answer_to_address = "250 OK"
        self.seconds_before = self.seconds_after_text = 0.0
        self.received = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - named by the protocol
        await asyncio.sleep(self.seconds_before)
        if self.answer_to_address.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer_to_address

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - named by the protocol
        if self.answer.startswith("250"):
            self.received.append(envelope)
        await asyncio.sleep(self.seconds_after_text)
        return self.answer


@pytest.fixture
def server(settings):
    handler = Server()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "lms.core.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    handler.controller = controller
    yield handler
    if controller._thread is not None:
        controller.stop()


def a_mail(key="hello", **fields):
    said = {"text": "Hello Ann.", **fields}
    mail = post(to="ann@example.org", subject="Hello", key=key, at=NOON, **said)
    OutgoingMail.objects.filter(pk=mail.pk).update(made_at=NOON)
    return mail


def its(mail):
    mail.refresh_from_db()
    return mail


@pytest.fixture(autouse=True)
def at_noon(noon_in_the_database):
    with time_machine.travel(NOON, tick=False):
        yield noon_in_the_database


@pytest.fixture
def deliver(at_noon):
    def deliver(at=NOON):
        at_noon(at)
        for claim in OutgoingMail.objects.claim():
            tasks.send_mail(pk=claim.pk, attempt=claim.attempt)

    return deliver


def test_a_mail_goes_out_once_and_says_who_it_is(server, deliver):
    mail = a_mail()
    deliver()
    deliver(at=NOON + timedelta(hours=1))

    (envelope,) = server.received
    assert envelope.rcpt_tos == ["ann@example.org"]
    assert mail.message_id.encode() in envelope.content
    mail.refresh_from_db()
    assert mail.state == "done"


def test_a_mail_has_its_text_and_an_html_twin_that_says_the_same(server, deliver):
    a_mail(text="Hello,\n\nhttps://learning.example.org/x/\n")
    deliver()

    (envelope,) = server.received
    message = message_from_bytes(envelope.content, policy=default)
    assert [each.get_content_type() for each in message.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert "https://learning.example.org/x/" in message.get_body(["plain"]).get_content()
    html = message.get_body(["html"]).get_content()
    assert '<a href="https://learning.example.org/x/">Open the page</a>' in html


def test_the_same_message_delivered_twice_sends_once(server):
    a_mail()
    (claim,) = OutgoingMail.objects.claim(at=NOON)

    tasks.send_mail(pk=claim.pk, attempt=claim.attempt)
    tasks.send_mail(pk=claim.pk, attempt=claim.attempt)

    assert len(server.received) == 1


def test_the_same_key_is_posted_once():
    assert a_mail() == a_mail()
    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize(("where", "wait"), [("answer", 10), ("answer_to_address", 10)])
def test_a_server_that_says_not_now_is_asked_again(server, deliver, where, wait):
    mail = a_mail()
    setattr(server, where, "451 Try later")
    deliver()
    assert (its(mail).state, mail.attempts, mail.held_since) == ("waiting", 0, None)
    assert mail.available_at == NOON + timedelta(seconds=wait)
    assert "451 Try later" in mail.last_error

    setattr(server, where, "250 OK")
    deliver(at=mail.available_at)

    assert len(server.received) == 1


def test_a_server_that_says_no_for_good_is_not_asked_again(server, deliver):
    mail = a_mail()
    server.answer_to_address = "550 No such person"
    deliver()

    assert its(mail).is_stopped
    assert mail.last_error == "The mail server refused it for good: 550 No such person"
    assert OutgoingMail.objects.repeatable().stopped().count() == 1


def it_does_not_let_us_in(settings, server):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "site", "wrong"


def it_is_down(settings, server):
    server.controller.stop()
    server.controller._thread = None


def it_is_shutting_down(settings, server):
    server.answer = "421 Busy"


def it_is_slow_before_it_has_the_text(settings, server):
    settings.EMAIL_TIMEOUT, server.seconds_before = 0.2, 0.6


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (it_does_not_let_us_in, "does not let us in"),
        (it_is_down, "refused"),
        (it_is_shutting_down, "421"),
        (it_is_slow_before_it_has_the_text, "timed out"),
    ],
)
def test_trouble_with_the_server_is_held_against_no_mail_and_leaves_a_reason(
    server, settings, deliver, trouble, words
):
    mail = a_mail()
    trouble(settings, server)
    for minute in range(8):
        deliver(at=NOON + timedelta(minutes=minute))

    assert (its(mail).state, mail.attempts, mail.handed_over_at) == ("waiting", 0, None)
    assert mail.held_since == NOON
    assert words in mail.last_error
    assert server.received == []


def test_a_server_that_hangs_up_is_asked_again(settings, deliver):
    mail = a_mail()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        settings.EMAIL_BACKEND = "lms.core.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = listener.getsockname()
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        threading.Thread(target=lambda: listener.accept()[0].close(), daemon=True).start()
        deliver()

    assert its(mail).held_since
    assert "closed" in mail.last_error or "reset" in mail.last_error


def test_a_server_that_has_the_text_is_waited_for(server, settings, deliver):
    """However slow it is otherwise allowed to be: here a second instead of a fifth."""
    mail = a_mail()
    settings.EMAIL_TIMEOUT, settings.EMAIL_ANSWER_TIMEOUT, server.seconds_after_text = 0.3, 5, 1
    deliver()

    assert its(mail).state == "done"
    assert len(server.received) == 1


@pytest.fixture
def uncertain(server, settings, deliver):
    """It took the text, and did not answer while we waited."""
    mail = a_mail()
    settings.EMAIL_ANSWER_TIMEOUT, server.seconds_after_text = 0.2, 0.6
    deliver()
    return its(mail)


def test_a_server_that_has_the_text_and_does_not_answer_gets_it_once(uncertain, server, deliver):
    for hour in range(1, 8):
        deliver(at=NOON + timedelta(hours=hour))

    assert len(server.received) == 1
    assert its(uncertain).is_stopped
    assert "not certain whether this went out" in uncertain.last_error
    assert "timed out" in uncertain.last_error


def test_what_is_uncertain_is_sent_again_by_decision_and_not_with_all_others(uncertain, server, deliver):
    assert OutgoingMail.objects.repeatable().try_again() == 0
    server.seconds_after_text = 0

    OutgoingMail.objects.filter(pk=uncertain.pk).try_again()
    deliver(at=NOON + timedelta(hours=1))

    assert its(uncertain).state == "done"
    assert len({envelope.content.split(b"Message-ID: ")[1][:40] for envelope in server.received}) == 1


def test_a_worker_killed_after_it_handed_the_text_over_leaves_an_uncertain_mail(server, deliver):
    mail = a_mail()
    (claim,) = OutgoingMail.objects.claim()
    OutgoingMail.objects.begin(claim)
    OutgoingMail.objects.update(handed_over_at=NOON)  # and then its power went

    deliver(at=NOON + OutgoingMail.lease)

    assert its(mail).is_stopped
    assert "not certain" in mail.last_error
    assert server.received == []


def test_whoever_was_thought_dead_hands_nothing_over(server, deliver):
    """Two workers at the same mail: the slower one notices before its text goes out."""
    mail = a_mail()
    (claim,) = OutgoingMail.objects.claim()
    slow = OutgoingMail.objects.begin(claim)
    deliver(at=NOON + OutgoingMail.lease)
    OutgoingMail.objects.update(state="waiting", done_at=None, handed_over_at=None)

    with pytest.raises(Outside):
        _hand_over(slow)

    assert len(server.received) == 1
    assert its(mail).handed_over_at is None


def test_saying_goodbye_decides_nothing(server, settings, deliver, monkeypatch):
    def no_goodbye(connection):
        raise SoftTimeLimitExceeded

    monkeypatch.setattr("smtplib.SMTP.quit", no_goodbye)
    mail = a_mail()
    deliver()

    assert its(mail).state == "done"


def test_time_that_runs_out_leaves_a_reason(deliver, monkeypatch):
    """Nine seconds a command, and the worker's own time is over."""

    def slow(message):
        raise SoftTimeLimitExceeded

    monkeypatch.setattr("django.core.mail.EmailMessage.send", slow)
    mail = a_mail()
    deliver()

    assert its(mail).held_since
    assert "took longer than" in mail.last_error


def test_after_three_days_of_not_now_somebody_has_to_look(server, deliver):
    mail = a_mail()
    OutgoingMail.objects.update(made_at=NOON - timedelta(days=4))
    server.answer = "451 Try later"
    deliver()

    assert its(mail).is_stopped
    assert "For three days" in mail.last_error


def test_the_longer_it_is_put_off_the_more_seldom_it_is_tried(server, deliver):
    mail = a_mail()
    server.answer = "451 Try later"
    waits = []
    for age in (timedelta(0), timedelta(minutes=4), timedelta(hours=10)):
        OutgoingMail.objects.update(made_at=NOON - age, available_at=None)
        deliver()
        waits.append(its(mail).available_at - NOON)

    assert waits == [timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=30)]


def test_its_id_stays_and_does_not_come_back_with_the_numbers_of_a_restored_backup():
    mail = a_mail()
    before = mail.message_id
    number = mail.pk
    assert OutgoingMail.objects.get().message_id == before

    mail.delete()
    other = post(to="ann@example.org", subject="", text="", key="hello", at=NOON + timedelta(seconds=1))
    OutgoingMail.objects.filter(pk=other.pk).update(id=number)

    assert OutgoingMail.objects.get().message_id != before


def test_a_secret_is_forgotten_once_it_is_sent(deliver):
    mail = a_mail(secret=True)
    deliver()

    mail.refresh_from_db()
    assert django_mail.outbox[0].body == "Hello Ann."
    assert mail.text == ""


def test_a_subject_of_many_lines_becomes_one():
    mail = post(to="ann@example.org", subject="One\r\nBcc: two@example.org", text="", key="k", at=NOON)

    assert mail.subject == "One Bcc: two@example.org"
