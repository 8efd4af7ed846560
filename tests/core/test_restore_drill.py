"""The drill: a site is backed up, lost, and restored; everything holds, and every file is what it was."""

import io
import shutil

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from certificates.models import Certificate
from lms.core import append_only, invariants, stored_files
from lms.people.models import User
from tests.factories.certificates import an_issued_certificate
from tests.factories.people import a_person


@pytest.fixture
def site(database, tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "KEPT_FILES", tmp_path / "kept")
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path / "media")
    return tmp_path


def run(*command, **options):
    call_command(*command, stdout=io.StringIO(), **options)


def digests():
    return {
        each.number: stored_files.digest_of(stored_files.read(each.pdf_digest, suffix=".pdf"))
        for each in Certificate.objects.all()
    }


def test_a_lost_site_is_restored_whole(site):
    for _ in range(3):
        an_issued_certificate(at=timezone.now())
    people, before = set(User.objects.values_list("email", flat=True)), digests()
    run("backup", str(site / "site.tar"))

    a_person("Came Later")
    shutil.rmtree(site / "kept")
    with pytest.raises(CommandError, match="nothing was changed"):
        run("restore", str(site / "site.tar"))
    run("restore", str(site / "site.tar"), replace=True)

    assert set(User.objects.values_list("email", flat=True)) == people
    assert digests() == before
    assert {each.pdf_digest for each in Certificate.objects.all()} == set(before.values())
    assert list(invariants.broken(at=timezone.now())) == []
    assert append_only.missing() == []
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.all().delete()


def test_a_database_that_cannot_be_put_back_leaves_the_one_that_is_there(site, monkeypatch):
    person = a_person("Still Here")
    monkeypatch.setattr("lms.management.databases.dump", lambda target: target.write_bytes(b"no database"))
    run("backup", str(site / "site.tar"))
    monkeypatch.undo()

    with pytest.raises(Exception, match=r"pg_restore|not a database"):
        run("restore", str(site / "site.tar"), replace=True)

    connection.close()
    assert User.objects.get(pk=person.pk).name == "Still Here"
