"""The server killed in the middle of its work, and a disk that fills up: what was lost."""

import asyncio
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from tests.app.live_server import LiveServer, issue
from tests.app.terminals import Terminal, stand
from tests.proofs.places import CITY_HALL

from modugil.core.clock import SystemClock

BUSES, BEFORE_S, AFTER_S = 200, 12.37, 8.0
FRESH_S = 3.0
RIGHT_WITHIN_S = 120.0
DISK_MB, LEFT_BYTES, FEW = 16, 65_536, 20


def build_fleet(state: Path, count: int) -> list[Terminal]:
    credentials = issue(state, [f"0055/{number:05d}" for number in range(count)])
    return [Terminal(one, stand(CITY_HALL)) for one in credentials.values()]


def set_out(server: LiveServer, fleet: list[Terminal]) -> list[asyncio.Task]:
    """Every terminal tells a fix a second, each at its own moment of it, until cancelled."""
    return [
        asyncio.create_task(one.drive(server.port, seconds=600.0, start_s=number / len(fleet)))
        for number, one in enumerate(fleet)
    ]


async def halt(drives: list[asyncio.Task]) -> None:
    for drive in drives:
        drive.cancel()
    await asyncio.gather(*drives, return_exceptions=True)


def acknowledged(fleet: list[Terminal]) -> set[tuple[str, int]]:
    return {(one.credential.vehicle, ms) for one in fleet for ms in one.acknowledged}


@pytest.mark.proof
def test_killed_in_the_middle_nothing_acknowledged_is_lost_and_soon_all_is_right_again(
    sample_region: Path, tmp_path: Path, proof_sheet: Callable[[str, dict[str, str]], None]
):
    fleet = build_fleet(tmp_path, BUSES)
    server = LiveServer(sample_region, tmp_path)
    server.start()
    told = asyncio.run(drive_kill_and_start(server, fleet))
    final = acknowledged(fleet)
    server.stop()
    kept = [(fix.vehicle, fix.time_ms) for fix in server.read_fixes()]
    lost_at_kill, lost = told["acknowledged"] - told["kept"], final - set(kept)
    proof_sheet(
        "Hostile terminals: kill -9",
        {
            f"{BUSES} terminals at 1 Hz with QoS 1, killed after": f"{BEFORE_S} s",
            "acknowledged by then / of these in the journal": (
                f"{len(told['acknowledged']):,} / {len(told['acknowledged'] & told['kept']):,}"
            ),
            "acknowledged and lost": str(len(lost_at_kill)),
            "kept without having been acknowledged": str(len(told["kept"] - told["acknowledged"])),
            "from the new start until terminals can connect": f"{told['opens_s']:.1f} s",
            f"until all {BUSES} buses are known again (from the journal)": (
                f"{told['known_s']:.1f} s"
            ),
            f"until every bus is shown from less than {FRESH_S:.0f} s ago": (
                f"{told['right_s']:.1f} s"
            ),
            f"{AFTER_S:.0f} s later and after a proper stop: acknowledged / lost": (
                f"{len(final):,} / {len(lost)}"
            ),
            "fixes kept twice, as they were sent again": str(len(kept) - len(set(kept))),
        },
    )
    assert len(told["acknowledged"]) > 0.8 * BUSES * (BEFORE_S - 2.0)
    assert (len(lost_at_kill), len(lost)) == (0, 0)
    assert told["right_s"] < RIGHT_WITHIN_S


async def drive_kill_and_start(server: LiveServer, fleet: list[Terminal]) -> dict:
    drives = set_out(server, fleet)
    await asyncio.sleep(BEFORE_S)
    server.kill()
    told: dict = {"acknowledged": acknowledged(fleet)}
    fixes = await asyncio.to_thread(server.read_fixes)
    told["kept"] = {(fix.vehicle, fix.time_ms) for fix in fixes}
    await asyncio.to_thread(server.start)
    told["opens_s"] = time.monotonic() - server.started_s
    names = {one.credential.vehicle for one in fleet}
    told["known_s"] = await seconds_until(server, lambda shown: shown.keys() >= names)
    told["right_s"] = await seconds_until(
        server, lambda shown: shown.keys() >= names and age_s(min(shown.values())) < FRESH_S
    )
    await asyncio.sleep(AFTER_S)
    await halt(drives)
    return told


def age_s(moment) -> float:
    return (SystemClock().now() - moment) / timedelta(seconds=1)


async def seconds_until(server: LiveServer, holds: Callable[[dict], bool]) -> float:
    """From the command that started it until what is shown is so."""
    while not holds(await asyncio.to_thread(server.list_measured)):
        assert time.monotonic() - server.started_s < RIGHT_WITHIN_S, "it was never right again"
        await asyncio.sleep(0.05)
    return time.monotonic() - server.started_s


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, some megabytes large."""
    folder = tmp_path / "disk"
    folder.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={DISK_MB}m", "tmpfs"]
    mounted = subprocess.run(["mount", *options, folder], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.mark.proof
def test_on_a_full_disk_nothing_is_acknowledged_and_afterwards_all_goes_on(
    sample_region: Path,
    small_disk: Path,
    proof_sheet: Callable[[str, dict[str, str]], None],
):
    fleet = build_fleet(small_disk, FEW)
    server = LiveServer(sample_region, small_disk)
    server.start()
    told = asyncio.run(fill_and_empty(server, fleet, small_disk / "ballast"))
    server.kill()
    kept = {(fix.vehicle, fix.time_ms) for fix in server.read_fixes()}
    final = acknowledged(fleet)
    proof_sheet(
        "Hostile terminals: a full disk",
        {
            f"{FEW} terminals at 1 Hz; the disk was full for": f"{told['full_s']:.0f} s",
            "acknowledged while it was full": str(told["acknowledged"]),
            "the server says that the journal fails": "yes" if told["says so"] else "no",
            "from the moment there was room until the next acknowledgement": (
                f"{told['again_s']:.1f} s"
            ),
            "acknowledged in all / of these lost after kill -9": (
                f"{len(final):,} / {len(final - kept)}"
            ),
        },
    )
    assert told["says so"]
    assert told["acknowledged"] == 0
    assert told["again_s"] < 30.0
    assert final <= kept


async def fill_and_empty(server: LiveServer, fleet: list[Terminal], ballast: Path) -> dict:
    drives = set_out(server, fleet)
    await asyncio.sleep(4.0)
    fill(ballast)
    while not (await asyncio.to_thread(server.live))["journalFailing"]:
        await asyncio.sleep(0.1)
    count, began_s = len(acknowledged(fleet)), time.monotonic()
    await asyncio.sleep(8.0)
    told: dict = {"acknowledged": len(acknowledged(fleet)) - count}
    told["says so"] = (await asyncio.to_thread(server.live))["journalFailing"]
    ballast.unlink()
    emptied_s = time.monotonic()
    told["full_s"] = emptied_s - began_s
    while len(acknowledged(fleet)) == count:
        assert time.monotonic() - emptied_s < RIGHT_WITHIN_S, "nothing was acknowledged again"
        await asyncio.sleep(0.02)
    told["again_s"] = time.monotonic() - emptied_s
    await asyncio.sleep(5.0)
    await halt(drives)
    return told


def fill(ballast: Path) -> None:
    """Leave little room on the disk of that file."""
    room = os.statvfs(ballast.parent)
    ballast.write_bytes(b"\0" * (room.f_bavail * room.f_frsize - LEFT_BYTES))
