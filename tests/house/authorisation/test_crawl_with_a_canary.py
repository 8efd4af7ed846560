"""Every address of Wagtail's and allauth's that takes an argument, asked for somebody else's things.

Reads and writes, by everybody who has nothing to do with them: nobody is shown a word of the course, and
nothing of it changes.
"""

import re
from collections.abc import Iterator
from itertools import product

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from courses.models.authoring import CoursePage
from courses.models.authoring.question import Question
from tests.factories.authoring import a_course_page
from tests.house.authorisation.asking import Writes, client_of, told
from tests.house.authorisation.table import Who
from tests.house.authorisation.world import CANARY, a_world

pytestmark = pytest.mark.django_db
WORDS = f"{CANARY} of a course"
#: Whoever may write courses may look at others' where their authors let them: tests/courses/authoring holds
#: those doors one by one. Here: everybody else, and what an author of another course could change.
READERS = (Who.ANONYMOUS, Who.LEARNER, Who.MANAGER, Who.ORGANISATION_ADMINISTRATOR)
TEXTS = {"app_label": "courses", "model_name": "coursepage", "content_type_app_name": "courses"}
TEXTS |= {"content_type_model_name": "lessonpage", "filename": "a.pdf", "slug": "course", "path": "courses/"}
WRITTEN = {"courses_coursepage", "courses_lessonpage", "courses_quizpage", "wagtailcore_page"}
WRITTEN |= {"courses_question", "courses_objective", "wagtailcore_revision"}
HOLE = re.compile(r"<(?:\w+:)?(\w+)>")
TAKEN_OVER = {"title": "taken over", "name": "taken over", "slug": "taken-over"}


def patterns(found: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, list[str]]]:
    """Each route of other packages with its converters' names, as one path with {holes}."""
    for each in found:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from patterns(each.url_patterns, route)
        elif route.startswith(("cms/", "accounts/", "documents/")):
            yield route, HOLE.findall(route)


def paths(pks: list[int]) -> list[str]:
    filled = set()
    for (route, names), pk in product(patterns(get_resolver().url_patterns), pks):
        if names and "(" not in route:
            filled.add("/" + HOLE.sub(lambda hole, pk=pk: str(TEXTS.get(hole[1], pk)), route))
    return sorted(filled)


@pytest.fixture
def world():
    made = a_world()
    made.page = a_course_page(by=made.people[Who.AUTHOR], title=WORDS, summary=WORDS, questions=1)
    made.paths = paths([made.page.pk, Question.objects.first().pk])
    return made


def ask(client: Client, path: str, method: str) -> tuple[str, int, set[str]]:
    """What was said, with which status, and which tables were written to; undone again."""
    writes = Writes()
    with transaction.atomic(), connection.execute_wrapper(writes):
        answer = getattr(client, method)(path, TAKEN_OVER if method == "post" else {})
        text = "" if answer.streaming else told(answer)
        transaction.set_rollback(True)
    return text, answer.status_code, writes.tables


def test_the_crawl_finds_the_words_where_its_author_asks(world):
    client = client_of(Who.AUTHOR, world)
    client.raise_request_exception = False

    assert sum(WORDS in ask(client, path, "get")[0] for path in world.paths) > 5


@pytest.mark.parametrize("who", READERS)
def test_nobody_reads_or_changes_a_course_that_is_not_theirs_to_write(who, world):
    assert len(world.paths) > 150
    client = client_of(who, world)
    client.raise_request_exception = False
    shown, broken, changed = [], [], []
    for path, method in product(world.paths, ("get", "post")):
        text, status, tables = ask(client, path, method)
        if WORDS in text:
            shown.append(f"{method} {path}")
        if status >= 500:
            broken.append(f"{method} {path}: {status}")
        if tables & WRITTEN:
            changed.append(f"{method} {path}: {tables & WRITTEN}")

    assert (shown, broken, changed) == ([], [], [])


def test_an_author_of_another_course_changes_nothing_of_it(world):
    client = client_of(Who.OTHER_AUTHOR, world)
    client.raise_request_exception = False
    before = CoursePage.objects.get(pk=world.page.pk)
    of_the_page = [path for path in world.paths if f"/{world.page.pk}/" in path]
    changed = []
    for path in of_the_page:
        with transaction.atomic():
            client.post(path, {"title": "taken over", "slug": "taken-over"})
            now = CoursePage.objects.filter(pk=world.page.pk).first()
            if now is None or (now.title, now.latest_revision_id, now.live) != (
                before.title,
                before.latest_revision_id,
                before.live,
            ):
                changed.append(path)
            transaction.set_rollback(True)

    assert changed == []
