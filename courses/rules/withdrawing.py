"""Taking a block out of what was released: a wrong helpline, a picture that may not be shown any more."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cms.rules import body_format
from cms.rules.body_format import Block
from cms.rules.clean_html import plain
from courses.rules.compiled import Compiled, CompiledActivity

#: Stands in the place of a block: ``{"kind", "words", "on": iso, "digest": of the block that stood there}``.
WITHDRAWN = "withdrawn"
#: Written by the house itself.
NOT_WRITTEN = {"sources", WITHDRAWN}
MOST_OF_A_BLOCK = 200  # letters, where a block is named


@dataclass(frozen=True)
class ReleasedBlock:
    """A block that can be withdrawn, and what it says in a few words."""

    digest: str
    kind: str
    words: str


def released_blocks(activity: CompiledActivity) -> list[ReleasedBlock]:
    """Of one activity, in order."""
    return [
        ReleasedBlock(body_format.digest_of(block), _called(block), _words(block))
        for block in body_format.blocks_of(activity.body)
        if block["kind"] not in NOT_WRITTEN
    ]


def withdraw(compiled: Compiled, digests: Collection[str], *, words: str, on: date) -> Compiled:
    """The same course with those blocks replaced by a note that says so; ``words`` are the reason."""

    def rest(block: Block) -> Block:
        digest = body_format.digest_of(block)
        if digest not in digests or block["kind"] in NOT_WRITTEN:
            return block
        return {"kind": WITHDRAWN, "words": words, "on": on.isoformat(), "digest": digest}

    return replace(compiled, activities=tuple(_with_blocks(each, rest) for each in compiled.activities))


def coming_back(before: Compiled, after: Compiled) -> Iterator[tuple[CompiledActivity, ReleasedBlock]]:
    """Blocks that were withdrawn from the one and stand in the other as they were."""
    gone = set(_withdrawn(before))
    for activity in after.activities:
        for block in released_blocks(activity):
            if block.digest in gone:
                yield activity, block


def _withdrawn(compiled: Compiled) -> Iterator[str]:
    for activity in compiled.activities:
        for block in body_format.blocks_of(activity.body):
            if block["kind"] == WITHDRAWN:
                yield block["digest"]


def _with_blocks(activity: CompiledActivity, change: Any) -> CompiledActivity:
    blocks = body_format.blocks_of(activity.body)
    changed = [change(block) for block in blocks]
    if changed == blocks:
        return activity
    body = {**activity.body, "blocks": changed}
    return replace(activity, body=body, digest=body_format.digest_of(body))


def _called(block: Block) -> str:
    return str(block["kind"]).replace("-", " ").capitalize()


def _words(block: Block) -> str:
    words = " ".join(filter(None, (plain(text) for text in body_format.texts_in(block))))
    return words if len(words) <= MOST_OF_A_BLOCK else f"{words[: MOST_OF_A_BLOCK - 1]}…"
