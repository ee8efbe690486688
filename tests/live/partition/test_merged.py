"""Workers tell of their parts; readers see one fleet."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.answers.world import DAY, NOW, build_world
from tests.app.rides import Ride

from modugil.conditions.conditions import TripRun
from modugil.conditions.publisher import ConditionsPublisher
from modugil.live.fix import Door, Fix
from modugil.live.formats.read_message import address_message, read_message
from modugil.live.partition.merged import MergedFleet
from modugil.live.partition.pieces import Pieces, cut
from modugil.live.partition.seen import OthersSeen, decode_seen, encode_seen
from modugil.live.partition.teller import Teller
from modugil.live.snapshot.run_state import SILENT_AFTER
from modugil.live.tracking.build_engine import build_engine_of, build_parts, build_predictor
from modugil.region.open_region import open_region

TRIPS = {"0055/00001": "R1-W1-540", "0055/00002": "R2-W2-541"}
BEGIN_MS = round(NOW.timestamp() * 1000)


@pytest.fixture(scope="module")
def region(tmp_path_factory):
    return open_region(build_world(tmp_path_factory.mktemp("towns")).folder)


class Part:
    """One partition with one bus, as a worker follows it."""

    def __init__(self, region, number: int, bus: str, *, claim: int = 1) -> None:
        self.bus, self.number = bus, number
        self.conditions = ConditionsPublisher()
        parts = build_parts(region)
        self.engine = build_engine_of(
            parts, conditions=self.conditions, hold_ms=1000, now=NOW - timedelta(minutes=1)
        )
        self.teller = Teller(self.engine, conditions=self.conditions, partition=number, claim=claim)
        day = datetime.fromisoformat(DAY).date()
        self.ride = Ride(region, TRIPS[bus], day, late_s=240)

    def fixes(self, begin_s: int, end_s: int) -> list[Fix]:
        topic = address_message(f"/m/1/{self.bus}")
        body = self.ride.message(BEGIN_MS + 1000 * begin_s, BEGIN_MS + 1000 * end_s)
        return read_message(topic, body, received_ms=BEGIN_MS + 1000 * end_s, door=Door.MQTT)

    def tick(self, begin_s: int, end_s: int) -> bytes:
        now = datetime.fromtimestamp(BEGIN_MS / 1000 + end_s, UTC)
        events = self.engine.tick(self.fixes(begin_s, end_s), now=now)
        told = self.teller.build(events, built="one", tick_ms=1.0)
        assert told is not None
        return told


def merged(conditions: ConditionsPublisher | None = None) -> MergedFleet:
    return MergedFleet(conditions=conditions or ConditionsPublisher(), built="one", now=NOW)


def later(second: float) -> datetime:
    return NOW + timedelta(seconds=second)


def test_readers_see_the_vehicles_of_all_parts_as_each_worker_does(region):
    parts = [Part(region, number, bus) for number, bus in enumerate(TRIPS)]
    conditions = ConditionsPublisher()
    fleet = merged(conditions)
    for second in range(0, 600, 60):
        for part in parts:
            assert fleet.take(part.tick(second, second + 60))
        shown_ms = fleet.merge(now=later(second + 60))
        assert len(shown_ms) > 110
    snapshot = fleet.get_current()
    assert [one.vehicle for one in snapshot.list_vehicles()] == list(TRIPS)
    for part in parts:
        own = part.engine.get_current()
        mine = snapshot.find_vehicle(part.bus)
        assert mine == own.find_vehicle(part.bus)
        assert mine is not None
        assert mine.run is not None
        assert snapshot.find_run(mine.run) == own.find_run(mine.run)
        assert snapshot.was_driven(mine.run, position=0) == own.was_driven(mine.run, position=0)
    told = conditions.get_current().trips
    assert told == {
        **parts[0].conditions.get_current().trips,
        **parts[1].conditions.get_current().trips,
    }
    assert told


def test_who_missed_a_message_asks_for_everything_and_has_it_then(region):
    part, conditions = Part(region, 3, "0055/00001"), ConditionsPublisher()
    fleet = merged(conditions)
    part.tick(0, 60)
    for second in range(60, 480, 60):
        assert not fleet.take(part.tick(second, second + 60))
    part.teller.whole = True
    assert fleet.take(part.tick(480, 500))
    fleet.merge(now=later(500))
    assert fleet.take(part.tick(500, 510))
    assert conditions.get_current().trips == part.conditions.get_current().trips
    run = fleet.get_current().list_vehicles()[0].run
    assert run is not None
    assert fleet.get_current().was_driven(run, position=0)


def test_what_an_earlier_owner_still_tells_is_not_listened_to(region):
    old, new = (Part(region, 3, "0055/00001", claim=claim) for claim in (1, 2))
    fleet = merged()
    assert fleet.take(old.tick(0, 60))
    assert fleet.take(new.tick(0, 120))
    assert fleet.take(old.tick(60, 180))
    fleet.merge(now=later(180))
    seen = fleet.get_current().find_vehicle("0055/00001")
    assert seen is not None
    assert seen.fix_time < later(121)


def test_the_vehicles_of_a_silent_worker_become_stale_and_are_not_gone(region):
    part, conditions = Part(region, 3, "0055/00001"), ConditionsPublisher()
    fleet = merged(conditions)
    fleet.take(part.tick(0, 300))
    fleet.merge(now=later(300))
    assert conditions.get_current().trips
    fleet.merge(now=later(400))
    silent = fleet.get_current()
    assert silent.as_of == later(400)
    (seen,) = silent.list_vehicles()
    assert seen.is_stale(later(400))
    fleet.merge(now=later(301) + SILENT_AFTER)
    assert not conditions.get_current().trips
    fleet.merge(now=later(300) + timedelta(minutes=16))
    assert not fleet.get_current().list_vehicles()


def test_another_build_of_the_region_is_not_listened_to(region, caplog):
    part = Part(region, 3, "0055/00001")
    fleet = MergedFleet(conditions=ConditionsPublisher(), built="another", now=NOW)
    assert fleet.take(part.tick(0, 60))
    fleet.merge(now=later(60))
    assert not fleet.get_current().list_vehicles()
    assert "another build" in caplog.text


def test_noise_is_not_listened_to():
    fleet = merged()
    assert fleet.take(b"\xc1 noise")
    fleet.merge(now=NOW)
    assert not fleet.get_current().list_vehicles()
    assert fleet.get_current().find_run(TripRun(0, NOW.date())) is None


def test_large_messages_travel_in_pieces_and_one_that_misses_a_piece_is_left_out():
    body = bytes(range(256)) * 10
    pieces = cut(body, number=7, most_bytes=1000)
    assert max(map(len, pieces)) <= 1000
    collected = Pieces()
    assert [collected.add(piece) for piece in pieces] == [None, None, body]
    assert [collected.add(piece) for piece in (pieces[0], pieces[2])] == [None, None]
    assert [collected.add(piece) for piece in pieces][-1] == body
    assert collected.add(b"") is None


def test_predictions_learn_from_the_buses_of_other_workers(region):
    part = Part(region, 3, "0055/00001")
    predictor = build_predictor(build_parts(region))
    others = OthersSeen(predictor, worker="me", built="one")
    before = {name: one.copy() for name, one in predictor.save_state().items()}
    for second in range(0, 900, 60):
        now = datetime.fromtimestamp(BEGIN_MS / 1000 + second + 60, UTC)
        events = part.engine.tick(part.fixes(second, second + 60), now=now)
        told = encode_seen(events, vehicles=part.engine.vehicles, worker="other", built="one")
        others.learn(told)
        assert len(decode_seen(told, built="one", row_of={})[1]) == len(events)
        others.learn(encode_seen(events, vehicles=part.engine.vehicles, worker="me", built="one"))
    assert others.events == part.engine.counters.events > 3
    assert (predictor.save_state()["known_newest_ms"] != before["known_newest_ms"]).any()
