"""One file that holds all of a site: its database, its files, and a list of what they must look like.

A tar archive of ``manifest.json``, ``database`` (SQLite's own file, or PostgreSQL's custom format) and
``files/…``. Nothing is ever written half under its own name, and nothing is put back unchecked.
"""

import hashlib
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO

from django.conf import settings

MANIFEST = "manifest.json"
DATABASE = "database"
FORMAT = 1
BLOCK = 1 << 20
ONLY_ITS_OWNER = 0o600  # may read a backup: everybody's record is in it


class BadArchive(Exception):
    """Says what is wrong with it, in words."""


@dataclass(frozen=True)
class Member:
    name: str
    sha256: str
    bytes: int


@dataclass(frozen=True)
class Manifest:
    made_at: str
    database_kind: str
    members: list[Member] = field(default_factory=list)
    left_out: str = ""
    format: int = FORMAT


def folders() -> dict[str, Path]:
    """What is kept on disk, by the name it has in an archive."""
    return {"kept": Path(settings.KEPT_FILES), "media": Path(settings.MEDIA_ROOT)}


def site_files() -> Iterator[tuple[str, Path]]:
    """Every whole file, with its name in the archive."""
    if settings.OBJECT_STORE_BUCKET:
        return
    for name, folder in folders().items():
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.name.startswith(".half-"):
                yield f"files/{name}/{path.relative_to(folder).as_posix()}", path


def write(target: Path, *, database: Path, kind: str, at: datetime) -> Manifest:
    """Put all into ``target``, which appears only once it is whole."""
    members = [(DATABASE, database), *site_files()]
    left_out = f"Files in the bucket {settings.OBJECT_STORE_BUCKET}" if settings.OBJECT_STORE_BUCKET else ""
    manifest = Manifest(
        at.isoformat(), kind, [Member(name, *_measure(path)) for name, path in members], left_out
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    with whole_or_not_at_all(target, mode=ONLY_ITS_OWNER) as half, tarfile.open(half, "w") as tar:
        words = json.dumps(asdict(manifest), indent=1).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size = len(words)
        tar.addfile(entry, BytesIO(words))
        for name, path in members:
            tar.add(path, name, recursive=False)
    return manifest


def read_manifest(source: Path) -> Manifest:
    """The manifest, after every member was compared with it. Raises BadArchive."""
    try:
        with tarfile.open(source) as tar:
            stored = json.loads(_open(tar, MANIFEST).read())
            if stored.get("format") != FORMAT:
                raise BadArchive(f"It is of format {stored.get('format')}; this site reads {FORMAT}.")
            stored["members"] = [Member(**each) for each in stored["members"]]
            manifest = Manifest(**stored)
            for member in manifest.members:
                _check(tar, member)
    except (tarfile.TarError, EOFError, OSError, LookupError, ValueError, TypeError, AttributeError) as error:
        raise BadArchive(f"It cannot be read: {error}") from error
    return manifest


def _check(tar: tarfile.TarFile, member: Member) -> None:
    parts = PurePosixPath(member.name).parts
    is_ours = parts == (DATABASE,) or (parts[0] == "files" and len(parts) > 2 and parts[1] in folders())
    if not is_ours or ".." in parts:
        raise BadArchive(f"It holds something that belongs to no site: {member.name}")
    found = hashlib.sha256()
    with _open(tar, member.name) as content:
        while block := content.read(BLOCK):
            found.update(block)
    if found.hexdigest() != member.sha256:
        raise BadArchive(f"{member.name} is not what was backed up.")


def put_back_files(source: Path, manifest: Manifest) -> int:
    """Every file to its place. Returns how many."""
    names = [member.name for member in manifest.members if member.name != DATABASE]
    with tarfile.open(source) as tar:
        for name in names:
            _, folder, *rest = PurePosixPath(name).parts
            extract(tar, name, folders()[folder].joinpath(*rest))
    return len(names)


def extract(tar: tarfile.TarFile, name: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with whole_or_not_at_all(target) as half, _open(tar, name) as content, half.open("wb") as file:
        while block := content.read(BLOCK):
            file.write(block)


class whole_or_not_at_all:  # noqa: N801 - reads as a verb where it is used
    """``with whole_or_not_at_all(target) as half``: written under another name, flushed, and renamed."""

    def __init__(self, target: Path, *, mode: int = 0o644) -> None:
        self.target, self.mode = target, mode

    def __enter__(self) -> Path:
        handle, name = tempfile.mkstemp(dir=self.target.parent, prefix=".half-")
        os.close(handle)
        self.half = Path(name)
        return self.half

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self.half.unlink(missing_ok=True)
            return
        with self.half.open("rb") as file:
            os.fsync(file.fileno())
        self.half.chmod(self.mode)
        self.half.rename(self.target)


def _open(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    try:
        content = tar.extractfile(name)
    except KeyError:
        content = None
    if content is None:
        raise BadArchive(f"{name} is missing from it.")
    return content


def _measure(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size
