"""The file system as broker: a message is there whole, or not at all."""

import os
import threading
from queue import Empty

import pytest
from kombu import Connection

import lms.celery  # noqa: F401 - puts our transport in place
from lms.core import broker

MESSAGES = 300


@pytest.fixture
def channel(tmp_path):
    folders = {name: str(tmp_path / name) for name in ("queue", "control")}
    for folder in folders.values():
        os.mkdir(folder)
    options = {
        "data_folder_in": folders["queue"],
        "data_folder_out": folders["queue"],
        "control_folder": folders["control"],
    }
    with Connection("filesystem://", transport_options=options) as connection:
        yield connection.channel()


def test_the_site_uses_it():
    assert Connection("filesystem://").get_transport_cls() is broker.Transport


def test_who_reads_while_another_writes_never_meets_half_a_message(channel):
    sent = [{"number": number, "words": "x" * 5000} for number in range(MESSAGES)]
    writer = threading.Thread(target=lambda: [channel._put("pier", each) for each in sent])
    writer.start()

    received = []
    while writer.is_alive() or len(received) < MESSAGES:
        try:
            received.append(channel._get("pier"))
        except Empty:
            if not writer.is_alive() and len(received) == MESSAGES:
                break

    writer.join()
    assert sorted(each["number"] for each in received) == list(range(MESSAGES))


def test_the_oldest_message_comes_first(channel):
    for number in range(3):
        channel._put("pier", {"number": number})

    assert [channel._get("pier")["number"] for _ in range(3)] == [0, 1, 2]


def test_a_queue_gets_its_own_messages_only(channel):
    channel._put("pier.mail", {"number": 1})

    with pytest.raises(Empty):
        channel._get("pier")
    assert channel._get("pier.mail") == {"number": 1}


def test_a_table_that_is_being_made_is_waited_for(channel, tmp_path):
    table = tmp_path / "control" / "pier.exchange"
    table.touch()
    threading.Timer(0.1, table.write_text, ['[["pier", "", "pier"]]']).start()

    assert [each.queue for each in channel.get_table("pier")] == ["pier"]
