"""The file system as broker, for a site that has nothing but Python.

Kombu's own makes a message's file before it fills it. A worker that looks in that instant reads an empty file
and ends (“Unrecoverable error”), and with it the site. Here a message appears whole, or not at all.
"""

import contextlib
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.encoding import str_to_bytes
from kombu.utils.json import dumps

MOST_MESSAGES = 1000  # of a queue that nobody takes from
MOST_LOOKS = 100
SECONDS_BETWEEN_LOOKS = 0.02


def is_full(app: Any, task_name: str, *, most: int = MOST_MESSAGES) -> bool:
    """Whether so many messages wait where this task's go that nobody can be taking them."""
    queue = app.amqp.router.route({}, task_name)["queue"].name
    # Its own, for the moment: a pool hands out again what was closed for good while the broker was away.
    with app.connection_for_write() as connection, connection.channel() as channel:
        try:
            return int(channel.queue_declare(queue, passive=True).message_count) >= most
        except connection.channel_errors:  # there is no such queue yet
            return False


class Channel(filesystem.Channel):
    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]
        """Written beside under a name that nobody looks for, then renamed. Oldest first, by name."""
        whole = Path(self.data_folder_out) / f"{time.time_ns()}_{uuid.uuid4()}.{queue}.msg"
        part = whole.with_name(f"{whole.name}.part")
        try:
            part.write_bytes(str_to_bytes(dumps(payload)))
            part.rename(whole)
        except OSError as error:
            with contextlib.suppress(OSError):
                part.unlink()  # a full disk is no fuller for having tried
            raise ChannelError(f"Cannot add {whole} to the queue") from error

    def get_table(self, exchange: str) -> Any:
        return _once_it_is_whole(lambda: super(Channel, self).get_table(exchange))

    def _queue_bind(self, *binding: Any) -> None:
        _once_it_is_whole(lambda: super(Channel, self)._queue_bind(*binding))


def _once_it_is_whole(read: Callable[[], Any]) -> Any:
    """Look again while another process that starts just now has made the file and not yet filled it."""
    for _ in range(MOST_LOOKS):
        try:
            return read()
        except ValueError:
            time.sleep(SECONDS_BETWEEN_LOOKS)
    return read()


class Transport(filesystem.Transport):
    Channel = Channel
