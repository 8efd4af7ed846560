"""Many streams at once: what their blocks refer to is read together, however many streams there are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model, prefetch_related_objects
from wagtail.blocks import StreamValue
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage

#: What freezing asks of what a block refers to.
KEPT = {AbstractImage: "kept_picture", AbstractDocument: "kept_file"}


def load_streams(streams: Iterable[StreamValue]) -> None:
    """Turn the raw values of all these streams, of one kit, into blocks: each kind of block once.

    Wagtail does the same one stream after another, so that the statements grow with the streams.
    """
    raw: dict[tuple[Any, str], list[tuple[StreamValue, int]]] = defaultdict(list)
    streams = list(streams)
    for stream in streams:
        for place, item in enumerate(stream._raw_data):
            if stream._bound_blocks[place] is None:
                raw[type(stream.stream_block), item["type"]].append((stream, place))
    for (_, name), places in raw.items():
        block = places[0][0].stream_block.child_blocks[name]
        values = block.bulk_to_python([stream._raw_data[place]["value"] for stream, place in places])
        for (stream, place), value in zip(places, values, strict=True):
            number = stream._raw_data[place].get("id")
            stream._bound_blocks[place] = StreamValue.StreamChild(block, value, id=number)
    _load_copies(row for stream in streams for child in stream for row in rows_in(child.value))


def _load_copies(rows: Iterable[Model]) -> None:
    found = list(rows)
    for model, copy in KEPT.items():
        prefetch_related_objects([row for row in found if isinstance(row, model)], copy)


def rows_in(value: Any) -> Iterator[Model]:
    """Everything that a block's value refers to."""
    if isinstance(value, Model):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from rows_in(each)
    elif not isinstance(value, str) and hasattr(value, "__iter__"):
        for each in value:
            yield from rows_in(each)


def texts_in(stream: StreamValue) -> Iterator[str]:
    """All that was typed in it, as stored."""
    for item in stream.raw_data:
        yield from _texts_in(item["value"])


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts_in(each)
