"""Asking what must be true: a few offenders at a time, and only of what happened since then if so wished."""

import tracemalloc
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from lms.core import invariants
from lms.core.mail import post
from lms.core.models import OutgoingMail
from tests.factories import NOON

pytestmark = pytest.mark.django_db

NOBODY_DID_IT = "I23w"


def mails_done_by_nobody(many):
    return OutgoingMail.objects.bulk_create(
        OutgoingMail(key=f"mail {number}", to="a@example.org", posted_at=NOON, state="done", done_at=NOON)
        for number in range(many)
    )


def some_of(name, **asked):
    (invariant,) = [each for each in invariants.every() if each.name == name]
    return invariant.some(at=timezone.now(), most=20, **asked)


def test_however_many_break_it_a_few_are_named_and_held():
    mails_done_by_nobody(3000)
    some_of(NOBODY_DID_IT)
    tracemalloc.start()

    assert len(some_of(NOBODY_DID_IT)) == 20

    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 1_000_000


def test_a_queryset_of_offenders_is_asked_for_a_few(django_assert_num_queries):
    mails_done_by_nobody(100)
    asked = invariants.Invariant("x", "", lambda at: OutgoingMail.objects.all())

    with django_assert_num_queries(1) as queries:
        assert len(asked.some(at=NOON, most=20)) == 20

    assert "LIMIT 20" in queries[0]["sql"]


def test_what_happened_before_is_not_asked_about():
    (mail,) = mails_done_by_nobody(1)
    OutgoingMail.objects.update(made_at=NOON)

    assert some_of(NOBODY_DID_IT, since=NOON) == [mail]
    assert some_of(NOBODY_DID_IT, since=NOON + timedelta(seconds=1)) == []


@pytest.mark.parametrize(
    "since", [None, "2026-11-22", "2026-11-23T11:00", "2026-11-23T11:00+00:00", "90000h"]
)
def test_the_command_names_what_does_not_hold(capsys, since):
    mails_done_by_nobody(21)
    OutgoingMail.objects.update(made_at=NOON)

    with pytest.raises(CommandError, match="1 of"):
        call_command("check_invariants", since=since)

    said = capsys.readouterr().out
    assert NOBODY_DID_IT in said
    assert "and perhaps more" in said


def test_the_command_says_when_all_hold(capsys):
    post(to="a@example.org", subject="", text="", key="k", at=NOON)

    call_command("check_invariants", since="24h")

    assert "hold." in capsys.readouterr().out


@pytest.mark.parametrize("since", ["yesterday", "2026-13-45"])
def test_a_moment_that_is_none_is_said(since):
    with pytest.raises(CommandError, match="is no moment"):
        call_command("check_invariants", since=since)
