"""How many buses one server follows: real terminals over sockets, from a second process.

The server and `modugil simulate` share one clock and this machine's processors. Everything is read
from outside: /proc, the server's own account of itself (/api/v1/live), and what the fleet saw.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from serving import ADDRESS, Server

from modugil.cli.build import build
from modugil.core.clock import SystemClock
from modugil.live.terminals.ledger import issue_all
from modugil.store.database import open_database

ROOT = Path(__file__).resolve().parent.parent
REGION = ROOT / "regions" / "jeju-sample" / "region.toml"
COMMAND = [sys.executable, "-c", "from modugil.cli import main; raise SystemExit(main())"]
START = "2026-11-23T08:30"
WORKLOAD = "a fleet at 1 Hz"
ABOUT = (
    "terminals of simulated buses on the sample region's timetable, clones beside its own, each "
    "with a connection and a credential of its own, QoS 1, one fix a second; the server as "
    "installed, ticks every 500 ms, everything kept in its journal"
)
FLEETS = ((923, "compact"), (5_000, "compact"), (10_000, "compact"), (10_000, "hfp"))
SETTLE_S, MEASURE_S, SPARE_S = 12.0, 20.0, 6.0
WINDOW_S = 10.0  # visible quantiles speak of the last twenty ticks
WAIT_S = 180.0
ACKNOWLEDGED = re.compile(r"Acknowledged within ([\d.]+) ms \(half\), ([\d.]+) ms")
Numbers = dict[str, float]


@dataclass(frozen=True)
class Ground:
    """What every turn begins from: a built region, and a state that knows all terminals."""

    region: Path
    state: Path
    credentials: Path


def measure_fleets(work: Path, *, turns: int, tell: Callable[[str], Any]) -> list[dict[str, Any]]:
    """One row for each fleet, the medians of its turns."""
    ground = _prepare(work)
    runs: dict[tuple[int, str], list[Numbers]] = {fleet: [] for fleet in FLEETS}
    for turn in range(turns):
        for count, form in FLEETS:
            tell(f"{count:,} buses, {form}, turn {turn + 1} of {turns}")
            runs[count, form].append(_measure(ground, count, form, work=work / "turn"))
    return [
        {"vehicles": count, "form": form}
        | {name: statistics.median(run[name] for run in told) for name in told[0]}
        for (count, form), told in runs.items()
    ]


def _prepare(work: Path) -> Ground:
    ground = Ground(work / "region", work / "state", work / "credentials.json")
    build(REGION, out=ground.region, force=False, report=lambda *_: None)
    if not ground.credentials.exists():
        shutil.rmtree(ground.state, ignore_errors=True)
        ground.state.mkdir(parents=True)
        engine = open_database(ground.state / "state.sqlite")
        names = [f"0001/{number:05d}" for number in range(max(count for count, _ in FLEETS))]
        issued = issue_all(engine, names, now=SystemClock().now())
        engine.dispose()
        rows = [
            {"vehicle": one.vehicle, "username": one.username, "secret": one.secret}
            for one in issued
        ]
        ground.credentials.write_text(json.dumps(rows), "utf-8")
    return ground


def _measure(ground: Ground, count: int, form: str, *, work: Path) -> Numbers:
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(ground.state, work)
    server, port = _serve(ground.region, work)
    try:
        words = ["simulate", ground.region, "--to", f"127.0.0.1:{port}", "--http", server.address]
        words += ["--credentials", ground.credentials, "--vehicles", count, "--form", form]
        words += ["--duration-s", SETTLE_S + MEASURE_S + SPARE_S]
        fleet = subprocess.Popen(
            [*COMMAND, *map(str, words)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        numbers = _watch(server, Server(fleet, ""), count)
        said, _ = fleet.communicate(timeout=WAIT_S)
    finally:
        server.process.send_signal(signal.SIGINT)
        server.process.communicate(timeout=60)
    found = ACKNOWLEDGED.search(said)
    if fleet.returncode or found is None:
        raise SystemExit(f"modugil simulate ended: {said[-500:]}")
    return numbers | {"ack_p50_ms": float(found[1]), "ack_p99_ms": float(found[2])}


def _serve(region: Path, state: Path) -> tuple[Server, int]:
    words = ["serve", region, "--no-simulate", "--start", START, "--mqtt-port", 0]
    process = subprocess.Popen(
        [*COMMAND, *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"MODUGIL_LIVE_STATE": str(state)},
    )
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if door := re.search(r"mqtt://[\d.]+:(\d+)", line):
            address = ADDRESS.search(said)
            assert address is not None
            return Server(process, address[0]), int(door[1])
    raise SystemExit(f"modugil serve ended: {said[-500:]}")


def _watch(server: Server, fleet: Server, count: int) -> Numbers:
    """Wait until everybody speaks, then look twice in one stretch of time."""
    until_s = time.monotonic() + WAIT_S
    while _live(server)["received"] < count * 2:
        if fleet.process.poll() is not None or time.monotonic() > until_s:
            raise SystemExit("the fleet never spoke")
        time.sleep(0.2)
    time.sleep(SETTLE_S)
    began_s, cpu_s, sender_s = time.monotonic(), server.cpu_s(), fleet.cpu_s()
    received = _live(server)["received"]
    looks = []
    for _ in range(round(MEASURE_S / WINDOW_S)):
        time.sleep(WINDOW_S)
        looks.append(_live(server))
    took_s = time.monotonic() - began_s
    return {
        "fixes_per_s": (looks[-1]["received"] - received) / took_s,
        "visible_p50_ms": statistics.mean(look["visibleP50Ms"] for look in looks),
        "visible_p99_ms": max(look["visibleP99Ms"] for look in looks),
        "tick_ms": statistics.mean(look["tickMs"] for look in looks),
        "server_cores": (server.cpu_s() - cpu_s) / took_s,
        "sender_cores": (fleet.cpu_s() - sender_s) / took_s,
        "resident_mb": server.memory_mb()["VmRSS"],
    }


def _live(server: Server) -> dict[str, Any]:
    return dict(json.loads(server.ask("/api/v1/live")))
