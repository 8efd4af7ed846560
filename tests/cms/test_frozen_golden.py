"""Every past format must render for ever: what was released once is shown to whoever learnt from it."""

import json
from pathlib import Path

import pytest
from django.core.cache import caches

from cms.blocks import ContentKit
from cms.templatetags.bodies import render_body

GOLDEN = Path(__file__).parent / "golden"
PAGES = sorted(GOLDEN.glob("format-*.json"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_body_of_a_past_format_says_everything_it_said(path):
    golden = json.loads(path.read_text())

    html = render_body(path.stem, golden["body"])

    assert [words for words in golden["says"] if words not in html] == []
    assert "None" not in html
    assert " style=" not in html


def test_the_golden_body_has_every_kind_there_is():
    kinds = {block["kind"] for path in PAGES for block in json.loads(path.read_text())["body"]["blocks"]}

    assert kinds >= {name.replace("_", "-") for name in ContentKit().child_blocks} | {"sources", "withdrawn"}


def test_a_body_is_rendered_once_for_everybody():
    caches["rendered"].clear()
    render_body("abc", {"format": 1, "blocks": [{"kind": "text", "html": "<p>One</p>"}]})

    assert "<p>One</p>" in render_body("abc", {"format": 1, "blocks": []})


def test_words_from_authors_are_escaped():
    html = render_body(
        "esc", {"format": 1, "blocks": [{"kind": "reflection", "prompt": "<script>x</script>"}]}
    )

    assert "<script>" not in html
