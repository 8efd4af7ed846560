"""Archives that nobody reads but whoever has the key: age files, as the age tool makes and opens them.

``BACKUP_RECIPIENT`` is the public key (age1…), which may stand on the server; the key that opens them
(``BACKUP_IDENTITY_FILE``) is kept elsewhere and brought along for restoring.
"""

import os
from pathlib import Path

import pyrage

ENDING = ".age"


class CannotOpen(Exception):
    """The message says what to do."""


def recipient_of(text: str) -> pyrage.x25519.Recipient:
    """Raises CannotOpen if it is no public key."""
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as reason:
        raise CannotOpen("BACKUP_RECIPIENT is no public key of age: it begins with age1.") from reason


def encrypt(source: Path, target: Path, *, recipient: str) -> None:
    """Nobody else of this machine may read ``target`` either."""
    key = recipient_of(recipient)
    target.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    pyrage.encrypt_file(str(source), str(target), [key])


def decrypt(source: Path, target: Path, *, identity_file: str) -> None:
    """Raises CannotOpen; ``target`` is then not to be used."""
    if not identity_file:
        raise CannotOpen("It is encrypted. Name the file with its key: BACKUP_IDENTITY_FILE=….")
    try:
        lines = Path(identity_file).read_text().splitlines()
        keys = [
            pyrage.x25519.Identity.from_str(line.strip())
            for line in lines
            if line.strip() and not line.startswith("#")
        ]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError) as reason:
        raise CannotOpen(f"{identity_file} holds no key of age (AGE-SECRET-KEY-1…).") from reason
    try:
        pyrage.decrypt_file(str(source), str(target), keys)
    except (OSError, pyrage.DecryptError) as reason:
        raise CannotOpen(f"The key in {identity_file} does not open it, or it is damaged.") from reason
