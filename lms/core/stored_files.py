"""Files kept by what they contain: pictures of editions, certificates. Written once, never changed.

On a disk a file is written under another name, flushed, and renamed, so that a name never stands for half a
file; in an object store it is put in one piece. Whoever keeps a digest can tell whether a file is whole.
"""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


class StoreAway(OSError):
    pass


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def keep(content: bytes, *, suffix: str = "") -> str:
    """Store the content and return its digest. The same content is stored once."""
    digest = digest_of(content)
    name = name_of(digest, suffix=suffix)
    if settings.OBJECT_STORE_BUCKET:
        with _store():
            if not default_storage.exists(name):
                default_storage.save(name, ContentFile(content))
    elif read(digest, suffix=suffix) is None:
        _write(Path(settings.KEPT_FILES) / name, content)
    return digest


def read(digest: str, *, suffix: str = "") -> bytes | None:
    """The content, or None if it is not there or is no longer what it was."""
    name = name_of(digest, suffix=suffix)
    try:
        if settings.OBJECT_STORE_BUCKET:
            with _store(), default_storage.open(name) as file:
                content = file.read()
        else:
            content = (Path(settings.KEPT_FILES) / name).read_bytes()
    except FileNotFoundError:
        return None
    return content if digest_of(content) == digest else None


def remove(digest: str, *, suffix: str = "") -> None:
    """For what may not be kept any longer. Nothing happens where it is not there."""
    name = name_of(digest, suffix=suffix)
    if settings.OBJECT_STORE_BUCKET:
        with _store():
            default_storage.delete(name)
    else:
        (Path(settings.KEPT_FILES) / name).unlink(missing_ok=True)


@contextlib.contextmanager
def _store() -> Iterator[None]:
    """Whatever an object store's library raises is trouble with the store, except “no such file”."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise StoreAway(f"The object store did not do it: {error!r}") from error


def name_of(digest: str, *, suffix: str = "") -> str:
    """Where it lies, beneath the folder or in the bucket."""
    return f"{digest[:2]}/{digest[2:4]}/{digest}{suffix}"


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".half-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)
        os.rename(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
