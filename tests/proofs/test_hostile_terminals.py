"""Terminals that are not who they say, that repeat yesterday, or whose clock is wrong."""

import asyncio
import contextlib
import itertools
import shutil
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.app.live_server import LiveServer, issue, renew, take_back
from tests.app.terminals import Terminal, compact, knock, now_ms, stand
from tests.proofs.places import CITY_HALL

from modugil.core.clock import SystemClock
from modugil.live.doors.mqtt.packets import Answer
from modugil.live.fix import Fix
from modugil.live.formats.compact import CompactFix, CompactMessage, build_compact

BUS, OTHER, REVOKED = "0055/00001", "0055/00002", "0055/00003"
HOUR_MS, NEARLY_MS = 3_600_000, 4_000
HOLD_S, SETTLED_S = 5, 14.0
YESTERDAY_S, SPEED = 40.0, 30.0
AT_ONCE = 50
SHOWN_S = 20.0


@contextlib.asynccontextmanager
async def connected(server: LiveServer, terminal: Terminal) -> AsyncIterator[Terminal]:
    keeping = asyncio.create_task(terminal.keep_connected(server.port))
    yield terminal
    keeping.cancel()
    await asyncio.gather(keeping, return_exceptions=True)


async def seconds_until(holds: Callable[[], bool]) -> float:
    began_s = time.monotonic()
    while not await asyncio.to_thread(holds):
        assert time.monotonic() - began_s < SHOWN_S, "it never came to that"
        await asyncio.sleep(0.01)
    return time.monotonic() - began_s


async def tell_a_second(terminal: Terminal, *, count: int, ahead_ms: int = 0) -> None:
    """Fixes at 1 Hz by a clock that is so much ahead."""
    for _, place in zip(range(count), terminal.places, strict=False):
        terminal.tell(now_ms() + ahead_ms, place)
        await asyncio.sleep(1.0)


@pytest.mark.proof
def test_who_is_not_let_in_changes_nothing(
    sample_region: Path, tmp_path: Path, proof_sheet: Callable[[str, dict[str, str]], None]
):
    credentials = issue(tmp_path, [BUS, OTHER, REVOKED])
    with LiveServer(sample_region, tmp_path) as server:
        wrong = replace(credentials[BUS], secret="of another")
        refused, _ = asyncio.run(send_one(server, wrong, BUS))
        let_in, ack = asyncio.run(send_one(server, credentials[BUS], OTHER))
        cut_s, again = asyncio.run(revoke_while_connected(server, credentials[REVOKED]))
        live, shown = server.live(), server.list_measured()
    proof_sheet(
        "Hostile terminals: keys",
        {
            "a wrong key": f"refused ({Answer(refused).name})",
            "a right key, but the fix of another's vehicle": (
                "cut off without acknowledgement" if ack == b"" else "acknowledged"
            ),
            "fixes taken / vehicles shown after both": f"{live['received']} / {len(shown)}",
            "a key revoked while connected": (
                f"cut off after {cut_s:.2f} s, then {Answer(again).name}"
            ),
        },
    )
    assert (refused, let_in, ack) == (Answer.WRONG_CREDENTIAL, Answer.ACCEPTED, b"")
    assert (live["received"], len(shown)) == (0, 0)
    assert cut_s < 1.0
    assert again == Answer.WRONG_CREDENTIAL


async def send_one(server: LiveServer, credential, vehicle: str) -> tuple[int, bytes]:
    client, answer = await knock(server.port, credential)
    client.publish(f"/m/1/{vehicle}", compact(now_ms(), CITY_HALL), packet_id=1)
    with contextlib.closing(client):
        return answer, await client.read()


async def revoke_while_connected(server: LiveServer, credential) -> tuple[float, int]:
    client, answer = await knock(server.port, credential)
    assert answer == Answer.ACCEPTED
    await asyncio.sleep(1.0)
    await asyncio.to_thread(take_back, server.state, credential.vehicle)
    began_s = time.monotonic()
    assert await client.is_cut()
    cut_s = time.monotonic() - began_s
    _, again = await knock(server.port, credential)
    return cut_s, again


@pytest.mark.proof
def test_a_clock_that_is_ahead_shows_nothing_of_the_future(
    sample_region: Path, tmp_path: Path, proof_sheet: Callable[[str, dict[str, str]], None]
):
    terminal = Terminal(issue(tmp_path, [BUS])[BUS], stand(CITY_HALL))
    with LiveServer(sample_region, tmp_path) as server:
        hour = asyncio.run(turn_clock(server, terminal, HOUR_MS))
        nearly = asyncio.run(turn_clock(server, terminal, NEARLY_MS))
        verdicts = server.live()["verdicts"]
    proof_sheet(
        "Hostile terminals: a clock that is ahead",
        {
            "an hour ahead: shown farther in the future than now by": f"{hour['future_s']:.1f} s",
            "fixes judged to be of the future": str(verdicts["future"]),
            "the clock right again: shown right after": f"{hour['right_s']:.2f} s",
            "4 s ahead (5 s are allowed): shown farther in the future by": (
                f"{nearly['future_s']:.1f} s"
            ),
            "that clock right again: shown right after": f"{nearly['right_s']:.2f} s",
        },
    )
    assert verdicts["future"] == 5
    assert hour["future_s"] <= 0.0
    assert hour["right_s"] < 1.5
    assert nearly["right_s"] < 1.5 + NEARLY_MS / 1000


async def turn_clock(server: LiveServer, terminal: Terminal, ahead_ms: int) -> dict[str, float]:
    """Three true fixes, five of a clock that is ahead, then true ones until they are shown."""
    name = terminal.credential.vehicle
    async with connected(server, terminal):
        await tell_a_second(terminal, count=3)
        await tell_a_second(terminal, count=5, ahead_ms=ahead_ms)
        shown = await asyncio.to_thread(server.list_measured)
        future_s = (shown[name] - SystemClock().now()) / timedelta(seconds=1)
        right = asyncio.create_task(tell_a_second(terminal, count=20))
        began = SystemClock().now().replace(microsecond=0)

        def is_right() -> bool:
            return began <= server.list_measured()[name] <= SystemClock().now()

        right_s = await seconds_until(is_right)
        right.cancel()
        return {"future_s": future_s, "right_s": right_s}


@pytest.mark.proof
def test_yesterday_told_again_moves_no_bus_and_tells_no_stop_event_twice(
    sample_region: Path, tmp_path: Path, proof_sheet: Callable[[str, dict[str, str]], None]
):
    server = LiveServer(sample_region, tmp_path, hold_s=HOLD_S)
    live_yesterday(server)
    events_before = [event for event in server.read_stop_events()]
    (bus, _), *_ = Counter(one.vehicle for one in events_before).most_common(1)
    recorded = [fix for fix in server.read_fixes() if fix.vehicle == bus]
    told = asyncio.run(replay(server, bus, recorded))
    kept = Counter(
        (one.trip_id, one.day, one.position, one.kind)
        for one in server.read_stop_events()
        if one.vehicle == bus
    )
    before = {
        (one.trip_id, one.day, one.position, one.kind)
        for one in events_before
        if one.vehicle == bus
    }
    fixes = [fix for fix in server.read_fixes() if fix.vehicle == bus]
    proof_sheet(
        "Hostile terminals: a replay of yesterday",
        {
            "messages of yesterday replayed, before the bus said anything today": (
                f"{len(recorded):,} fixes; shown: {told['shown before']}"
            ),
            "replayed again while it drives": (
                "not moved" if told["before"] == told["after"] else "moved"
            ),
            "stop events of that bus before / after / told twice": (
                f"{len(before)} / {len(kept)} / {sum(kept.values()) - len(kept)}"
            ),
            "fixes kept, each with the time at which it was received": f"{len(fixes):,}",
        },
    )
    assert told["shown before"] == "no"
    assert told["before"] == told["after"]
    assert kept.keys() == before
    assert max(kept.values()) == 1


def live_yesterday(server: LiveServer) -> None:
    """The sample's fleet drove yesterday morning and was followed; what was kept is here now."""
    today = SystemClock().now().astimezone(ZoneInfo("Asia/Seoul"))
    start = datetime.combine(today.date() - timedelta(days=1), datetime.min.time()).replace(hour=8)
    server.start("--simulate", "--speed", SPEED, "--start", start.isoformat(timespec="minutes"))
    time.sleep(YESTERDAY_S)
    server.stop()
    (state,) = (server.state / "build" / "state").iterdir()
    for part in state.iterdir():
        shutil.move(part, server.state / part.name)


async def replay(server: LiveServer, bus: str, recorded: list[Fix]) -> dict:
    terminal = Terminal(renew(server.state, bus), stand(CITY_HALL))
    await asyncio.to_thread(server.start)
    async with connected(server, terminal):
        await tell_again(terminal, recorded)
        await asyncio.sleep(SETTLED_S)
        told: dict = {"shown before": "no" if server.find_vehicle(bus) is None else "yes"}
        await tell_a_second(terminal, count=5)
        await seconds_until(lambda: server.find_vehicle(bus) is not None)
        await asyncio.sleep(1.0)
        told["before"] = where(server, bus)
        await tell_again(terminal, recorded)
        await asyncio.sleep(SETTLED_S)
        told["after"] = where(server, bus)
    await asyncio.to_thread(server.stop)
    return told


def where(server: LiveServer, bus: str) -> tuple:
    shown = server.find_vehicle(bus)
    assert shown is not None
    return shown["lat"], shown["lon"], shown["asOf"]


async def tell_again(terminal: Terminal, fixes: list[Fix]) -> None:
    """The same fixes in the same order, a message for each stretch of one trip."""
    for _, same in itertools.groupby(fixes, key=lambda fix: fix.hint):
        ride = list(same)
        for at in range(0, len(ride), AT_ONCE):
            terminal.send(pack(ride[at : at + AT_ONCE]), ride[at].time_ms)
    await terminal.settle(within_s=60.0)


def pack(fixes: list[Fix]) -> bytes:
    hint = fixes[0].hint
    rows = [
        CompactFix(one.time_ms, one.lat, one.lon, one.quality, one.speed_mps, one.heading_deg)
        for one in fixes
    ]
    message = CompactMessage(fixes=rows, trip_id=hint.trip_id, day=hint.day, low_floor=1)
    return build_compact(message)
