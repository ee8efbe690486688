"""One part of the fleet, followed from the beginning or taken over in the middle."""

from datetime import UTC, date, datetime

import msgspec
import pytest
from tests.answers.world import DAY, NOW, build_world
from tests.app.rides import Ride
from tests.app.stream_fixes import Collected

from modugil.conditions.publisher import ConditionsPublisher
from modugil.live.fix import Door, Fix
from modugil.live.formats.read_message import address_message, read_message
from modugil.live.history.records import StopEventRecord, encode_fix
from modugil.live.partition.follower import LOOK_BACK_MS, PartitionFollower, by_second
from modugil.live.rules.clean import Cleaner
from modugil.live.tracking.build_engine import EngineParts, build_engine_of, build_parts
from modugil.live.tracking.final_events import FinalEvents
from modugil.region.open_region import open_region
from modugil.store.stream.message_pack import pack_array
from modugil.store.stream.port import Batch

BUS, HOLD_MS = "0055/00001", 30_000
BEGIN_MS = round(NOW.timestamp() * 1000) - 60_000


@pytest.fixture(scope="module")
def parts(tmp_path_factory) -> EngineParts:
    return build_parts(open_region(build_world(tmp_path_factory.mktemp("towns")).folder))


@pytest.fixture(scope="module")
def batches(parts) -> list[Batch]:
    """A bus on its trip, a fix a second, and one that comes out of order."""
    ride = Ride(parts.region, "R1-W1-540", date.fromisoformat(DAY), late_s=60)
    told = []
    for second in range(0, 1000):
        at_ms = BEGIN_MS + 1000 * second
        body = ride.message(at_ms, at_ms + 1000)
        told += read_message(
            address_message(f"/m/1/{BUS}"), body, received_ms=at_ms + 300, door=Door.MQTT
        )
    late = msgspec.structs.replace(told[400], received_ms=told[410].received_ms)
    told[400], told[410:411] = told[401], [told[410], late]
    return [batch_of(10 * number + 10, [fix]) for number, fix in enumerate(told)]


def batch_of(position: int, fixes: list[Fix]) -> Batch:
    body = pack_array([encode_fix(fix) for fix in fixes])
    return Batch(position, fixes[-1].received_ms, body)


class Followed:
    """A follower and the final stop events that it tells."""

    def __init__(self, parts: EngineParts) -> None:
        self.engine = build_engine_of(
            parts, conditions=ConditionsPublisher(), hold_ms=HOLD_MS, now=NOW
        )
        self._kept = Collected()
        self.final = FinalEvents(
            self.engine, timetable=parts.timetable, journal=self._kept, look_up=lambda *_: iter(())
        )
        self.follower = PartitionFollower(
            self.engine, final=self.final, cleaner=Cleaner(parts.limits), hold_ms=HOLD_MS
        )

    @property
    def events(self) -> list[StopEventRecord]:
        return [msgspec.msgpack.decode(one, type=StopEventRecord) for one in self._kept.records]

    def follow(self, batches: list[Batch]) -> None:
        """Each as it comes."""
        for batch in batches:
            now = datetime.fromtimestamp(batch.kept_ms / 1000, UTC)
            self.follower.follow([batch], now=now, more=False)
            self.follower.settle(now=now)

    def wait(self) -> None:
        """Until nothing is held any more."""
        self.final.keep(self.engine.settled.settle_all(hints=self.engine.hints))


@pytest.fixture(scope="module")
def undisturbed(parts, batches) -> list[StopEventRecord]:
    one = Followed(parts)
    one.follower.end_recall()
    one.follow(batches)
    one.wait()
    return one.events


def test_it_tells_every_stop_of_the_ride(undisturbed):
    assert {one.position for one in undisturbed} == {0, 1, 2, 3}


@pytest.mark.parametrize("middle", [150, 405, 700])
def test_who_takes_over_tells_what_is_missing_and_nothing_else(parts, batches, undisturbed, middle):
    first, second = Followed(parts), Followed(parts)
    first.follower.end_recall()
    first.follow(batches[:middle])
    second.final.know(first.events)
    newest = batches[max(0, middle - 30) : middle]
    now = datetime.fromtimestamp(newest[-1].kept_ms / 1000 + 3.0, UTC)
    followed = second.follower.follow(newest, now=now, more=True)
    assert not followed.is_current
    shown = second.engine.get_current().find_vehicle(BUS)
    assert shown is not None
    second.follow(batches[middle : middle + 40])
    assert not second.events
    earlier = [batch for batch in batches if batch.position < newest[0].position]
    for at in range(0, len(earlier), 64):
        second.follower.recall(earlier[at : at + 64])
    second.follower.end_recall()
    second.follow(batches[middle + 40 :])
    second.wait()
    told = sorted([*first.events, *second.events], key=msgspec.structs.astuple)
    assert told == sorted(undisturbed, key=msgspec.structs.astuple)


def test_what_was_done_before_is_not_told_again_but_what_is_late_is(parts, batches):
    one = Followed(parts)
    now = datetime.fromtimestamp(batches[599].kept_ms / 1000 + 0.5, UTC)
    restored = one.follower.follow(batches[:600], now=now, more=True)
    assert (len(restored.events), restored.is_current) == (0, False)
    now = datetime.fromtimestamp(batches[600].kept_ms / 1000, UTC)
    assert one.follower.follow(batches[600:601], now=now, more=False).is_current
    late = datetime.fromtimestamp(batches[-1].kept_ms / 1000 + 10.0, UTC)
    told = one.follower.follow(batches[601:], now=late, more=True)
    assert told.is_current
    assert len(told.events) > 0


def test_a_floor_keeps_what_a_take_over_needs_and_no_more(parts, batches):
    one = Followed(parts)
    one.follower.end_recall()
    one.follow(batches)
    assert one.follower.find_floor(idle=0) == 0
    one.follower.settled_ms = batches[300].kept_ms + LOOK_BACK_MS
    floor = one.follower.find_floor(idle=0)
    assert batches[290].position <= floor <= batches[300].position
    one.follower.settled_ms = batches[-1].kept_ms + LOOK_BACK_MS + 60_000
    assert one.follower.find_floor(idle=77) == 77


def test_seconds_of_receipt_are_kept_apart(batches):
    fixes = msgspec.msgpack.decode(batches[0].body, type=list[Fix])
    second = [msgspec.structs.replace(fixes[0], received_ms=ms) for ms in (1_100, 1_999, 2_000)]
    assert [(end, len(some)) for end, some in by_second(second)] == [(2_000, 2), (3_000, 1)]


def test_a_message_that_cannot_be_read_is_left_out(parts):
    one = Followed(parts)
    followed = one.follower.follow([Batch(1, 2, b"\xc1")], now=NOW, more=False)
    assert followed.is_current
    assert one.follower.fixes == 0
