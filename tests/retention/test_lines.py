"""Every table of the database has a line that says for how long it is kept, and why."""

from datetime import date

import pytest
from django.apps import apps
from django.db import connection

from lms.core import append_only
from lms.core.models import AuditEntry
from lms.notices.models import Notice
from lms.people.models import Invitation
from lms.retention import job
from lms.retention.book import Book
from lms.retention.lines import book
from lms.retention.rules import days, years

#: SQLite's own search, which PostgreSQL does without.
ON_SQLITE_ALONE = {name for name in book.lines if name.startswith("modelsearch_indexentry_fts")}


def tables():
    return set(connection.introspection.table_names())


def without_a_line():
    spoken_of = {
        model._meta.db_table for model in apps.get_models(include_auto_created=True) if book.about(model)
    }
    return tables() - spoken_of - set(book.lines)


def model_of(table):
    return next(
        model for model in apps.get_models(include_auto_created=True) if model._meta.db_table == table
    )


@pytest.mark.django_db
def test_every_table_has_a_line():
    assert without_a_line() == set()


@pytest.mark.django_db
def test_a_new_table_without_a_line_is_found():
    connection.cursor().execute("CREATE TABLE courses_new_thing (id integer)")

    assert without_a_line() == {"courses_new_thing"}


def test_kinds_and_parts_of_pages_and_questions_have_the_line_of_what_they_belong_to():
    parts = [
        model for model in apps.get_models() if book.about(model) and model._meta.db_table not in book.lines
    ]

    assert {book.about(model).table for model in parts} == {"wagtailcore_page", "courses_question"}
    assert len(parts) > 10


@pytest.mark.django_db
def test_no_line_speaks_of_a_table_that_is_gone():
    assert set(book.lines) - tables() <= ON_SQLITE_ALONE


def test_a_table_has_one_line():
    written = Book()
    written.kept("a", because="It is.")

    with pytest.raises(ValueError):
        written.leaves("a", after=days(1), since="at", because="It is not.")


def test_every_line_says_why_in_a_sentence():
    assert [line.table for line in book.lines.values() if len(line.because.split()) < 8] == []
    assert [line.table for line in book.lines.values() if not line.because.endswith(".")] == []


@pytest.mark.django_db
def test_of_the_tables_of_facts_three_alone_leave_by_the_nightly_job():
    """None of them is about what somebody learnt: that leaves by erasure alone."""
    leaving = {model_of(rule.table) for rule in book.rules() if not rule.words}
    emptied = {model_of(rule.table) for rule in book.rules() if rule.words}

    assert {model for model in leaving if append_only.is_kept(model)} == {AuditEntry, Notice, Invitation}
    assert [model for model in emptied if append_only.is_kept(model)] == []
    assert {
        model._meta.label for model in leaving if model._meta.app_label in ("courses", "certificates")
    } == {
        "courses.ReadingPosition",
        "certificates.Drawing",
        "courses.Remarking",
    }


def test_what_facts_leave_leaves_in_whole_months():
    kept_for_days = {rule.table for rule in book.rules() if rule.after.days or not rule.after.years}

    assert {"core_auditentry", "notices_notice", "wagtailcore_pagelogentry"} & kept_for_days == set()


@pytest.mark.django_db
def test_every_rule_can_be_asked():
    assert list(job.prospects(night=date(2026, 11, 26))) == []


@pytest.mark.parametrize(
    ("night", "first_kept"),
    [
        (date(2026, 11, 26), date(2020, 11, 1)),
        (date(2026, 11, 1), date(2020, 11, 1)),
        (date(2026, 10, 31), date(2020, 10, 1)),
        (date(2028, 2, 29), date(2022, 2, 1)),
    ],
)
def test_a_month_leaves_once_its_last_day_is_old_enough(night, first_kept):
    assert years(6).first_day_kept(night) == first_kept


def test_days_are_counted_by_the_calendar():
    assert days(90).first_day_kept(date(2026, 3, 1)) == date(2025, 12, 1)
    assert days(0).first_day_kept(date(2026, 3, 1)) == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (years(6), "for 6 years"),
        (years(1), "for 1 year"),
        (days(90), "for 90 days"),
        (days(0), "until they end"),
    ],
)
def test_a_length_is_said_in_words(length, words):
    assert str(length) == words
