"""A database with old rulings is migrated: no fact is rewritten, and what they judge is marked again."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from courses.models import Attempt, Completion, ItemRuling, Remarking
from lms.core import append_only, invariants
from tests.clones import database, template  # noqa: F401 - fixtures
from tests.factories import NOON
from tests.factories.courses import a_quiz_body, an_edition, an_item
from tests.factories.learning import an_open_attempt, answer_all, submit
from tests.factories.rulings import do_the_marking

pytestmark = pytest.mark.usefixtures("database")
NEW = ("courses", "0006_rulings_by_digest")
RULING = """
    INSERT INTO courses_itemruling
        (course_id, edition_number, item_key, kind, option_key, reason, made_at, made_by_id)
    VALUES (%s, 1, %s, 'accept-also', %s, '', %s, %s)
"""


def migrate(*targets):
    executor = MigrationExecutor(connection)
    executor.migrate(list(targets) or executor.loader.graph.leaf_nodes())
    append_only.install()


def the_one_before():
    node = MigrationExecutor(connection).loader.graph.node_map[NEW]
    return [parent.key for parent in node.parents if parent.key[0] == "courses"]


def as_stored(key):
    return key if connection.vendor == "postgresql" else key.replace("-", "")


def test_old_rulings_stay_and_what_they_judge_is_marked_again():
    item = an_item()
    edition = an_edition(lessons=0, quiz=a_quiz_body([item]))
    missed, passed = an_open_attempt(edition=edition), an_open_attempt(edition=edition)
    answer_all(missed, right=False)
    answer_all(passed)
    submit(missed)
    submit(passed)
    wrong = next(option["key"] for option in item["options"] if not option["right"])
    migrate(*the_one_before())
    with connection.cursor() as cursor:
        made_at = NOON + timedelta(hours=1)
        values = [
            edition.course_id,
            as_stored(item["key"]),
            as_stored(wrong),
            made_at,
            edition.released_by_id,
        ]
        cursor.execute(RULING, values)

    migrate()

    ruling = ItemRuling.objects.get()
    assert (ruling.format, ruling.edition_number, str(ruling.option_key)) == (1, 1, wrong)
    assert (ruling.item_digest, ruling.alternative, ruling.before) == ("", None, None)
    assert Completion.objects.get().recorded_at is None
    assert Completion.objects.get().known_at == NOON
    assert Remarking.objects.get().activities == [edition.activities.get().pk]
    do_the_marking()
    assert set(Attempt.objects.values_list("passed", flat=True)) == {True}
    broken = {each.name for each, _ in invariants.broken(at=timezone.now())}
    assert broken - {"I10"} == set()
    with pytest.raises(IntegrityError):
        ItemRuling.objects.update(reason="Changed")
