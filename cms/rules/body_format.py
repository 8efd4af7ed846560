"""The frozen form of a body: our own small format, which must be readable for ever."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from cms.rules import formats

FORMAT = 1
WORDS_PER_MINUTE = 180  # careful reading on a phone
SECONDS_PER_PICTURE = 15
SECONDS_PER_REFLECTION = 60
#: Stands in a draft where something cannot be shown. Never in an edition, and visitors do not see it.
MISSING = "missing"

Block = dict[str, Any]
Body = dict[str, Any]

HEADING = re.compile(r"<(h[23])>(.*?)</\1>", re.DOTALL)
MARKUP = re.compile(r"<[^>]+>")
NOT_SAID = {"src", "srcset", "address", "type", "kind", "key", "id"}


def body(blocks: list[Block], **more: Any) -> Body:
    """A body of the format in force, every heading with an id of its own."""
    return {"format": FORMAT, "blocks": with_heading_ids(blocks), **more}


def blocks_of(frozen: Mapping[str, Any]) -> list[Block]:
    """The blocks of a body, by its format, absent meaning 1. Raises UnknownFormat."""
    return formats.read(READERS, frozen, what="a body")


READERS: dict[int, Callable[[Mapping[str, Any]], list[Block]]] = {1: lambda frozen: list(frozen["blocks"])}


def digest_of(value: Any) -> str:
    """The same for the same content, whatever the order of its keys."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def with_heading_ids(blocks: list[Block]) -> list[Block]:
    """Headings get ids made of their words, so that they stay the same while the words do."""
    taken: dict[str, int] = {}

    def name(found: re.Match[str]) -> str:
        wanted = slug_of(MARKUP.sub("", found[2])) or "part"
        taken[wanted] = taken.get(wanted, 0) + 1
        number = f"-{taken[wanted]}" if taken[wanted] > 1 else ""
        return f'<{found[1]} id="{wanted}{number}">{found[2]}</{found[1]}>'

    return [
        {**block, "html": HEADING.sub(name, block["html"])} if block["kind"] == "text" else block
        for block in blocks
    ]


def slug_of(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words.replace("’", "")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-")


def minutes_to_read(blocks: list[Block]) -> int:
    """Suggested from the words, the pictures and the questions to think about; at least one."""
    words = sum(len(MARKUP.sub(" ", text).split()) for block in blocks for text in texts_in(block))
    seconds = words * 60 / WORDS_PER_MINUTE
    seconds += SECONDS_PER_PICTURE * sum(block["kind"] == "picture" for block in blocks)
    seconds += SECONDS_PER_REFLECTION * sum(block["kind"] == "reflection" for block in blocks)
    return max(1, round(seconds / 60))


def is_whole(body: Mapping[str, Any]) -> bool:
    """Whether nothing is missing in it."""
    return all(block["kind"] != MISSING for block in body.get("blocks", []))


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from texts_in(each)
    elif isinstance(value, dict) and value.get("kind") != "sources":
        for key, each in value.items():
            if key not in NOT_SAID:
                yield from texts_in(each)


def sources_in(blocks: list[Block]) -> list[dict[str, Any]]:
    """The sources that key facts rest on, each once, in order."""
    found = {digest_of(block["source"]): block["source"] for block in blocks if block.get("source")}
    return list(found.values())
