"""The file system as broker: a message is there whole, or not at all."""

import os
import resource
import threading
from queue import Empty

import pytest
from celery import Celery
from celery.beat import ScheduleEntry
from celery.schedules import schedule
from django.conf import settings
from kombu import Connection
from kombu.exceptions import ChannelError

from lms.celery import app as current_app  # which puts our transport in place
from lms.core import broker
from lms.core.beat import MOST_WAITING, Scheduler
from lms.core.broker import is_full

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


def test_a_full_disk_leaves_nothing_half_behind(channel, tmp_path):
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(ChannelError):
            channel._put("pier", {"words": "x" * 5000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert list((tmp_path / "queue").iterdir()) == []


@pytest.fixture
def site(tmp_path):
    """The site's own Celery app, over folders of the test's."""
    folders = {name: str(tmp_path / name) for name in ("data_folder_in", "control_folder")}
    for folder in folders.values():
        os.mkdir(folder)
    options = folders | {"data_folder_out": folders["data_folder_in"]}
    app = Celery("a site", broker="filesystem://", broker_transport_options=options)
    app.conf.task_routes = settings.CELERY_TASK_ROUTES
    app.conf.task_ignore_result = True
    yield app, tmp_path / "data_folder_in"
    app.close()


def test_beat_without_a_worker_stops_ringing(site):
    app, folder = site
    scheduler = Scheduler(app, schedule_filename=str(folder.parent / "beat"), lazy=True)
    entry = ScheduleEntry("sweep", "core.sweep", schedule=schedule(1), app=app, options={"expires": 5})

    for _ in range(100):
        scheduler.apply_async(entry, advance=False)

    assert len(list(folder.iterdir())) == MOST_WAITING


def test_the_sweep_hands_nothing_more_to_a_queue_that_nobody_takes_from(site, monkeypatch):
    app, _ = site
    assert not is_full(app, "core.send_mail", most=2)
    for _ in range(3):
        app.send_task("core.send_mail", kwargs={"pk": 1, "attempt": 0})

    assert is_full(app, "core.send_mail", most=2)
    assert not is_full(app, "certificates.draw", most=2)


def test_mails_and_the_sweep_keep_nobody_waiting_and_wait_for_nobody():
    """A worker that is told nothing takes sweeps and work; mails have one of their own."""
    queue, app = settings.CELERY_TASK_DEFAULT_QUEUE, current_app
    goes_to = {
        task: app.amqp.router.route({}, task)["queue"].name
        for task in ("core.send_mail", "core.sweep", "certificates.draw", "core.tell_again")
    }

    assert goes_to == {
        "core.send_mail": f"{queue}.mail",
        "core.sweep": f"{queue}.sweep",
        "certificates.draw": queue,
        "core.tell_again": queue,
    }
    assert {each.name for each in settings.CELERY_TASK_QUEUES} == {queue, f"{queue}.sweep"}


def test_a_table_that_is_being_made_is_waited_for(channel, tmp_path):
    table = tmp_path / "control" / "pier.exchange"
    table.touch()
    threading.Timer(0.1, table.write_text, ['[["pier", "", "pier"]]']).start()

    assert [each.queue for each in channel.get_table("pier")] == ["pier"]


def test_a_connection_that_was_closed_for_good_is_not_met_again(site):
    """Beat once met it each second after a broker came back, and never rang again."""
    app, _ = site
    with app.pool.acquire(block=True) as connection:
        connection._close()

    assert not is_full(app, "core.send_mail", most=2)
