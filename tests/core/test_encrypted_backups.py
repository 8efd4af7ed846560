"""A backup that only one key opens, and what is said when it is not that key."""

import io
import stat

import pyrage
import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db
WORDS = b"the database, with everybody's name in it"


@pytest.fixture(autouse=True)
def place(tmp_path, settings, monkeypatch):
    settings.KEPT_FILES, settings.MEDIA_ROOT = tmp_path / "kept", tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    loaded = []
    monkeypatch.setattr("lms.management.databases.dump", lambda target: target.write_bytes(WORDS))
    monkeypatch.setattr("lms.management.databases.load", lambda source: loaded.append(source.read_bytes()))
    return tmp_path, loaded


@pytest.fixture
def key(place, settings):
    folder, _ = place
    identity = pyrage.x25519.Identity.generate()
    file = folder / "key.txt"
    file.write_text(f"# made today\n{identity}\n")
    settings.BACKUP_RECIPIENT = str(identity.to_public())
    settings.BACKUP_IDENTITY_FILE = str(file)
    return file


@pytest.fixture
def backup(place, key):
    folder, _ = place
    call_command("backup", str(folder / "out"), stdout=io.StringIO())
    (file,) = (folder / "out").iterdir()
    return file


def restore(file):
    call_command("restore", str(file), "--replace", stdout=io.StringIO())


def test_nobody_reads_it_without_the_key_and_the_key_brings_it_back(place, backup):
    assert backup.suffix == ".age"
    assert WORDS not in backup.read_bytes()
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600

    restore(backup)

    assert place[1] == [WORDS]


def test_another_key_changes_nothing_and_is_said(place, backup, key):
    key.write_text(f"{pyrage.x25519.Identity.generate()}\n")

    with pytest.raises(CommandError, match=r"nothing was changed.*does not open it"):
        restore(backup)
    assert place[1] == []


@pytest.mark.parametrize("words", ["", "nonsense", "AGE-SECRET-KEY-1nonsense"])
def test_a_file_that_holds_no_key_is_said(place, backup, key, words):
    key.write_text(words)

    with pytest.raises(CommandError, match="nothing was changed"):
        restore(backup)


def test_no_key_at_all_is_said(backup, settings):
    settings.BACKUP_IDENTITY_FILE = ""

    with pytest.raises(CommandError, match="Name the file with its key"):
        restore(backup)


def test_half_a_file_changes_nothing(place, backup):
    backup.write_bytes(backup.read_bytes()[:-40])

    with pytest.raises(CommandError, match="nothing was changed"):
        restore(backup)
    assert place[1] == []


def test_a_recipient_that_is_none_is_said_before_anything_is_written(place, settings):
    settings.BACKUP_RECIPIENT = "age1nonsense"

    with pytest.raises(CommandError, match="no public key of age"):
        call_command("backup", str(place[0] / "out"))
    assert not (place[0] / "out").exists()


def test_without_a_recipient_it_is_as_before(place):
    call_command("backup", str(place[0] / "out"), stdout=io.StringIO())

    assert [file.suffix for file in (place[0] / "out").iterdir()] == [".tar"]
