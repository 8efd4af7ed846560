"""Backup and restore: all of it comes back, or nothing changes."""

import io
import json
import shutil
import stat
import tarfile

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from certificates.models import Certificate
from lms.core import stored_files
from lms.management import archive
from lms.people.models import User
from tests.factories.certificates import an_issued_certificate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(tmp_path, settings):
    settings.KEPT_FILES = tmp_path / "site" / "kept"
    settings.MEDIA_ROOT = tmp_path / "site" / "media"
    settings.MEDIA_ROOT.mkdir(parents=True)
    (settings.MEDIA_ROOT / "picture.txt").write_text("a picture")
    return tmp_path


@pytest.fixture
def copied(monkeypatch):
    """The database goes out and in beside the test's transaction: see tests/faults for the whole drill."""
    loaded = []
    monkeypatch.setattr("lms.management.databases.dump", lambda target: target.write_bytes(b"the database"))
    monkeypatch.setattr("lms.management.databases.load", lambda source: loaded.append(source.read_bytes()))
    return loaded


def backed_up(to):
    said = io.StringIO()
    call_command("backup", str(to), stdout=said)
    return next(to.glob("*.tar")), said.getvalue()


def rewritten(source, change):
    """The archive with one member's content changed."""
    with tarfile.open(source) as old:
        members = {entry.name: old.extractfile(entry).read() for entry in old}
    change(members)
    with tarfile.open(source, "w") as new:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            new.addfile(entry, io.BytesIO(content))


def test_everything_is_in_it_and_comes_back(site, copied, settings):
    certificate = an_issued_certificate()
    (file, said) = backed_up(site / "out")
    shutil.rmtree(site / "site")

    call_command("restore", str(file), replace=True, stdout=io.StringIO())

    assert "2 files" in said
    assert copied == [b"the database"]
    assert (settings.MEDIA_ROOT / "picture.txt").read_text() == "a picture"
    assert stored_files.read(certificate.pdf_digest, suffix=".pdf")


def test_a_database_with_people_in_it_is_not_replaced_unasked(site, copied):
    an_issued_certificate()
    (file, _) = backed_up(site / "out")

    with pytest.raises(CommandError, match="nothing was changed"):
        call_command("restore", str(file))

    assert copied == []


def test_an_empty_one_needs_no_flag(site, copied):
    (file, _) = backed_up(site / "out")

    call_command("restore", str(file), stdout=io.StringIO())

    assert copied == [b"the database"]


CHANGES = {
    "another database": lambda members: members.update(database=b"another database"),
    "no database": lambda members: members.pop("database"),
    "another file": lambda members: members.update({"files/media/picture.txt": b"another picture"}),
    "no manifest": lambda members: members.pop("manifest.json"),
    "half a manifest": lambda members: members.update({"manifest.json": b"{"}),
    "a list": lambda members: members.update({"manifest.json": b"[]"}),
    "of the future": lambda members: members.update({"manifest.json": b'{"format": 99}'}),
    "an empty manifest": lambda members: members.update({"manifest.json": b'{"format": 1}'}),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_an_archive_that_was_changed_changes_nothing(site, copied, change, settings):
    (file, _) = backed_up(site / "out")
    rewritten(file, change)
    (settings.MEDIA_ROOT / "picture.txt").write_text("as it is now")

    with pytest.raises(CommandError, match="nothing was changed"):
        call_command("restore", str(file), replace=True)

    assert copied == []
    assert (settings.MEDIA_ROOT / "picture.txt").read_text() == "as it is now"


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "files/kept/../../outside", "files/other/x"])
def test_an_archive_writes_nowhere_else(site, copied, name):
    (file, _) = backed_up(site / "out")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    manifest = {"format": 1, "made_at": "", "database_kind": connection.vendor}
    manifest["members"] = [{"name": name, "sha256": empty, "bytes": 0}]

    def point_outside(members):
        members["manifest.json"] = json.dumps(manifest).encode()
        members[name] = b""

    rewritten(file, point_outside)

    with pytest.raises(CommandError, match="belongs to no site"):
        call_command("restore", str(file), replace=True)


def test_half_an_archive_is_refused(site, copied):
    (file, _) = backed_up(site / "out")
    file.write_bytes(file.read_bytes()[:1500])

    with pytest.raises(CommandError, match="nothing was changed"):
        call_command("restore", str(file), replace=True)


def test_a_backup_that_fails_leaves_no_half_file(site, copied, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tarfile.TarFile, "add", full)
    with pytest.raises(OSError, match="No space"):
        call_command("backup", str(site / "out"))

    assert list((site / "out").iterdir()) == []


def test_an_archive_of_another_kind_of_database_is_refused(site, copied, monkeypatch):
    (file, _) = backed_up(site / "out")
    monkeypatch.setattr("lms.management.databases.kind", lambda: "another")

    with pytest.raises(CommandError, match="this site has another"):
        call_command("restore", str(file), replace=True)


def test_a_file_that_is_not_there_is_said(copied):
    with pytest.raises(CommandError, match="There is no file"):
        call_command("restore", "/nowhere.tar")


def test_files_in_a_bucket_are_said_to_be_left_out(site, copied, settings):
    settings.OBJECT_STORE_BUCKET = "pier-files"

    (_, said) = backed_up(site / "out")

    assert "Not in it: Files in the bucket pier-files" in said


def test_what_is_listed_is_what_is_there(site, copied):
    an_issued_certificate()
    (file, _) = backed_up(site / "out")

    manifest = archive.read_manifest(file)

    with tarfile.open(file) as tar:
        assert sorted(tar.getnames()) == sorted([archive.MANIFEST, *(each.name for each in manifest.members)])
    assert User.objects.exists()
    assert Certificate.objects.exists()


def test_a_backup_is_read_by_its_owner_alone(site, copied):
    file, _ = backed_up(site / "out")

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
