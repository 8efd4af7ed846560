"""What a file is called where it is saved, and what the frozen form of a body says of itself."""

import pytest

from cms.rules import body_format
from cms.rules.file_names import file_name
from cms.rules.formats import UnknownFormat


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Ten sentences", "Ten sentences"),
        ("  a/b: c?  “d” – [e] & f+g ", "a b c “d” – [e] & f+g"),
        ("Sia\u0302n", "Siân"),
        ("...hidden. ", "hidden"),
        ("x" * 101, "x" * 100),
        ("x" * 99 + " y", "x" * 99),
        ("<>", ""),
    ],
)
def test_a_file_is_called_as_its_title_says_without_what_a_disk_does_not_take(title, name):
    assert file_name(title) == name


def test_a_body_says_its_format_and_gives_each_heading_an_id_of_its_own():
    text = {"kind": "text", "html": "<h2>One <b>now</b></h2><h3>One now</h3><h3>?</h3><h2>One now</h2>"}
    quoted = {"kind": "quotation", "html": "<h2>Not this</h2>"}

    assert body_format.body([text, quoted], pass_percent=80) == {
        "format": 1,
        "blocks": [
            {
                "kind": "text",
                "html": '<h2 id="one-now">One <b>now</b></h2><h3 id="one-now-2">One now</h3>'
                '<h3 id="part">?</h3><h2 id="one-now-3">One now</h2>',
            },
            quoted,
        ],
        "pass_percent": 80,
    }


def test_a_body_in_a_format_of_later_is_named_and_not_guessed():
    assert body_format.blocks_of({"blocks": [1]}) == [1]
    with pytest.raises(UnknownFormat, match="Nothing here reads a body in format 2"):
        body_format.blocks_of({"format": 2, "blocks": []})


def test_a_body_is_whole_unless_a_block_of_it_is_missing():
    assert body_format.is_whole({})
    assert body_format.is_whole({"blocks": [{"kind": "text"}]})
    assert not body_format.is_whole({"blocks": [{"kind": "text"}, {"kind": "missing"}]})


@pytest.mark.parametrize(
    ("blocks", "minutes"),
    [
        ([], 1),
        ([{"kind": "text", "html": "<p>word</p>" * 180}], 1),
        ([{"kind": "text", "html": "<p>word</p>" * 450}], 2),
        ([{"kind": "text", "html": "<p>word</p>" * 460}], 3),
        ([{"kind": "picture"}] * 8, 2),
        ([{"kind": "reflection"}] * 3, 3),
        ([{"kind": "reflection"}, {"kind": "picture"}, {"kind": "picture"}, {"kind": "text"}], 2),
        ([{"kind": "reflection"}] + [{"kind": "picture"}] * 6, 2),
    ],
)
def test_minutes_are_suggested_from_words_pictures_and_questions_to_think_about(blocks, minutes):
    assert body_format.minutes_to_read(blocks) == minutes


def test_what_is_said_in_a_block_is_found_wherever_it_stands_and_addresses_are_not_said():
    block = {
        "kind": "picture",
        "src": "a",
        "srcset": "b",
        "address": "c",
        "type": "d",
        "key": "e",
        "id": "f",
        "alt": "Two faces",
        "caption": {"html": "Near"},
        "rows": ["one", {"text": "two"}, 3],
    }

    assert list(body_format.texts_in(block)) == ["Two faces", "Near", "one", "two"]
    assert list(body_format.texts_in({"kind": "sources", "text": "A book"})) == []


def test_the_digest_of_something_frozen_stays_what_it_was():
    assert body_format.digest_of({"b": "é", "a": [1, None]}) == (
        "e03c3c1ebb5fccd76e3bd35b9a86169f35e6f1b069645d48ac278175f54c4208"
    )
