"""What stands around every page: who may keep it, what it may load."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.urls import reverse

from lms.people.models import User
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


def policy_of(answer) -> dict[str, str]:
    parts = [part.strip().partition(" ") for part in answer["Content-Security-Policy"].split(";")]
    return {name: sources for name, _, sources in parts}


def test_pages_for_readers_load_nothing_from_elsewhere_and_nothing_inline(client):
    policy = policy_of(client.get(reverse("account_login")))

    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert not any("unsafe" in sources or "http" in sources for sources in policy.values())


SCRIPT = re.compile(r"<script [^>]*>")
#: Fetched; or words for a script, which no browser runs.
FETCHED = ('<script type="module" src=', "<script defer src=", '<script type="application/json" ')


def test_pages_carry_no_script_or_style_of_their_own(client):
    anonymous = type(client)()
    client.force_login(a_person())
    for visitor, name in (
        (anonymous, "account_login"),
        (anonymous, "account_reset_password"),
        (client, "people:me"),
        (client, "people:who_can_see_me"),
        (client, "account_email"),
    ):
        page = visitor.get(reverse(name)).text
        assert "<style" not in page
        assert ' style="' not in page
        assert "onclick" not in page
        assert [each for each in SCRIPT.findall(page) if not each.startswith(FETCHED)] == []


def test_authoring_may_write_into_its_pages_and_frame_its_own_drafts(client):
    administrator = a_person()
    User.objects.filter(pk=administrator.pk).update(is_superuser=True)
    client.force_login(administrator)

    policy = policy_of(client.get("/cms/"))

    assert "'unsafe-inline'" in policy["script-src"]
    assert policy["frame-ancestors"] == "'self'"


def test_pages_about_a_person_are_kept_by_nobody(client):
    client.force_login(a_person())

    assert "no-store" in client.get(reverse("people:me"))["Cache-Control"]


def test_every_page_says_what_a_browser_should_not_do(client):
    answer = client.get(reverse("account_login"))

    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


def test_production_insists_on_https_for_a_year(tmp_path):
    found = production_settings(
        tmp_path, "SECURE_HSTS_SECONDS", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE"
    )

    assert found == [31_536_000, True, True]


def production_settings(tmp_path, *names: str) -> list[object]:
    """Of a site that started as production."""
    place = {
        "PIER_ENV": "production",
        "PIER_VAR": str(tmp_path),
        "SECRET_KEY": "kettle-moss-viaduct-lantern-otter-gravel-and-more",
        "SITE_URL": "https://learning.example.org",
        "ALLOWED_HOSTS": "learning.example.org",
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        "DEFAULT_FROM_EMAIL": "no-reply@example.org",
        "SUPPORT_EMAIL": "help@example.org",
        "EMAIL_URL": "smtp://127.0.0.1:1",
        "BROKER_URL": "redis://127.0.0.1:1/0",
        "CACHE_URL": "redis://127.0.0.1:1/1",
    }
    asked = (
        f"import json; from lms import settings as s; print(json.dumps([getattr(s, n) for n in {names!r}]))"
    )
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", asked], env={**kept, **place}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


def test_productions_cookies_are_for_this_host_and_https_alone(tmp_path):
    names = production_settings(tmp_path, "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "DEVICE_COOKIE_NAME")

    assert names == ["__Host-sessionid", "__Host-csrftoken", "__Host-device"]
