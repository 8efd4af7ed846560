"""A row for each rule of retention, as old as it is told to be."""

import uuid
from datetime import UTC, datetime

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.usersessions.models import UserSession
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from wagtail.admin.models import EditingSession, FormState
from wagtail.embeds.models import Embed
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from certificates.models import Drawing
from courses.models import ReadingPosition, Remarking
from lms.core import audit
from lms.core.models import AuditEntry, CachedValue, MissedEvent, OutgoingMail, RetentionRun, TryCount
from lms.notices.models import Notice
from lms.people.models import Invitation
from lms.reports.models import PersonalCopy
from tests.factories.certificates import a_certificate
from tests.factories.courses import an_edition, an_enrolment
from tests.factories.people import a_job_role, a_person, an_empty_team


def unique():
    return uuid.uuid4().hex


def audit_entry(at):
    return audit.record(action="looked_at.record", by=None, at=at)


def mail(at, state="done", **fields):
    done_at = at if state == "done" else None
    values = {
        "key": unique(),
        "to": "ann@example.org",
        "subject": "Hello",
        "text": "Hello Ann.",
        "attempts": 1,
    }
    return OutgoingMail.objects.create(posted_at=at, state=state, done_at=done_at, **(values | fields))


def notice(at):
    # Its mail was sent just now, so that it does not leave with it.
    return Notice.objects.create(
        person=a_person(),
        kind="certificate",
        key=unique(),
        mail=mail(datetime(2999, 1, 1, tzinfo=UTC)),
        made_at=at,
    )


def missed_event(at):
    return MissedEvent.objects.create(listener="a", event="b", state="done", attempts=1, done_at=at)


def drawing(at):
    drawn = Drawing.objects.get(certificate=a_certificate())
    Drawing.objects.filter(pk=drawn.pk).update(state="done", attempts=1, done_at=at)
    return drawn


def remarking(at):
    edition = an_edition()
    return Remarking.objects.create(
        course=edition.course,
        activities=[],
        asked_by=a_person(),
        state="done",
        attempts=1,
        done_at=at,
    )


def run(at):
    return RetentionRun.objects.create(key=unique(), night=at.date(), state="done", attempts=1, done_at=at)


def invitation(at):
    return Invitation.objects.create(
        email=f"{unique()}@example.org",
        team=an_empty_team(),
        job_role=a_job_role(),
        invited_by=a_person(),
        invited_at=at,
        expires_at=at,
    )


def reading_position(at):
    enrolment = an_enrolment(learner=a_person(), edition=an_edition())
    return ReadingPosition.objects.create(
        enrolment=enrolment, activity_key=uuid.uuid4(), heading="one", at=at
    )


def page_log(at):
    return PageLogEntry.objects.create(
        content_type=a_type(), label="A page", action="wagtail.edit", timestamp=at, page_id=1
    )


def model_log(at):
    return ModelLogEntry.objects.create(
        content_type=a_type(), label="A question", action="wagtail.edit", timestamp=at, object_id="1"
    )


def revision(at):
    return Revision.objects.create(
        content_type=a_type(), base_content_type=a_type(), object_id="999999", created_at=at, content={}
    )


def editing_session(at):
    return EditingSession.objects.create(
        user=a_person(), content_type=a_type(), object_id="1", last_seen_at=at
    )


def form_state(at):
    return FormState.objects.create(
        user=a_person(),
        content_type=a_type(),
        object_id="1",
        parent_object_id="",
        data="",
        last_updated_at=at,
    )


def embed(at):
    made = Embed.objects.create(url="https://film.example.org", hash=unique()[:32], type="video", html="")
    Embed.objects.filter(pk=made.pk).update(last_updated=at)
    return made


def session(at):
    return Session.objects.create(session_key=unique(), session_data="", expire_date=at)


def user_session(at):
    return UserSession.objects.create(
        user=a_person(), session_key=unique(), created_at=at, ip="127.0.0.1", user_agent=""
    )


def personal_copy(at):
    return PersonalCopy.objects.create(person=a_person(), asked_at=at, state="done", attempts=1, done_at=at)


def cached_value(at):
    return CachedValue.objects.create(cache_key=unique(), value="1", expires=at)


def try_count(at):
    return TryCount.objects.create(key=unique(), count=1, ends_at=at)


def email_confirmation(at):
    address = EmailAddress.objects.create(user=a_person(), email=f"{unique()}@example.org")
    return EmailConfirmation.objects.create(email_address=address, created=at, key=unique())


def a_type():
    return ContentType.objects.get_for_model(AuditEntry)


#: By the rule that they are for.
MAKERS = {
    "courses_readingposition left": reading_position,
    "people_invitation left": invitation,
    "core_auditentry left": audit_entry,
    "wagtailcore_pagelogentry left": page_log,
    "wagtailcore_modellogentry left": model_log,
    "notices_notice left": notice,
    "core_outgoingmail left": mail,
    "core_outgoingmail emptied": mail,
    "core_missedevent left": missed_event,
    "certificates_drawing left": drawing,
    "courses_remarking left": remarking,
    "core_retentionrun left": run,
    "django_session left": session,
    "usersessions_usersession left": user_session,
    "reports_personalcopy left": personal_copy,
    "core_trycount left": try_count,
    "core_cache left": cached_value,
    "account_emailconfirmation left": email_confirmation,
    "wagtailcore_revision left": revision,
    "wagtailadmin_editingsession left": editing_session,
    "wagtailadmin_formstate left": form_state,
    "wagtailembeds_embed left": embed,
}
