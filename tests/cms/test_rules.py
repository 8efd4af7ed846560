"""Cleaning text, naming what was left out, and the frozen form: plain Python."""

import json

from hypothesis import given
from hypothesis import strategies as st

from cms.rules import frozen
from cms.rules.clean_html import clean, cleaned, plain
from cms.rules.dropped import dropped_from_sent

FROM_WORD = """<p class=MsoNormal style='mso-margin:0cm'><b><span style='font-family:A'>Serve</span></b><o:p>
</o:p></p><table><tr><td>one</td></tr></table><u>two</u><a href="#_ftn1">[1]</a><img src="file:///c:/a.png">"""


def test_what_word_brings_along_is_left_out_and_named():
    result = clean(FROM_WORD)

    assert result.html.startswith("<p><strong>Serve</strong>")
    assert "table" not in result.html
    assert "img" not in result.html
    assert set(result.dropped) == {
        "a table (use the Table block)",
        "underlining",
        "a picture (use the Picture block)",
        "fonts and colours",
        "footnotes",
    }


def test_clean_text_loses_nothing_and_nothing_is_named():
    text = '<h2>One</h2><p>Babies <em>feel</em>, <a href="https://example.org">see</a>.</p>'

    assert clean(text).html == text
    assert clean(text).dropped == ()


def test_no_link_runs_a_script():
    assert "javascript" not in cleaned('<a href="javascript:alert(1)">x</a>')


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text):
    assert cleaned(cleaned(text)) == cleaned(text)


def test_headings_get_ids_of_their_own():
    blocks = [
        {"kind": "text", "html": "<h2>A baby’s day</h2><h3>Care</h3>"},
        {"kind": "text", "html": "<h2>Care</h2>"},
    ]

    assert [block["html"] for block in frozen.with_heading_ids(blocks)] == [
        '<h2 id="a-babys-day">A baby’s day</h2><h3 id="care">Care</h3>',
        '<h2 id="care-2">Care</h2>',
    ]


def test_the_digest_does_not_hang_on_the_order_of_keys():
    assert frozen.digest_of({"a": 1, "b": [2]}) == frozen.digest_of({"b": [2], "a": 1})


def test_minutes_are_suggested_from_the_words():
    text = {"kind": "text", "html": "<p>" + "word " * 900 + "</p>"}

    assert frozen.minutes_to_read([text]) == 5
    assert frozen.minutes_to_read([text, {"kind": "reflection", "prompt": "Think"}]) == 6
    assert frozen.minutes_to_read([]) == 1


def test_each_source_is_named_once():
    source = {"title": "One"}
    facts = [{"kind": "key-fact", "text": str(number), "source": source} for number in range(3)]

    assert frozen.sources_in([*facts, {"kind": "key-fact", "text": "x", "source": None}]) == [source]


def test_what_the_editor_filters_is_named():
    sent = json.dumps(
        {
            "blocks": [
                {"type": "blockquote", "inlineStyleRanges": [{"style": "UNDERLINE"}, {"style": "BOLD"}]},
                {"type": "unstyled"},
            ],
            "entityMap": {"0": {"type": "IMAGE"}, "1": {"type": "LINK"}},
        }
    )

    assert dropped_from_sent([sent, "plain words", "{not json"]) == [
        "an indented quotation (use the Quotation block)",
        "underlining",
        "a picture (use the Picture block)",
    ]


def test_the_words_alone():
    assert plain("<p>One</p><p>two &amp; three</p>") == "One two &amp; three"


def test_the_same_words_are_the_same_however_they_were_stored():
    """Or a lesson whose title alone was changed in the editor would have to be read again."""
    written = "<p>Wait.</p>\n<ul>\n  <li>One</li> <li>Two <strong>now</strong> </li>\n</ul>"
    edited = "<p>Wait.</p><ul><li>One</li><li>Two <strong>now</strong></li></ul>"

    assert cleaned(written) == cleaned(edited) == edited
