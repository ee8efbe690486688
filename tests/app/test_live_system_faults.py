"""What a system of live buses leaves behind when something about it fails."""

import logging
import socket
import threading
import time

import numpy as np
import pytest
from tests.answers.world import NOW, World, build_world

from modugil.answers.open_planner import open_planner
from modugil.app.live_system import LiveSystem
from modugil.core.clock import RunningClock
from modugil.core.errors import CouldNotKeep, SettingsInvalid
from modugil.live.settings import LiveSettings
from modugil.store.journal import Journal
from modugil.store.layout import EXPERIENCE, HISTORY


@pytest.fixture(scope="module")
def towns(tmp_path_factory) -> World:
    return build_world(tmp_path_factory.mktemp("towns"))


@pytest.fixture
def build(towns, tmp_path):
    """Systems on one folder of state; those that a test leaves open are closed."""
    systems = []
    planner = open_planner(towns.folder)

    def build_system(**settings) -> LiveSystem:
        systems.append(
            LiveSystem(
                planner.region,
                settings=LiveSettings(**({"mqtt_port": 0} | settings)),
                state=tmp_path,
                clock=RunningClock(NOW),
                conditions=planner.conditions,
            )
        )
        return systems[-1]

    yield build_system
    for system in systems:
        system.stop()


def live_threads() -> list[str]:
    return [one.name for one in threading.enumerate() if one.name.startswith("live-")]


def assert_is_free(folder) -> None:
    Journal(folder / "journal").close()


def test_a_door_that_cannot_open_leaves_nothing_running(build, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        system = build(mqtt_port=taken.getsockname()[1])
        with pytest.raises(SettingsInvalid, match="cannot be listened to"):
            system.start()
    assert live_threads() == []
    assert_is_free(tmp_path)
    system.stop()


def test_doors_that_cannot_be_meant_leave_the_folder_to_others(build, tmp_path):
    with pytest.raises(SettingsInvalid):
        build(gtfs_rt="no address at all")
    assert_is_free(tmp_path)


def test_one_folder_is_not_for_two(build, tmp_path):
    first = build()
    with pytest.raises(CouldNotKeep, match="Another process"):
        build()
    first.stop()
    assert_is_free(tmp_path)


def test_what_was_learnt_before_outlives_a_system_that_never_read_it(build, tmp_path):
    (tmp_path / EXPERIENCE).write_bytes(b"what was learnt")
    build().stop()
    assert (tmp_path / EXPERIENCE).read_bytes() == b"what was learnt"


def test_history_and_experience_that_cannot_be_read_do_not_keep_buses_from_being_followed(
    build, tmp_path, caplog
):
    hour = tmp_path / HISTORY / "fixes" / f"day={NOW:%Y-%m-%d}" / f"hour={NOW:%H}"
    hour.mkdir(parents=True)
    (hour / "part-0000000001-0a0b0c0d.parquet").write_bytes(b"PAR1 is damaged")
    (tmp_path / EXPERIENCE).write_bytes(b"")
    system = build()
    with caplog.at_level(logging.WARNING):
        assert system.restore() == 0
    assert "part-0000000001" in caplog.text
    system.start()
    system.stop()
    with np.load(tmp_path / EXPERIENCE) as learnt:
        assert "leg_key" in learnt


def test_history_is_made_again_after_any_fault(build, monkeypatch, caplog):
    monkeypatch.setattr("modugil.app.live_system.KEEP_EVERY_S", 0.02)
    system = build()
    calls = []

    def keep(_now):
        calls.append(1)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(system._keeper, "keep", keep)
    system.start()
    ends_s = time.monotonic() + 10.0
    while len(calls) < 3 and time.monotonic() < ends_s:
        time.sleep(0.01)
    system.stop()
    assert len(calls) >= 3
    assert "making history failed" in caplog.text


def test_a_foreign_feed_that_fails_is_seen_in_the_state(build, tmp_path):
    system = build(gtfs_rt=f"far=file://{tmp_path}/nothing.pb")
    assert system.describe().feeds == {"far": ""}
    system.start()
    ends_s = time.monotonic() + 10.0
    while not system.describe().feeds["far"] and time.monotonic() < ends_s:
        time.sleep(0.01)
    told = system.describe()
    assert told.feeds == {"far": "The feed far cannot be read (FileNotFoundError)."}
    assert told.broker_connected is None
