"""What is pasted from a word processor leaves clean text, and what was dropped is said."""

import json

import pytest

from courses.activities.lesson.page import LessonPage
from tests.factories.authoring import a_course_page, a_trainer

pytestmark = pytest.mark.django_db


def content(*blocks: dict, **entities: dict) -> str:
    return json.dumps({"blocks": list(blocks), "entityMap": entities})


def block(text: str, kind: str = "unstyled", styles: tuple[str, ...] = ()) -> dict:
    spans = [{"style": style, "offset": 0, "length": len(text)} for style in styles]
    return {
        "key": "abcde",
        "type": kind,
        "text": text,
        "depth": 0,
        "inlineStyleRanges": spans,
        "entityRanges": [],
    }


def test_the_lesson_keeps_clean_text_and_the_author_is_told(client):
    trainer = a_trainer()
    a_course_page(by=trainer)
    client.force_login(trainer)
    lesson = LessonPage.objects.get()
    pasted = content(block("A title", "header-one"), block("Serve", styles=("BOLD", "UNDERLINE")))

    page = client.post(
        f"/cms/pages/{lesson.pk}/edit/",
        {
            "title": "Serve and return",
            "body-count": "1",
            "body-0-deleted": "",
            "body-0-order": "0",
            "body-0-type": "text",
            "body-0-id": "",
            "body-0-value": pasted,
            "more_sources-TOTAL_FORMS": "0",
            "more_sources-INITIAL_FORMS": "0",
            "more_sources-MIN_NUM_FORMS": "0",
            "more_sources-MAX_NUM_FORMS": "1000",
            "notes": "",
            "minutes": "",
        },
        follow=True,
    )

    assert "Left out: a heading of the first level, underlining." in page.text
    [text] = LessonPage.objects.get().as_drafted().compiled_body()["blocks"]
    assert "<strong>Serve</strong>" in text["html"]
    assert "<u>" not in text["html"]
