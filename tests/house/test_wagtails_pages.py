"""Every page of Wagtail's that speaks of one of our things answers, whatever it is asked for: none breaks."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from wagtail.models import Page

from cms.actions import publish_news, publish_resource
from courses.models.authoring import Question
from lms.people.models import RoleHolding
from tests.factories import NOON, TODAY
from tests.factories.authoring import a_course_page
from tests.factories.cms import a_document, a_picture, a_site, a_source
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db

OF_A_PAGE = ("page_id", "parent_page_id", "page_to_move_id", "page_pk")
NUMBERS = 10**30
WORDS = {
    "action": "delete",
    "action_name": "copy",
    "app_label": "courses",
    "app_name": "courses",
    "content_type_app_name": "courses",
    "content_type_model_name": "lessonpage",
    "filter_spec": "width-100",
    "model_name": "coursepage",
    "revision_id_a": "earliest",
    "revision_id_b": "latest",
}


@pytest.fixture
def client() -> Client:
    administrator = a_person("Ada Admin", is_superuser=True)
    RoleHolding.objects.create(user=administrator, role="network-administrator", granted_at=NOON)
    client = Client()
    client.force_login(administrator)
    return client


def addresses() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Name and arguments of each that takes some and is not ours."""

    def walk(patterns: list[Any], before: str, space: str, taken: tuple[str, ...]) -> Any:
        for pattern in patterns:
            names = (*taken, *(pattern.pattern.converters or pattern.pattern.regex.groupindex))
            if isinstance(pattern, URLResolver):
                inside = f"{space}{pattern.namespace}:" if pattern.namespace else space
                yield from walk(pattern.url_patterns, before + str(pattern.pattern), inside, names)
            elif names and before.startswith("cms/") and pattern.name and not space.startswith("authoring:"):
                yield f"{space}{pattern.name}", names

    return walk(get_resolver().url_patterns, "", "", ())


def objects(kind: str) -> list[int]:
    """What its first number may stand for: of pages, one of each kind."""
    pages = list({page.content_type_id: page.pk for page in Page.objects.order_by("path")}.values())
    if kind in OF_A_PAGE or kind == "wagtailadmin_pages":
        return pages
    return {
        "questions": [question.pk for question in Question.objects.order_by("pk")[:1]],
        "sources": [a_source().pk],
        "image_id": [a_picture().pk],
        "document_id": [a_document().pk],
        "doc_id": [a_document().pk],
    }.get(kind, [1])


def arguments(name: str, taken: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    first = next((each for each in taken if each not in WORDS), None)
    space = name.split(":")[0]
    kind = "questions" if space.startswith("questions") else space if first == "pk" else first or ""
    for number in objects(kind) if first else [0]:
        page = Page.objects.filter(pk=number).first()
        others = {
            "revision_id": (page.latest_revision_id if page else None) or 1,
            "destination_id": Page.objects.order_by("path")[1].pk,
        }
        yield {each: WORDS.get(each, others.get(each, number)) for each in taken}


def broken(client: Client, name: str, values: dict[str, Any]) -> list[str]:
    found = []
    for method in ("get", "post"):
        with transaction.atomic():
            try:
                status = getattr(client, method)(reverse(name, kwargs=values)).status_code
            except Exception as problem:  # whatever it is, it would be an error page
                status = f"{type(problem).__name__} {problem}"
            transaction.set_rollback(True)
        if not isinstance(status, int) or status >= 500:
            found.append(f"{method} {name} {values}: {status}")
    return found


def everything() -> None:
    a_site()
    publish_news(title="New", lead="", html="<p>New.</p>", on=TODAY, by=None)
    publish_resource(title="A sheet", lead="", body=[("text", "<p>Words.</p>")], by=None)
    a_course_page(questions=1)


NAMES = sorted(addresses())


@pytest.mark.parametrize("space", sorted({name.split(":")[0] for name, _ in NAMES}))
def test_none_breaks_on_anything_of_ours(client, space):
    everything()

    assert [
        complaint
        for name, taken in NAMES
        if name.split(":")[0] == space
        for values in arguments(name, taken)
        for complaint in broken(client, name, values)
    ] == []


def test_none_breaks_on_a_number_that_no_database_holds(client):
    everything()

    assert [
        complaint
        for name, taken in NAMES
        for complaint in broken(client, name, {each: WORDS.get(each, NUMBERS) for each in taken})
    ] == []
