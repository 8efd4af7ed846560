"""A course written down as a manuscript becomes pages that say all of it."""

from io import BytesIO

import pytest

from courses.actions.authoring import write_course
from courses.activities.lesson.page import LessonPage
from tests.factories import NOON, TODAY
from tests.factories.authoring import a_manuscript, a_trainer
from tests.factories.pictures import a_drawing

pytestmark = pytest.mark.django_db

BLOCKS = [
    {"kind": "text", "html": "<p>Some words.</p>"},
    {"kind": "picture", "file": "an-orange.png", "alt": "An orange on teal", "caption": "As they grow"},
    {"kind": "download", "file": "plan.pdf", "title": "A plan to print"},
    {
        "kind": "table",
        "header": ["Age", "What"],
        "rows": [["0–1", "Gaze"], ["1–2", "Words"]],
        "caption": "When",
    },
    {"kind": "key_fact", "text": "A figure.", "source": "s"},
    {
        "kind": "vignette",
        "title": "Amira",
        "html": "<p>She cries.</p>",
        "questions": ["And you?"],
        "teaching_point": "Wait.",
    },
    {"kind": "do_dont", "do": ["Wait"], "dont": ["Rush"]},
    {"kind": "quotation", "text": "There is no such thing as a baby.", "attribution": "A paediatrician"},
    {"kind": "reflection", "prompt": "Whom did you think of?"},
    {"kind": "content_note", "text": "Speaks of loss."},
]


def read(name):
    if name.endswith(".pdf"):
        return b"%PDF-1.4 a plan"
    content = BytesIO()
    a_drawing().save(content, "PNG")
    return content.getvalue()


def bytes_of(upload):
    with upload.file.open("rb") as file:
        return file.read()


@pytest.fixture
def lesson():
    manuscript = a_manuscript()
    manuscript["modules"][0]["lessons"][0]["blocks"] = BLOCKS
    manuscript["sources"][0] |= {"address": "https://example.org/key-concepts"}
    write_course(manuscript, read=read, by=a_trainer(), at=NOON)
    return LessonPage.objects.get()


def test_every_kind_of_block_says_what_was_written(lesson):
    values = {block.block_type: block.value for block in lesson.body}

    assert list(values) == [block["kind"] for block in BLOCKS]
    picture, download, table = values["picture"], values["download"], values["table"]
    assert (picture["alt"], picture["caption"]) == ("An orange on teal", "As they grow")
    assert (picture["image"].title, picture["image"].width) == ("An orange", 600)
    assert bytes_of(picture["image"]) == read("an-orange.png")
    assert (download["title"], download["document"].title) == ("A plan to print", "A plan to print")
    assert bytes_of(download["document"]) == b"%PDF-1.4 a plan"
    assert table.caption == "When"
    assert [column["heading"] for column in table.columns] == ["Age", "What"]
    assert [[str(cell) for cell in row] for row in table.rows] == [["0–1", "Gaze"], ["1–2", "Words"]]
    assert (values["key_fact"]["text"], values["key_fact"]["source"].title) == ("A figure.", "Key concepts")
    vignette = values["vignette"]
    assert (vignette["title"], vignette["teaching_point"]) == ("Amira", "Wait.")
    assert "She cries." in str(vignette["story"])
    assert list(vignette["questions"]) == ["And you?"]
    assert (list(values["do_dont"]["do"]), list(values["do_dont"]["dont"])) == (["Wait"], ["Rush"])
    assert values["quotation"]["text"] == "There is no such thing as a baby."
    assert values["quotation"]["attribution"] == "A paediatrician"
    assert values["reflection"]["prompt"] == "Whom did you think of?"
    assert values["content_note"]["text"] == "Speaks of loss."


def test_what_is_not_said_is_empty():
    manuscript = a_manuscript()
    manuscript["modules"][0]["lessons"][0]["blocks"] = [
        {"kind": "picture", "file": "an-orange.png", "alt": "An orange"},
        {"kind": "quotation", "text": "Wait."},
    ]

    write_course(manuscript, read=read, by=a_trainer(), at=NOON)

    picture, quotation = (block.value for block in LessonPage.objects.get().body)
    assert (picture["caption"], quotation["attribution"]) == ("", "")


def test_a_source_is_written_once_with_its_address_and_the_day_it_was_checked(lesson):
    source = next(block.value["source"] for block in lesson.body if block.block_type == "key_fact")

    assert (source.title, source.publisher) == ("Key concepts", "A centre")
    assert (source.address, source.checked_on) == ("https://example.org/key-concepts", TODAY)
    again = a_manuscript()
    again["sources"][0] |= {"address": "https://example.org/key-concepts"}
    write_course(again, read=read, by=a_trainer(), at=NOON)
    assert type(source).objects.filter(title="Key concepts").count() == 1
