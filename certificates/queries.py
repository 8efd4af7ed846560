"""What must be true of certificates at any time: asked by ``python -m lms check_invariants``."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q

from certificates.actions.drawing import SUFFIX
from certificates.models import Certificate, Drawing
from certificates.rules.numbers import read_number
from courses.models import Completion
from lms.core import stored_files
from lms.core.invariants import at_any_of, happened_since, happens, invariant

happens(Certificate, at_any_of("minted_at", "issued_at", "withdrawn_at"))


@invariant("I04", "A completion has one live certificate at most.")
def several_live_certificates(at: datetime) -> Iterable[Any]:
    live = Count("certificates", filter=Q(certificates__state__in=Certificate.LIVE))
    return Completion.objects.annotate(live=live).filter(live__gt=1)


@invariant("I05", "Every certificate has a number that checks, and a token too long to guess.")
def weak_numbers_and_tokens(at: datetime, since: datetime | None = None) -> Iterable[Any]:
    for each in happened_since(Certificate.objects.only("number", "token"), since).iterator():
        if read_number(each.number) != each.number or len(each.token) < 43:
            yield each


@invariant("I06", "A certificate has its words, and the address on it is its own.")
def words_of_another(at: datetime, since: datetime | None = None) -> Iterable[Any]:
    for each in happened_since(Certificate.objects.select_related("wording"), since).iterator():
        wording = getattr(each, "wording", None)
        if wording is None or not wording.course["verify_at"].endswith(f"/{each.token}/"):
            yield each


@invariant("I07", "No certificate is older than what it certifies.")
def certificates_before_their_completion(at: datetime) -> Iterable[Any]:
    return Certificate.objects.filter(minted_at__lt=F("completion__completed_at"))


@invariant("I08", "An issued certificate has its digest, its size and its time.")
def issued_without_digest(at: datetime) -> Iterable[Any]:
    missing = Q(pdf_digest=None) | Q(pdf_bytes=None) | Q(issued_at=None)
    return Certificate.objects.filter(missing, state=Certificate.State.ISSUED)


@invariant("I09", "What was completed here more than fifteen minutes ago has a certificate.")
def completions_without_certificate(at: datetime) -> Iterable[Any]:
    return Completion.objects.filter(
        origin=Completion.Origin.IN_SYSTEM,
        completed_at__lt=at - timedelta(minutes=15),
        certificates=None,
    )


@invariant("I11", "A certificate that waits has work that will draw it; one that is issued has none left.")
def certificates_and_their_drawing(at: datetime) -> Iterable[Any]:
    done = Q(drawing__state=Drawing.State.DONE)
    waits_in_vain = Q(state=Certificate.State.WAITING) & (Q(drawing=None) | done)
    # Drawings that are done leave in time.
    drawn_again = Q(state=Certificate.State.ISSUED, drawing__isnull=False) & ~done
    return Certificate.objects.filter(waits_in_vain | drawn_again)


@invariant("I23c", "A certificate is replaced if, and only if, another took its place.")
def replaced_by_nothing(at: datetime) -> Iterable[Any]:
    is_replaced = Q(state=Certificate.State.REPLACED)
    return Certificate.objects.filter(
        (is_replaced & Q(replaced_by=None)) | (~is_replaced & Q(replaced_by__isnull=False))
    )


@invariant("I29", "The file of every issued certificate is there, and is what was drawn.")
def lost_or_changed_files(at: datetime, since: datetime | None = None) -> Iterable[Any]:
    drawn = Certificate.objects.exclude(pdf_digest=None).filter(wording__emptied_at=None)
    drawn = drawn.only("number", "pdf_digest")  # of whom was erased, the file went, too
    for each in happened_since(drawn, since).iterator():
        if stored_files.read(str(each.pdf_digest), suffix=SUFFIX) is None:
            yield each
