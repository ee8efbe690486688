"""10,000 buses at 1 Hz through NATS and two workers, on this machine; one of the two is killed."""

import json
import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from tests.app.live_server import COMMAND, LiveServer, issue
from tests.app.stream_fixes import follow_undisturbed, read_stream
from tests.app.worker import Worker
from tests.store.nats_server import NatsServer, require_nats_server

from modugil.live.history.files import list_files
from modugil.live.history.kinds import FIXES, STOP_EVENTS, Kind, list_hours
from modugil.live.history.reader import HistoryReader
from modugil.live.history.records import StopEventRecord
from modugil.region.open_region import open_region
from modugil.store.stream.partitions import find_partition

BUSES, HOLD_S, WINDOW_S = 10_000, 30, 5
SETTLE_S, MEASURE_S, AFTER_S = 15.0, 20.0, 30.0
START = "2026-11-23T08:30"
WAIT_S, COMES_S = 240.0, 240.0
ACKNOWLEDGED = re.compile(r"Acknowledged within ([\d.]+) ms \(half\), ([\d.]+) ms")
WORKER = {"live_hold_s": HOLD_S, "store_stream_history_s": WINDOW_S}
Numbers = dict[str, Any]


@pytest.fixture
def nats(tmp_path: Path) -> Iterator[NatsServer]:
    require_nats_server()
    with NatsServer(tmp_path / "nats") as server:
        yield server


def cpu_s(process: subprocess.Popen[Any] | None) -> float:
    assert process is not None
    fields = Path(f"/proc/{process.pid}/stat").read_text("ascii").rpartition(")")[2]
    return sum(map(int, fields.split()[11:13])) / os.sysconf("SC_CLK_TCK")


def set_out(region: Path, server: LiveServer, file: Path) -> subprocess.Popen[str]:
    """`modugil simulate` with all terminals, each with a connection of its own."""
    rows = [
        {"vehicle": one.vehicle, "username": one.username, "secret": one.secret}
        for one in server.credentials.values()
    ]
    file.write_text(json.dumps(rows), "utf-8")
    words = ["simulate", region, "--to", f"127.0.0.1:{server.port}", "--http", server.address]
    words += ["--credentials", file, "--vehicles", BUSES, "--form", "compact"]
    words += ["--duration-s", SETTLE_S + MEASURE_S + AFTER_S + 30.0]
    return subprocess.Popen(
        [*COMMAND, *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def measure(server: LiveServer, processes: dict[str, subprocess.Popen[Any] | None]) -> Numbers:
    """What was visible how soon, and who used how much of a processor."""
    began_s, before = time.monotonic(), {name: cpu_s(one) for name, one in processes.items()}
    received, looks = server.live()["received"], []
    for _ in range(round(MEASURE_S / 5.0)):
        time.sleep(5.0)
        looks.append(server.live())
    took_s = time.monotonic() - began_s
    return {
        "fixes_per_s": (looks[-1]["received"] - received) / took_s,
        "p50_ms": sorted(look["visibleP50Ms"] for look in looks)[len(looks) // 2],
        "p99_ms": max(look["visibleP99Ms"] for look in looks),
        "cores": {name: (cpu_s(one) - before[name]) / took_s for name, one in processes.items()},
    }


def one_of_each_partition(server: LiveServer) -> dict[int, str]:
    """A bus of every partition that is shown now."""
    return {find_partition(vehicle): vehicle for vehicle in server.list_measured()}


def shows_all_since(server: LiveServer, buses: list[str], moment: datetime) -> bool:
    for bus in buses:
        shown = server.ask(f"vehicles/{bus}")
        if datetime.fromisoformat(shown["asOf"]) <= moment:
            return False
    return True


def wait_until(holds: Callable[[], object], *, within_s: float = COMES_S) -> float:
    began_s = time.monotonic()
    while not holds():
        assert time.monotonic() - began_s < within_s, "it never came to that"
        time.sleep(0.1)
    return time.monotonic() - began_s


def count_rows(history: Path, kind: Kind) -> int:
    files = [file for _, hour in list_hours(history, kind) for file in list_files(hour)]
    return sum(pq.read_metadata(file).num_rows for file in files)


def what(event: StopEventRecord) -> tuple[object, ...]:
    return (event.vehicle, event.time_ms, event.position, event.kind, event.trip_id, event.day)


@pytest.mark.proof
def test_ten_thousand_buses_through_nats_and_two_workers_one_of_them_killed(
    sample_region: Path,
    nats: NatsServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    proof_sheet: Callable[[str, dict[str, str]], None],
):
    monkeypatch.setenv("MODUGIL_STORE_STREAM", nats.url)
    state = tmp_path / "state"
    server = LiveServer(sample_region, state)
    server.credentials = issue(state, [f"0001/{number:05d}" for number in range(BUSES)])
    server.start("--no-simulate", "--start", START)
    first, second = (Worker(sample_region, state, nats.url, **WORKER) for _ in range(2))
    with server_stopped(server), first, second, ExitStack() as ending:
        first.wait(8)
        second.wait(8)
        fleet = set_out(sample_region, server, tmp_path / "credentials.json")
        ending.callback(fleet.kill)
        wait_until(lambda: server.live()["received"] > 2 * BUSES, within_s=WAIT_S)
        time.sleep(SETTLE_S)
        processes = {
            "the doors": server.process,
            "one worker": first.process,
            "the other worker": second.process,
            "nats-server": nats.process,
            "the terminals": fleet,
        }
        steady = measure(server, processes)
        buses = list(one_of_each_partition(server).values())
        killed_at = datetime.fromisoformat(server.ask(f"vehicles/{buses[0]}")["asOf"])
        killed_s = time.monotonic()
        first.kill()
        wait_until(lambda: shows_all_since(server, buses, killed_at))
        shown_s = time.monotonic() - killed_s
        second.wait(16)
        claimed_s = time.monotonic() - killed_s
        del processes["one worker"]
        time.sleep(5.0)
        alone = measure(server, processes)
        said, _ = fleet.communicate(timeout=WAIT_S)
        acknowledged = server.live()["acknowledged"]
        region = open_region(sample_region)
        fixes = read_stream(nats.url, region)
        undisturbed = sorted(map(what, follow_undisturbed(region, fixes, hold_s=HOLD_S)))
        reader = HistoryReader(state / "history")
        count = sum(map(len, fixes))
        wait_until(lambda: count_rows(state / "history", FIXES) >= count)
        wait_until(lambda: count_rows(state / "history", STOP_EVENTS) >= len(undisturbed))
        time.sleep(2.0 * WINDOW_S)
        kept = count_rows(state / "history", FIXES)
        events = sorted(what(one) for batch in reader.read_stop_events() for one in batch)
    ack = ACKNOWLEDGED.search(said)
    assert ack is not None, said
    missing, twice = len(set(undisturbed) - set(events)), len(events) - len(set(events))
    proof_sheet(
        "A fleet that outgrows one machine: NATS and two workers",
        {
            f"{BUSES:,} terminals at 1 Hz, MQTT QoS 1, on {os.cpu_count()} processors: taken in": (
                f"{steady['fixes_per_s']:,.0f} fixes/s"
            ),
            "fix to visible, two workers (p50 / p99)": f"{steady['p50_ms']:.0f} / "
            f"{steady['p99_ms']:.0f} ms",
            "acknowledged within (p50 / p99, all of the time)": f"{ack[1]} / {ack[2]} ms",
            "processors used, two workers": tell_cores(steady),
            "one worker killed with -9: every bus of its parts shown from after that": (
                f"{shown_s:.1f} s"
            ),
            "until the other follows all parts": f"{claimed_s:.1f} s",
            "fix to visible, one worker (p50 / p99)": f"{alone['p50_ms']:.0f} / "
            f"{alone['p99_ms']:.0f} ms",
            "processors used, one worker": tell_cores(alone),
            "fixes acknowledged / in history / acknowledged and lost": (
                f"{acknowledged:,} / {kept:,} / {max(0, acknowledged - kept)}"
            ),
            "final stop events in history / missing / twice / others than undisturbed": (
                f"{len(events):,} / {missing} / {twice} / {len(set(events) - set(undisturbed))}"
            ),
        },
    )
    assert steady["fixes_per_s"] > 0.95 * BUSES
    assert kept >= acknowledged
    assert events == undisturbed
    assert shown_s < 15.0


def tell_cores(numbers: Numbers) -> str:
    return ", ".join(f"{name} {cores:.2f}" for name, cores in numbers["cores"].items())


class server_stopped:  # noqa: N801 (a context)
    """Stops the server at the end, whatever happens."""

    def __init__(self, server: LiveServer) -> None:
        self._server = server

    def __enter__(self) -> None:
        return

    def __exit__(self, *_: object) -> None:
        self._server.stop()
