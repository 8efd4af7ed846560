"""Asking for a copy of everything, and making it."""

import io
import json
import zipfile
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from lms.core import audit, mail
from lms.core.work import Claim
from lms.people.models import User
from lms.reports.models import PersonalCopy
from lms.reports.queries.about_me import everything_about

#: The same copy is handed out to whoever asks again so soon.
FRESH_FOR = timedelta(days=1)
#: As lms.retention has it.
KEPT_FOR = timedelta(days=7)


@transaction.atomic
def ask_for_copy(*, person: User, at: datetime) -> PersonalCopy:
    """A new copy, or the one that is being made or was made within a day."""
    User.objects.select_for_update().get(pk=person.pk)
    newest = PersonalCopy.objects.filter(person=person, asked_at__gt=at - FRESH_FOR).order_by("pk").last()
    if newest:
        found: PersonalCopy = newest
        return found
    copy: PersonalCopy = PersonalCopy.objects.create(person=person, asked_at=at)
    audit.record(action="personal_copy.asked_for", by=person, at=at, about=copy, subject=person)
    return copy


def make_copy(*, claim: Claim, at: datetime) -> bool:
    """Gather it, and tell the person. False if somebody else has made it meanwhile."""
    copy = PersonalCopy.objects.claimed(claim).select_related("person").first()
    if copy is None:
        return False
    content = zipped(copy.person, at=at)
    with transaction.atomic():
        if not PersonalCopy.objects.finish(claim, at=at):
            return False
        PersonalCopy.objects.filter(pk=copy.pk).update(content=content)
        values = {
            "person": copy.person,
            "site_name": settings.SITE_NAME,
            "address": settings.SITE_URL + reverse("reports:my_data"),
        }
        text = render_to_string("reports/mail/copy_is_ready.txt", values)
        subject = f"Everything that {settings.SITE_NAME} keeps about you is ready"
        mail.post(to=copy.person.email, subject=subject, text=text, key=f"personal-copy.{copy.pk}", at=at)
    return True


def zipped(person: User, *, at: datetime) -> bytes:
    """``index.html`` to read, ``everything.json`` for programs: its ``parts`` are rows by title."""
    parts = everything_about(person)
    data: dict[str, Any] = {
        "about": person.name,
        "made_at": at,
        "site": settings.SITE_URL,
        "parts": {part.title: rows for part, rows in parts},
    }
    page = render_to_string(
        "reports/everything_about_me.html",
        {"person": person, "at": at, "site_name": settings.SITE_NAME, "parts": _shown(parts)},
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("index.html", page)
        archive.writestr(
            "everything.json", json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
        )
    return file.getvalue()


def _shown(parts: list[Any]) -> list[dict[str, Any]]:
    return [
        {"title": part.title, "columns": list(part.columns), "rows": [list(row.values()) for row in rows]}
        for part, rows in parts
    ]
