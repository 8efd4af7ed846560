"""Typed values from the environment, and a refusal to start where one is missing or unsafe.

In production (``PIER_ENV=production``) nothing that protects people has a default: every problem is
collected, so that one start names all of them.
"""

import json
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

KINDS = ("production", "development", "test")


class Environment:
    """Reads settings. ``problems`` says, in words, what stands in the way of production."""

    def __init__(self, variables: dict[str, str] | None = None) -> None:
        self._env = environ.Env()
        if variables is not None:
            self._env.ENVIRON = variables
        self.kind = self.text("PIER_ENV", default="development")
        if self.kind not in KINDS:
            raise ImproperlyConfigured(f"PIER_ENV is “{self.kind}”. It takes one of: {', '.join(KINDS)}.")
        self.problems: list[str] = []

    @property
    def is_production(self) -> bool:
        return self.kind == "production"

    def text(self, name: str, *, default: str = "") -> str:
        return str(self._env.str(name, default=default)).strip()

    def yes_or_no(self, name: str, *, default: bool) -> bool:
        """Only true/false, yes/no, on/off, 1/0: anything else is a mistake, not a “no”."""
        word = self.text(name, default="true" if default else "false").lower()
        if word in ("true", "yes", "on", "1"):
            return True
        if word in ("false", "no", "off", "0"):
            return False
        raise ImproperlyConfigured(f"{name} is “{word}”. Write true or false.")

    def number(self, name: str, *, default: int) -> int:
        value = self.text(name, default=str(default))
        if not value.isdigit():
            raise ImproperlyConfigured(f"{name} is “{value}”. Write a whole number.")
        return int(value)

    def words(self, name: str, *, default: list[str]) -> list[str]:
        """Separated by commas."""
        return [
            word.strip() for word in self.text(name, default=",".join(default)).split(",") if word.strip()
        ]

    def secret(self, name: str, *, default: str) -> str:
        """From ``NAME`` or from the file named by ``NAME_FILE``. In production, long and drawn by lot."""
        file_name = self.text(f"{name}_FILE")
        value = Path(file_name).read_text().strip() if file_name else self.text(name, default=default)
        if self.is_production and (value == default or is_weak(value)):
            self.problems.append(f"{name} must be set to at least 40 random characters.")
        return value

    def address(self, name: str, *, default: str, why: str) -> str:
        """Of the site: scheme and host in small letters, and nothing behind, as pages are added to it."""
        value = self.required(name, default=default, why=why)
        parts = urlsplit(value)
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
            raise ImproperlyConfigured(f"{name} is “{value}”. Write it like https://learning.example.org.")
        if parts.path.strip("/") or parts.query or parts.fragment or parts.username:
            raise ImproperlyConfigured(f"{name} is “{value}”. Leave out what stands behind the host.")
        return f"{parts.scheme.lower()}://{parts.netloc.lower()}"

    def single_sign_on(self, name: str) -> list[dict[str, Any]]:
        """Organisations' own sign-ins, as JSON, or from the file named by ``NAME_FILE``: see README.md.

        ``domains`` are those whose addresses the provider vouches for where it does not say “email_verified”.
        """
        file_name = self.text(f"{name}_FILE")
        text = Path(file_name).read_text() if file_name else self.text(name)
        try:
            listed = json.loads(text or "[]")
            providers = [_provider(each) for each in listed]
        except (AttributeError, KeyError, TypeError, ValueError) as reason:
            raise ImproperlyConfigured(
                f"{name} is not understood ({reason}). Write a JSON list of objects with id, name, server, "
                "client_id and secret."
            ) from None
        if self.is_production and not all(
            each["settings"]["server_url"].startswith("https://") for each in providers
        ):
            self.problems.append(f"{name} names a server without https://.")
        return providers

    def required(self, name: str, *, default: str, why: str) -> str:
        """Has a default for development; production must set it."""
        value = self.text(name)
        if self.is_production and not value:
            self.problems.append(f"{name} must be set: {why}.")
        return value or default

    def database(self, default: str) -> dict[str, Any]:
        return dict(self._env.db_url("DATABASE_URL", default=default))

    def email(self, default: str) -> dict[str, Any]:
        """By our own way of speaking to a mail server. ``filemail:///folder`` is meant from the root."""
        values = dict(self._env.email_url_config(self.text("EMAIL_URL") or default))
        if values.get("EMAIL_BACKEND") == "django.core.mail.backends.smtp.EmailBackend":
            values["EMAIL_BACKEND"] = "lms.core.smtp.EmailBackend"
        if values.get("EMAIL_FILE_PATH"):
            values["EMAIL_FILE_PATH"] = str(Path("/") / values["EMAIL_FILE_PATH"])
        return values

    def refuse_if_unsafe(self) -> None:
        """Raise with every problem at once."""
        if self.problems:
            listed = "\n".join(f"  - {problem}" for problem in self.problems)
            raise ImproperlyConfigured(f"The site does not start in production like this:\n{listed}")


def _provider(said: dict[str, Any]) -> dict[str, Any]:
    """As allauth takes it. Raises KeyError for what is missing, ValueError for an id that fits no address."""
    identifier = str(said["id"])
    if not re.fullmatch(r"[a-z0-9-]{1,40}", identifier):
        raise ValueError(f"“{identifier}”: an id has small letters, figures and dashes")
    return {
        "provider_id": identifier,
        "name": str(said["name"]),
        "client_id": str(said["client_id"]),
        "secret": str(said["secret"]),
        "settings": {
            "server_url": str(said["server"]),
            "verified_email": [str(each) for each in said.get("domains", [])],
            "oauth_pkce_enabled": True,
        },
    }


def is_weak(secret: str) -> bool:
    """Too short, or not drawn by lot: forty random characters hardly ever hold fewer than twelve kinds."""
    return len(secret) < 40 or len(set(secret)) < 12 or secret.startswith("django-insecure-")


def development_secret(folder: Path) -> str:
    """A secret of this checkout's own, made once, so that development never shares one with the world."""
    file = folder / "secret-key"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(os.urandom(32).hex())
        file.chmod(0o600)
    return file.read_text()
