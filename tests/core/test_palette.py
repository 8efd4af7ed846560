"""Colours of the style sheet have names, so that dark and high contrast reach every one of them."""

import re

import pytest

from lms.management.commands.compile_styles import BUILD, STATIC
from lms.management.palette import UnnamedColour, name_colours, names

PALETTE = (STATIC / "scss" / "_palette.scss").read_text()
SMALL = '$light: ("ink": #222, "paper": #fafafa,);\n$computed: ("ink": #111111,);'


def test_a_colour_becomes_its_name_however_it_is_written():
    assert name_colours("a{color:#222222;background:#FAFAFA}b{fill:#111}", SMALL) == (
        "a{color:var(--ink);background:var(--paper)}b{fill:var(--ink)}"
    )


def test_a_colour_without_a_name_is_refused():
    with pytest.raises(UnnamedColour, match="#333"):
        name_colours("a{color:#333}", SMALL)


def test_a_colour_may_be_what_a_name_stands_for():
    assert (
        name_colours(".a{--ground: #333;fill:var(--ground)}", SMALL)
        == ".a{--ground: #333;fill:var(--ground)}"
    )


def test_what_only_looks_like_a_colour_is_left_alone():
    assert name_colours("#add{margin:0}a{background:url(x.svg#fade)}", SMALL) == (
        "#add{margin:0}a{background:url(x.svg#fade)}"
    )


def test_two_names_for_one_colour_are_refused():
    with pytest.raises(ValueError, match="same colour"):
        names('$light: ("ink": #222, "text": #222222,);')


def contrast(one, other):
    """WCAG 2.2, relative luminance: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""

    def luminance(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def theme(name):
    block = PALETTE.partition(f"${name}:")[2].partition(");")[0]
    found = re.findall(r'"([a-z-]+)":\s*#([0-9a-f]+)', block)
    return {
        each: "#" + (digits if len(digits) == 6 else "".join(2 * d for d in digits)) for each, digits in found
    }


LIGHT, DARK = theme("light"), theme("light") | theme("dark")
ON_EVERY_GROUND = ["ink", "ink-quiet", "teal", "teal-deep", "clay", "brick", "plum"]
WORDS = {
    "paper": ON_EVERY_GROUND,
    "surface": ON_EVERY_GROUND,
    "sand": ON_EVERY_GROUND,
    "teal-tint": ["ink", "teal", "ink-quiet"],
    "clay-tint": ["ink", "clay"],
    "plum-tint": ["ink", "plum"],
    "honey-tint": ["ink", "honey-deep"],
    "leaf-tint": ["ink", "leaf"],
    "brick-tint": ["ink", "brick"],
    "night": ["on-night", "night-accent"],
    "honey": ["focus-ink"],
    "honey-edge": ["ink"],
    **{each: ["on-strong"] for each in ("teal", "teal-press", "leaf", "brick", "brick-press", "honey-deep")},
}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("word", "ground"), [(word, ground) for ground in WORDS for word in WORDS[ground]])
def test_words_can_be_read_on_their_ground(colours, word, ground):
    assert contrast(colours[word], colours[ground]) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "surface", "sand"])
def test_edges_of_controls_can_be_seen(colours, ground):
    assert contrast(colours["line-strong"], colours[ground]) >= 3


def test_every_name_on_dark_is_one_on_light():
    assert theme("dark").keys() <= theme("light").keys()
    assert theme("light-more").keys() | theme("dark-more").keys() <= theme("light").keys()


def test_the_compiled_sheet_has_a_name_for_every_colour():
    sheet = (BUILD / "site.css").read_text()
    said = re.compile(r"--[a-z-]+: #[0-9a-f]{3,6}\b")  # what a name stands for

    assert "var(--paper)" in sheet
    assert not re.search(r"#[0-9a-f]{3,6}\b(?=[^{}]*\})", said.sub("", sheet))
