"""A completion earns its certificate: number, token and words of the day, in the completing transaction."""

import secrets
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from certificates.models import Certificate, CertificateWording, Drawing
from certificates.pdf import NEWEST_DESIGN
from certificates.rules.numbers import new_number
from certificates.rules.wording import FORMAT
from courses.models import Completion, Edition
from courses.rules.about import About
from courses.rules.outline import modules_of


@transaction.atomic(savepoint=False)  # part of the completing transaction: they stand or fall together
def mint(*, completion_id: int, at: datetime) -> Certificate:
    """Give a completion its certificate, waiting to be drawn, and valid from now on. One per completion."""
    number, same = _free_number(completion_id)
    if same:
        return same
    completion = Completion.objects.select_related(
        "course", "edition", "enrolment", "learner__employer_on_certificates"
    ).get(pk=completion_id)
    employer = completion.learner.employer_on_certificates
    return write(
        Certificate(completion=completion, number=number, token=secrets.token_urlsafe(32), minted_at=at),
        holder=completion.learner.certificate_name,
        organisation=employer.name if employer else "",
        course=course_words(completion),
    )


def write(certificate: Certificate, *, holder: str, organisation: str, course: dict[str, Any]) -> Certificate:
    """Store a certificate with its words and the work of drawing it."""
    certificate.design = NEWEST_DESIGN
    certificate.save(force_insert=True)
    address = settings.SITE_URL + reverse("certificates:verify", args=[certificate.token])
    CertificateWording.objects.create(
        certificate=certificate,
        holder=holder,
        organisation=organisation,
        course=course | {"verify_at": address},
    )
    Drawing.objects.create(certificate=certificate)
    return certificate


def _free_number(completion_id: int) -> tuple[str, Certificate | None]:
    """A number that nobody has, and the completion's live certificate if there is one. One statement."""
    while True:
        number = new_number()
        mine = Q(completion=completion_id, state__in=Certificate.LIVE)
        found = list(Certificate.objects.filter(mine | Q(number=number)))
        same = next((each for each in found if each.completion_id == completion_id), None)
        if same or not found:
            return number, same


def course_words(completion: Completion) -> dict[str, Any]:
    """What is certified, in the words of the edition that was completed."""
    edition = completion.edition
    about = About.thaw(edition.about) if edition else About()
    return {
        "format": FORMAT,
        "course": edition.title if edition else completion.course.title,
        "edition": edition.name if edition else "",
        "completed_on": completion.completed_on.isoformat(),
        "minutes": completion.minutes,
        "participatory_minutes": completion.participatory_minutes,
        "objectives": [each["text"] for each in about.objectives],
        "level": about.level,
        "label": about.label,
        "reviewer": about.reviewer,
        "provider": settings.SITE_NAME,
        "began_on": _began_on(completion),
        "authors": list(about.authors),
        "parts": _parts(edition),
        "signatory": _signatory(),
    }


def _began_on(completion: Completion) -> str:
    """The local day on which its learner joined, as it is stored; nothing for what was not learnt here."""
    enrolment = completion.enrolment
    return timezone.localdate(enrolment.enrolled_at).isoformat() if enrolment else ""


def _parts(edition: Edition | None) -> list[dict[str, Any]]:
    """Its modules with the titles and minutes of what everybody does in them."""
    found = []
    for module in modules_of(edition.outline) if edition else []:
        asked = [each for each in module["activities"] if not each["optional"]]
        lessons = [each["title"] for each in asked]
        minutes = sum(each["minutes"] for each in asked)
        if lessons:
            found.append({"title": module["title"], "lessons": lessons, "minutes": minutes})
    return found


def _signatory() -> dict[str, str] | None:
    """“Ada Example, Chair”: a name, and after the first comma what they are."""
    name, _, role = settings.SIGNATORY.partition(",")
    return {"name": name.strip(), "role": role.strip()} if name.strip() else None
