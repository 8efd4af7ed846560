"""Facts are written once: the database itself refuses."""

from datetime import date

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import IntegrityError, connection, transaction

from lms.core import append_only, audit
from lms.core.models import AuditEntry
from lms.people.models import Membership
from tests.factories import NOON, TODAY
from tests.factories.people import a_membership, a_person, a_team

pytestmark = pytest.mark.django_db


def test_a_fact_is_not_changed():
    entry = audit.record(action="opened", by=a_person(), at=NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).update(action="closed")

    assert AuditEntry.objects.get().action == "opened"


def test_a_fact_is_not_deleted():
    audit.record(action="opened", by=a_person(), at=NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEntry.objects.all().delete()

    assert AuditEntry.objects.count() == 1


def test_an_end_is_written_once():
    team, _ = a_team()
    membership = a_membership(a_person(), team)
    membership.until = TODAY
    membership.save()

    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=membership.pk).update(until=date(2027, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=membership.pk).update(until=None)

    assert Membership.objects.get(pk=membership.pk).until == TODAY


def test_what_may_change_beside_it_still_does():
    team, _ = a_team()
    membership = a_membership(a_person(), team)

    membership.job_role.name = "Nursery nurse of this test"
    membership.job_role.save()
    membership.until = TODAY
    membership.save()

    kept = Membership.objects.select_related("job_role").get(pk=membership.pk)
    assert (kept.job_role.name, kept.until) == ("Nursery nurse of this test", TODAY)


def test_a_trigger_that_was_dropped_is_noticed_and_put_back():
    gone = "keep_core_auditentry_update"
    on_table = " ON core_auditentry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "{gone}"{on_table}')

    assert append_only.missing() == [gone]

    append_only.install()
    assert append_only.missing() == []


def test_a_trigger_that_was_dropped_fails_the_build():
    on_table = " ON core_auditentry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "keep_core_auditentry_update"{on_table}')

    with pytest.raises(SystemCheckError, match=r"core\.W001"):
        call_command("check", databases=["default"], fail_level="WARNING")
