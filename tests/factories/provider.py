"""An organisation's own sign-in (OpenID Connect), run by the test on this machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

import oidc_provider_mock
import requests
from django.test import Client

IDENTIFIER = "bay-trust"


@dataclass
class Provider:
    address: str

    def knows(self, subject: str, **claims: Any) -> None:
        requests.put(f"{self.address}/users/{quote(subject)}", json=claims, timeout=5).raise_for_status()

    def sign_in(self, client: Client, subject: str, **more: str) -> Any:
        """From the link on our sign-in page, through the provider's page, and back. What we answered."""
        there = client.get(f"/accounts/at/{IDENTIFIER}/", more)
        return client.get(self.answer(there["Location"], sub=subject))

    def answer(self, asked: str, **said: str) -> str:
        """What somebody presses on the provider's page; where it leads."""
        back = requests.post(asked, data=said, allow_redirects=False, timeout=5).headers["Location"]
        parts = urlsplit(back)
        return f"{parts.path}?{parts.query}"


def as_setting(address: str, **more: Any) -> dict[str, Any]:
    """As the setting has it."""
    return {
        "id": IDENTIFIER,
        "name": "Bay Trust",
        "server": address,
        "client_id": "pier",
        "secret": "a secret of theirs and ours",
        **more,
    }


@contextmanager
def running_provider() -> Iterator[Provider]:
    with oidc_provider_mock.run_server_in_thread() as server:
        yield Provider(f"http://localhost:{server.server_port}")
