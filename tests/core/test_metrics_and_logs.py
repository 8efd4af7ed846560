"""What machines watch: figures for Prometheus, and lines of JSON with the number of the request."""

import json
import os
import subprocess
import sys
from uuid import UUID

import pytest
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from lms.core.models import OutgoingMail
from lms.core.work import kinds

TOKEN = "a-token-drawn-by-lot-0123456789-abcdefghij"
ASK = """
import django
django.setup()
from django.test import Client
answer = Client().get("/healthz", headers={"X-Request-ID": "asked-from-outside"})
assert answer.status_code == 200
"""


@pytest.fixture
def figures(client, settings, db):
    settings.METRICS_TOKEN = TOKEN

    def ask():
        answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
        assert answer.status_code == 200
        return {
            (sample.name, sample.labels["kind"]): sample.value
            for family in text_string_to_metric_families(answer.text)
            for sample in family.samples
        }

    return ask


def a_mail(number, **fields):
    return OutgoingMail.objects.create(
        key=str(number), to="a@example.org", subject="s", posted_at=timezone.now(), **fields
    )


def test_they_say_how_much_waits_and_how_much_has_stopped(figures):
    for number in range(3):
        a_mail(number)
    a_mail(3, state="stopped")
    a_mail(4, held_since=timezone.now())

    said = figures()

    assert said["pier_work_waiting", "core.outgoingmail"] == 4
    assert said["pier_work_held", "core.outgoingmail"] == 1
    assert said["pier_work_stopped", "core.outgoingmail"] == 1
    assert said["pier_work_oldest_seconds", "core.outgoingmail"] >= 0
    assert {kind for _, kind in said} == {kind._meta.label_lower for kind in kinds}


def test_they_take_one_statement_for_each_kind_of_work(figures, django_assert_num_queries):
    with django_assert_num_queries(len(kinds)):
        figures()


@pytest.mark.parametrize("said", ["", f"Bearer {TOKEN[:-1]}", TOKEN, "Bearer ", "Basic x", "Bearer é"])
def test_nobody_reads_them_without_the_token(client, settings, db, said):
    settings.METRICS_TOKEN = TOKEN

    assert client.get("/metrics", headers={"Authorization": said}).status_code == 404


def test_without_a_token_there_are_none(client, settings, db):
    settings.METRICS_TOKEN = ""

    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_lines_are_json_with_the_number_of_the_request_and_no_address():
    run = subprocess.run(
        [sys.executable, "-c", ASK],
        env={
            **os.environ,
            "LOG_FORMAT": "json",
            "DJANGO_SETTINGS_MODULE": "lms.settings",
            "PIER_ENV": "test",
        },
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    lines = [json.loads(line) for line in run.stderr.splitlines() if line.startswith("{")]
    finished = [line for line in lines if line["event"] == "request_finished"]

    assert len(finished) == 1
    assert UUID(finished[0]["request_id"]), "and not what somebody outside would have it be"
    assert finished[0]["code"] == 200
    assert not any("ip" in line for line in lines)
