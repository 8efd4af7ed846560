"""What programs look for at agreed addresses."""

from datetime import UTC, datetime, timedelta

import pytest

pytestmark = pytest.mark.django_db


def test_search_engines_are_kept_from_what_is_not_public_and_from_nothing_else(client):
    answer = client.get("/robots.txt")

    assert answer["Content-Type"].startswith("text/plain")
    lines = answer.text.splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /record/" in lines
    assert not any(path in answer.text for path in ("/courses/", "/verify/", "Disallow: /\n"))


def test_whoever_finds_a_weakness_is_told_whom_to_write_to(client, settings):
    answer = client.get("/.well-known/security.txt")

    said = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert said["Contact"] == f"mailto:{settings.SUPPORT_EMAIL}"
    assert said["Canonical"] == f"{settings.SITE_URL}/.well-known/security.txt"
    left = datetime.fromisoformat(said["Expires"]) - datetime.now(UTC)
    assert timedelta(days=30) < left < timedelta(days=365)
