"""The file system as broker, for a site that has nothing but Python.

Kombu's own makes a message's file before it fills it. A worker that looks in that instant reads an empty file
and ends (“Unrecoverable error”), and with it the site. Here a message appears whole, or not at all.
"""

import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.encoding import str_to_bytes
from kombu.utils.json import dumps

MOST_LOOKS = 100
SECONDS_BETWEEN_LOOKS = 0.02


class Channel(filesystem.Channel):
    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]
        """Written beside under a name that nobody looks for, then renamed. Oldest first, by name."""
        whole = Path(self.data_folder_out) / f"{time.time_ns()}_{uuid.uuid4()}.{queue}.msg"
        part = whole.with_name(f"{whole.name}.part")
        try:
            part.write_bytes(str_to_bytes(dumps(payload)))
            part.rename(whole)
        except OSError as error:
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
