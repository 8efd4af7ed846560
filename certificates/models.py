"""What a completion earns."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from certificates.rules.wording import Wording, wording_of
from courses.models import Completion
from lms.core.append_only import write_once
from lms.core.work import Work, WorkQuerySet, works


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def of_learner(self, user: Any) -> Self:
        return self.filter(completion__learner=user)

    def live(self) -> Self:
        """Neither replaced nor withdrawn."""
        return self.filter(state__in=Certificate.LIVE)

    def latest_first(self) -> Self:
        return self.order_by("-minted_at", "-pk")

    def with_words(self) -> Self:
        """With all that it says and what took its place, in one statement."""
        return self.select_related("wording", "replaced_by")

    def locked(self) -> Self:
        return self.select_for_update(of=("self",), no_key=True)


@write_once("completion_id", "number", "token", "minted_at", "pdf_digest", "replaces_id")
class Certificate(models.Model):
    """The document a completion earns. Minted in the completing transaction, and true from then on."""

    class State(models.TextChoices):
        WAITING = "waiting", "Being made"
        ISSUED = "issued", "Ready"
        REPLACED = "replaced", "Replaced"
        WITHDRAWN = "withdrawn", "Withdrawn"

    LIVE = (State.WAITING, State.ISSUED)

    completion = models.ForeignKey(Completion, models.PROTECT, related_name="certificates")
    number = models.CharField(max_length=20, unique=True)  # readable, random, with a check character
    token = models.CharField(max_length=64, unique=True)  # in the address of its verification
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    design = models.CharField(max_length=40, default="2026-1")  # which drawing; an old one is drawn as it was
    minted_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True, blank=True)
    pdf_digest = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001 - none: not drawn yet
    pdf_bytes = models.PositiveIntegerField(null=True, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["completion"],
                condition=Q(state__in=["waiting", "issued"]),
                name="certificates_certificate_one_live_per_completion",
            ),
            models.CheckConstraint(
                condition=~Q(state="issued") | Q(pdf_digest__isnull=False, issued_at__isnull=False),
                name="certificates_certificate_issued_has_its_pdf",
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_at__isnull=False)
                | (~Q(state="withdrawn") & Q(withdrawn_at=None)),
                name="certificates_certificate_withdrawn_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("certificates:certificate", args=[self.number])

    @property
    def is_ready(self) -> bool:
        return self.state == Certificate.State.ISSUED

    @property
    def verdict(self) -> str:
        """“valid” from its first moment, drawn or not; else what became of it."""
        return "valid" if self.state in Certificate.LIVE else str(self.state)

    def words(self) -> Wording:
        """What it says. The row must have been fetched ``with_words``, or this asks for them."""
        wording = self.wording
        return wording_of(
            number=self.number,
            holder=wording.holder,
            organisation=wording.organisation,
            course=wording.course,
        )


class CertificateWording(models.Model):
    """The words on a certificate, as they were that day. Only erasure and retention may empty them."""

    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="wording")
    holder = models.CharField(max_length=300, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    # {"format": absent meaning 1, "course", "edition", "completed_on", "minutes", "participatory_minutes",
    #  "objectives": […], "level", "label", "reviewer": {"name", "role", "on"}|None, "provider", "verify_at",
    #  and from format 2 on "began_on", "authors": […], "parts": [{"title", "lessons": […], "minutes"}],
    #  "signatory": {"name", "role"}|None}
    course = models.JSONField()
    emptied_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Words of certificate {self.certificate_id} (#{self.pk})"


class DrawingQuerySet(WorkQuerySet):
    def for_a_list(self) -> Self:
        return self.select_related("certificate")


@works("certificates.draw")
class Drawing(Work):
    """A certificate to be drawn."""

    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="drawing")

    objects: ClassVar[Any] = DrawingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Drawing of certificate {self.certificate_id} (#{self.pk})"

    @property
    def about(self) -> str:
        return f"Certificate {self.certificate}"

    def before_again(self) -> None:
        """It was never drawn: it is drawn with the name and employer that its holder prints by now."""
        learner = self.certificate.completion.learner
        employer = learner.employer_on_certificates
        CertificateWording.objects.filter(certificate=self.certificate, certificate__pdf_digest=None).update(
            holder=learner.certificate_name, organisation=employer.name if employer else ""
        )
