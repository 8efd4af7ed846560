"""Blocks freeze themselves into our own format, which no later change of theirs touches."""

from typing import Any

import pytest

from cms.blocks import ContentKit
from cms.blocks.copies import read_copy
from tests.factories.cms import a_document, a_picture, a_source

pytestmark = pytest.mark.django_db
KIT = ContentKit()


def frozen(*blocks: tuple[str, Any]) -> list[dict[str, Any]]:
    return KIT.freeze(stream(*blocks))


def stream(*blocks: tuple[str, Any]) -> Any:
    return KIT.to_python([{"type": kind, "value": value} for kind, value in blocks])


def test_text_is_cleaned():
    assert frozen(("text", '<p style="color:red">Babies <b>feel</b>.</p><script>x</script>')) == [
        {"kind": "text", "html": "<p>Babies <strong>feel</strong>.</p>"}
    ]


def test_empty_text_is_left_out():
    assert frozen(("text", "<p> </p>"), ("reflection", {"prompt": " "})) == []


def test_a_picture_is_copied_in_two_widths_under_the_digest_of_its_bytes():
    [block] = frozen(("picture", {"image": a_picture().pk, "alt": "Two faces", "caption": "Close"}))

    assert (block["kind"], block["width"], block["height"]) == ("picture", 960, 640)
    assert [part.split()[1] for part in block["srcset"].split(", ")] == ["480w", "960w"]
    assert read_copy(block["src"].removeprefix("/kept/"))


def test_a_small_picture_is_not_enlarged():
    [block] = frozen(("picture", {"image": a_picture(width=300, height=200).pk, "alt": "a", "caption": ""}))

    assert block["width"] == 300


def test_a_deleted_picture_is_said_to_be_missing_and_found():
    picture = a_picture()
    value = stream(("picture", {"image": picture.pk, "alt": "Two faces", "caption": ""}))
    picture.delete()
    value = KIT.to_python(value.get_prep_value())

    assert [block["kind"] for block in KIT.freeze(value)] == ["missing"]
    assert [finding.mend_first for finding in KIT.findings(value)] == [True]


def test_a_picture_without_words_is_to_be_mended_first():
    value = stream(("picture", {"image": a_picture().pk, "alt": "", "caption": ""}))

    assert [finding.mend_first for finding in KIT.findings(value)] == [True]


def test_a_key_fact_takes_its_source_along():
    source = a_source()
    [block] = frozen(("key_fact", {"text": "Trust grows.", "source": source.pk}))

    assert block["source"]["title"] == "Healthy child programme"
    assert block["source"]["checked_on"] == "2026-11-01"


def test_a_download_is_kept_with_its_size():
    [block] = frozen(("download", {"document": a_document().pk, "title": ""}))

    assert (block["title"], block["bytes"], block["type"]) == ("Ten sentences", 28, "TXT")
    assert read_copy(block["src"].removeprefix("/kept/")) == b"You called, and he answered."


def test_a_table_is_its_words():
    table = {
        "columns": [{"type": "text", "heading": ""}, {"type": "text", "heading": "Baby"}],
        "rows": [{"values": ["Whose?", "Hers"]}],
        "caption": "Terms",
    }

    assert frozen(("table", table)) == [
        {"kind": "table", "caption": "Terms", "header": ["", "Baby"], "rows": [["Whose?", "Hers"]]}
    ]


def test_a_vignette_a_list_and_a_quotation():
    blocks = frozen(
        (
            "vignette",
            {
                "title": "Mei",
                "story": "<p>She looks.</p>",
                "questions": ["What now?", ""],
                "teaching_point": "Wait.",
            },
        ),
        ("do_dont", {"do": ["Wait"], "dont": []}),
        ("quotation", {"text": "He grabbed my nose.", "attribution": "A father"}),
        ("content_note", {"text": "Loss."}),
    )

    assert [block["kind"] for block in blocks] == ["vignette", "do-dont", "quotation", "content-note"]
    assert blocks[0]["questions"] == ["What now?"]
    assert blocks[1] == {"kind": "do-dont", "do": ["Wait"], "dont": []}
