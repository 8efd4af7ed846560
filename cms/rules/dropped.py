"""What the editor's own filter leaves out of a text, told from what the browser sent."""

import json
from collections.abc import Iterable
from typing import Any

from cms.rules.clean_html import dropped_from

STYLES = {
    "UNDERLINE": "underlining",
    "STRIKETHROUGH": "crossed-out text",
    "SUPERSCRIPT": "raised text",
    "SUBSCRIPT": "lowered text",
    "CODE": "typewriter text",
    "MARK": "highlighting",
    "KEYBOARD": "typewriter text",
    "SMALL": "small text",
}
BLOCKS = {
    "header-one": "a heading of the first level",
    "header-four": "small headings",
    "header-five": "small headings",
    "header-six": "small headings",
    "blockquote": "an indented quotation (use the Quotation block)",
    "code-block": "typewriter text",
}
ENTITIES = {
    "IMAGE": "a picture (use the Picture block)",
    "EMBED": "something embedded from another site",
    "HORIZONTAL_RULE": "a line across",
}


def dropped_from_sent(values: Iterable[str]) -> list[str]:
    """In words, each once. ``values`` are a form's fields; those that hold no rich text are passed over."""
    found: list[str] = []
    for value in values:
        content = _content(value)
        if content is not None:
            found += _dropped(content)
        elif "<o:p" in value or "mso-" in value:
            found += dropped_from(value)
    return list(dict.fromkeys(found))


def _content(value: str) -> dict[str, Any] | None:
    if not value.startswith("{"):
        return None
    try:
        content = json.loads(value)
    except ValueError:
        return None
    return content if isinstance(content, dict) and "blocks" in content else None


def _dropped(content: dict[str, Any]) -> list[str]:
    found = []
    for block in content["blocks"] or []:
        found.append(BLOCKS.get(block.get("type", "")))
        found += [STYLES.get(span.get("style", "")) for span in block.get("inlineStyleRanges") or []]
    entities = (content.get("entityMap") or {}).values()
    found += [ENTITIES.get(entity.get("type", "")) for entity in entities]
    return [words for words in found if words]
