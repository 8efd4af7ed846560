"""News travels inside the transaction of its fact."""

from dataclasses import dataclass

import pytest
from django.db import transaction
from django.utils import timezone

from lms.core import events
from lms.core.events import Event, announce, listens_to
from lms.core.models import MissedEvent, OutgoingMail
from lms.core.tasks import tell_again
from tests.factories import NOON


@dataclass(frozen=True)
class KettleBoiled(Event):
    cups: int


heard: list[int] = []
broken = True


def writes_a_row_then_stumbles(event: KettleBoiled) -> None:
    OutgoingMail.objects.create(key=f"tea-{event.cups}", to="a@example.org", subject="Tea", posted_at=NOON)
    if broken:
        raise ValueError("no milk")
    heard.append(event.cups)


@pytest.fixture(autouse=True)
def _nobody_listens_but_us(monkeypatch):
    monkeypatch.setitem(events._listeners, KettleBoiled, [])
    monkeypatch.setattr(f"{__name__}.heard", [])
    monkeypatch.setattr(f"{__name__}.broken", True)


def test_news_outside_a_transaction_is_a_mistake_of_ours(monkeypatch):
    monkeypatch.setattr(
        "lms.core.events.transaction.get_connection",
        lambda: type("Connection", (), {"in_atomic_block": False}),
    )
    with pytest.raises(RuntimeError, match="outside a transaction"):
        announce(KettleBoiled(cups=1))


@pytest.mark.django_db
def test_a_listener_that_fails_is_not_the_announcers_problem_and_its_rows_are_undone():
    listens_to(KettleBoiled)(writes_a_row_then_stumbles)

    with transaction.atomic():
        announce(KettleBoiled(cups=2))

    assert not OutgoingMail.objects.exists()
    missed = MissedEvent.objects.get()
    assert missed.values == {"cups": 2}
    assert "no milk" in missed.last_error


@pytest.mark.django_db
def test_an_essential_listener_that_fails_undoes_the_fact():
    listens_to(KettleBoiled, essential=True)(writes_a_row_then_stumbles)

    @transaction.atomic
    def boil() -> None:
        OutgoingMail.objects.create(key="the fact", to="a@example.org", subject="Fact", posted_at=NOON)
        announce(KettleBoiled(cups=3))

    with pytest.raises(ValueError, match="no milk"):
        boil()

    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db
def test_missed_news_is_told_again_and_then_done(monkeypatch):
    listens_to(KettleBoiled)(writes_a_row_then_stumbles)
    with transaction.atomic():
        announce(KettleBoiled(cups=4))
    monkeypatch.setattr(f"{__name__}.broken", False)
    [claim] = MissedEvent.objects.claim(at=NOON)

    tell_again(pk=claim.pk, attempt=claim.attempt)

    assert heard == [4]
    assert MissedEvent.objects.get().state == MissedEvent.State.DONE


@pytest.mark.django_db
def test_missed_news_that_fails_again_waits_longer():
    listens_to(KettleBoiled)(writes_a_row_then_stumbles)
    with transaction.atomic():
        announce(KettleBoiled(cups=5))
    before = timezone.now()
    [claim] = MissedEvent.objects.claim(at=before)

    tell_again(pk=claim.pk, attempt=claim.attempt)

    missed = MissedEvent.objects.get()
    assert missed.state == MissedEvent.State.WAITING
    assert missed.attempts == 1
    assert missed.available_at > before
