"""Cleaning text, naming what was left out, and the frozen form: plain Python."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.rules import body_format
from cms.rules.clean_html import TAGS, clean, cleaned, plain
from cms.rules.left_out import KINDS, dropped_from, for_the_script, left_out_of

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

    assert [block["html"] for block in body_format.with_heading_ids(blocks)] == [
        '<h2 id="a-babys-day">A baby’s day</h2><h3 id="care">Care</h3>',
        '<h2 id="care-2">Care</h2>',
    ]


def test_the_digest_does_not_hang_on_the_order_of_keys():
    assert body_format.digest_of({"a": 1, "b": [2]}) == body_format.digest_of({"b": [2], "a": 1})


def test_minutes_are_suggested_from_the_words():
    text = {"kind": "text", "html": "<p>" + "word " * 900 + "</p>"}

    assert body_format.minutes_to_read([text]) == 5
    assert body_format.minutes_to_read([text, {"kind": "reflection", "prompt": "Think"}]) == 6
    assert body_format.minutes_to_read([]) == 1


def test_each_source_is_named_once():
    source = {"title": "One"}
    facts = [{"kind": "key-fact", "text": str(number), "source": source} for number in range(3)]

    assert body_format.sources_in([*facts, {"kind": "key-fact", "text": "x", "source": None}]) == [source]


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

    assert left_out_of([sent, "plain words", "{not json"]) == [
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


def test_raised_and_lowered_text_is_kept():
    assert cleaned("<p>CO<sub>2</sub> per m<sup>2</sup></p>") == "<p>CO<sub>2</sub> per m<sup>2</sup></p>"
    assert cleaned("m<sup>2</sup><sup> </sup>", inline=True) == "m<sup>2</sup>"
    assert clean("m<sup>2</sup>").dropped == ()
    assert clean('m<span style="vertical-align: super">2</span>').dropped == ("raised text",)


def test_one_list_names_what_is_left_out():
    """The page brings it along for the script, which has none of its own."""
    script = (Path(__file__).parents[2] / "static" / "authoring" / "pasting.js").read_text()
    named = {words for _, words in for_the_script()}

    assert named == {kind.words for kind in KINDS if kind.selectors or kind.pasted}
    assert [words for words in named if words in script] == []
    tags = [(each, kind) for kind in KINDS for each in kind.selectors if "[" not in each]
    assert [each for each, kind in tags if kind.words not in dropped_from(f"<{each}>")] == []


def test_nothing_that_a_text_may_hold_is_said_to_be_left_out():
    everything = "".join(f"<{tag}>x</{tag}>" for tag in sorted(TAGS))

    assert dropped_from(everything) == []
    assert dropped_from('<a href="https://example.org">x</a>') == []


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("What it’s about: Siân & co!", "what-its-about-sian-co"),
        ("a" * 61, "a" * 60),
        ("a" * 60, "a" * 60),
        ("a" * 59 + " b", "a" * 59),
        ("–", ""),
    ],
)
def test_the_id_of_a_heading_is_cut_at_sixty_letters_and_never_ends_in_a_dash(words, slug):
    assert body_format.slug_of(words) == slug


def test_what_a_text_from_elsewhere_lacks_is_no_trouble_and_is_named_nowhere():
    bare = {"blocks": [{"inlineStyleRanges": [{}]}, {"inlineStyleRanges": None}], "entityMap": {"0": {}}}

    assert left_out_of([json.dumps(bare), json.dumps({"blocks": None}), json.dumps({"entityMap": {}})]) == []
    assert left_out_of(['["blocks"]', "<p>mso</p>", '{"blocks"']) == []
    assert left_out_of(["<o:p></o:p><u>x</u>", '<p style="mso-a:b"><s>y</s></p>', "<u>z</u>"]) == [
        "underlining",
        *dropped_from('<p style="mso-a:b"></p>'),
        "crossed-out text",
    ]
