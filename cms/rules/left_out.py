"""What a text does not keep: one list, for the server and for the script beside the editor.

Each kind is recognised by selectors that a browser understands, of the simplest sort (``tag``, or
``[name*='part']``, or both together), and by the names that the editor itself has for it.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

SELECTOR = re.compile(r"^([\w:-]*)(?:\[([\w-]+)\*='([^']+)'\])?$")
Attributes = list[tuple[str, str | None]]


@dataclass(frozen=True)
class Kind:
    """Something that is left out, in words."""

    words: str
    selectors: tuple[str, ...] = ()
    of_editor: tuple[str, ...] = ()  # names of styles, blocks and entities
    pasted: tuple[str, ...] = ()  # what a text may hold, and pasting brings along only in part

    def is_met_in(self, tag: str, attributes: Attributes) -> bool:
        return any(_matches(selector, tag, attributes) for selector in self.selectors)


RAISED = ("[style*='vertical-align:super']", "[style*='vertical-align: super']")
LOWERED = ("[style*='vertical-align:sub']", "[style*='vertical-align: sub']")
KINDS = (
    Kind("a table (use the Table block)", ("table",)),
    Kind("a picture (use the Picture block)", ("img", "v:imagedata"), ("IMAGE",)),
    Kind("underlining", ("u", "[style*='underline']"), ("UNDERLINE",)),
    Kind("crossed-out text", ("s", "strike", "del", "[style*='line-through']"), ("STRIKETHROUGH",)),
    Kind("tracked changes", ("ins",)),
    Kind("a heading of the first level", (), ("header-one",)),
    Kind("small headings", ("h4", "h5", "h6"), ("header-four", "header-five", "header-six")),
    Kind("raised text", RAISED, (), ("sup",)),
    Kind("lowered text", LOWERED, (), ("sub",)),
    Kind("an indented quotation (use the Quotation block)", ("blockquote",), ("blockquote",)),
    Kind("typewriter text", ("code", "pre", "kbd", "tt"), ("CODE", "KEYBOARD", "code-block")),
    Kind("highlighting", ("mark", "[style*='background']"), ("MARK",)),
    Kind("small text", ("small",), ("SMALL",)),
    Kind("a line across", ("hr",), ("HORIZONTAL_RULE",)),
    Kind("footnotes", ("a[href*='_ftn']", "a[href*='_edn']")),
    Kind("reviewers’ comments", ("a[href*='_msocom']", "[class*='MsoComment']")),
    Kind("something embedded from another site", ("iframe", "object", "embed"), ("EMBED",)),
    Kind("a video", ("video",)),
    Kind("a sound", ("audio",)),
    Kind("a script", ("script",)),
    Kind("a form", ("form", "input", "textarea", "select")),
    Kind("fonts and colours", ("font", "[style*='color']", "[style*='font-family']")),
)
OF_EDITOR = {name: kind.words for kind in KINDS for name in kind.of_editor}


def for_the_script() -> list[list[str]]:
    """[selector, words], as a browser takes them."""
    every = [(kind, (*kind.selectors, *kind.pasted)) for kind in KINDS]
    return [[", ".join(_as_css(each) for each in found), kind.words] for kind, found in every if found]


def dropped_from(html: str) -> list[str]:
    """In words, each once, in the order met."""
    found = _Found()
    found.feed(html)
    found.close()
    return list(dict.fromkeys(found.words))


def left_out_of(values: Iterable[str]) -> list[str]:
    """In words, each once. ``values`` are a form's fields; those that hold no rich text are passed over."""
    found: list[str] = []
    for value in values:
        content = _content(value)
        if content is not None:
            found += _left_out(content)
        elif "<o:p" in value or "mso-" in value:
            found += dropped_from(value)
    return list(dict.fromkeys(found))


class _Found(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self.words += [kind.words for kind in KINDS if kind.is_met_in(tag, attrs)]


def _matches(selector: str, tag: str, attributes: Attributes) -> bool:
    found = SELECTOR.match(selector)
    if found is None:
        raise ValueError(f"{selector} is no selector of the simplest sort.")
    wanted, name, part = found.groups()
    if wanted and wanted != tag:
        return False
    return name is None or any(key == name and part in (value or "") for key, value in attributes)


def _as_css(selector: str) -> str:
    return selector.replace(":", "\\:") if selector.startswith("v:") else selector


def _content(value: str) -> dict[str, Any] | None:
    if not value.startswith("{"):
        return None
    try:
        content = json.loads(value)
    except ValueError:
        return None
    return content if isinstance(content, dict) and "blocks" in content else None


def _left_out(content: dict[str, Any]) -> list[str]:
    names: list[str] = []
    for block in content["blocks"] or []:
        names.append(block.get("type", ""))
        names += [span.get("style", "") for span in block.get("inlineStyleRanges") or []]
    names += [entity.get("type", "") for entity in (content.get("entityMap") or {}).values()]
    return [OF_EDITOR[name] for name in names if name in OF_EDITOR]
