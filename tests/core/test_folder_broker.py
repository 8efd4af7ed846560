"""The embedded queue: whoever looks into its folder at any moment finds whole messages only."""

import os
from pathlib import Path

from kombu import Connection

from lms.celery import app
from lms.core import folder_broker


def connection(folder: Path) -> Connection:
    options = {f"data_folder_{way}": str(folder) for way in ("in", "out")}
    return Connection(
        "filesystem://", transport_options=options | {"control_folder": str(folder / "control")}
    )


def test_the_site_uses_it():
    assert app.main == "lms"
    assert Connection("filesystem://").get_transport_cls() is folder_broker.Transport


def test_a_message_has_its_queues_name_only_when_it_is_full(tmp_path, monkeypatch):
    sizes = []

    def replace(source, target):
        sizes.append(Path(source).stat().st_size)
        assert not list(tmp_path.glob("*.msg"))
        rename(source, target)

    rename = os.replace
    monkeypatch.setattr(folder_broker.os, "replace", replace)
    with connection(tmp_path) as ours, ours.SimpleQueue("pier") as queue:
        queue.put({"work": 1})
        assert sizes
        assert all(sizes)
        got = queue.get(timeout=2)
        got.ack()

    assert got.payload == {"work": 1}
