"""Two thousand who look at 923 moving buses; who reads slowly, and who was cut off for a minute."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import pytest
from tests.app.live_server import COMMAND, LiveServer, issue

BUSES, LOOKERS = 923, 2000
START = "2026-11-23T08:30"
SECONDS, TURNS = 20, 3
SPOKEN_S = 120
BOXES, LINES = 40, 10


@pytest.mark.proof
def test_two_thousand_look_at_the_moving_buses(
    sample_region: Path, tmp_path: Path, proof_sheet: Callable[[str, dict[str, str]], None]
):
    turns = []
    with driving(sample_region, tmp_path) as server:
        queries = choose_queries(server)
        for _ in range(TURNS):
            before_s = server.cpu_s()
            told = look(server, queries)
            told["cores"] = (server.cpu_s() - before_s) / (SECONDS + 5 + told["opened_s"])
            turns.append(told)
        live = server.live()
    middle = {name: median(one[name] for one in turns) for name in turns[0]}
    proof_sheet(
        "The stream: two thousand look",
        {
            "buses, at 1 Hz": f"{live['vehicles']:,}",
            "connections held": f"{min(one['open'] for one in turns):,} of {LOOKERS:,}",
            "what they look at": f"{LOOKERS * 9 // 10:,} at one of {BOXES} boxes of 6 km, "
            f"{LOOKERS // 20} at one of {LINES} lines, {LOOKERS // 20} at all",
            "events sent": f"{middle['events_per_s']:,.0f} a second, "
            f"{middle['megabytes_per_s']:.1f} MB a second",
            "from measured to read, p50 / p99": f"{middle['age_p50_ms']:,.0f} / "
            f"{middle['age_p99_ms']:,.0f} ms (medians of {TURNS} turns)",
            "of this until the snapshot, p50 / p99": f"{live['visibleP50Ms']:,.0f} / "
            f"{live['visibleP99Ms']:,.0f} ms",
            "server": f"{middle['cores']:.2f} cores",
        },
    )
    assert all(one["open"] == LOOKERS for one in turns)
    assert all(one["fewest_changes"] > 0 for one in turns)
    assert live["vehicles"] == BUSES
    assert middle["age_p50_ms"] < 1500
    assert middle["age_p99_ms"] < 3000


@contextmanager
def driving(region: Path, folder: Path, *, buses: int = BUSES) -> Iterator[LiveServer]:
    """A server and, from another process, so many buses at 1 Hz."""
    names = [f"0001/{number:05d}" for number in range(buses)]
    credentials = issue(folder, names)
    rows = [
        {"vehicle": one.vehicle, "username": one.username, "secret": one.secret}
        for one in credentials.values()
    ]
    file = folder / "credentials.json"
    file.write_text(json.dumps(rows), "utf-8")
    server = LiveServer(region, folder)
    server.start("--no-simulate", "--start", START)
    words = ["simulate", region, "--to", f"127.0.0.1:{server.port}", "--http", server.address]
    words += ["--credentials", file, "--vehicles", buses, "--form", "compact"]
    fleet = subprocess.Popen(
        [*COMMAND, *map(str, words)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_until_spoken(server, fleet, buses)
        yield server
    finally:
        fleet.terminate()
        fleet.wait()
        server.stop()


def wait_until_spoken(server: LiveServer, fleet: subprocess.Popen[bytes], buses: int) -> None:
    for _ in range(SPOKEN_S):
        assert fleet.poll() is None, "the fleet ended"
        if server.live()["received"] >= 3 * buses:
            return
        try:
            fleet.wait(timeout=1)
        except subprocess.TimeoutExpired:
            continue
    raise AssertionError("the fleet never spoke")


def choose_queries(server: LiveServer) -> list[tuple[str, int]]:
    shown = server.ask("vehicles?limit=5000")["vehicles"]
    seen = shown[:: max(1, len(shown) // BOXES)][:BOXES]
    boxes = [
        (
            "bbox={:.3f},{:.3f},{:.3f},{:.3f}".format(
                one["lon"] - 0.03, one["lat"] - 0.03, one["lon"] + 0.03, one["lat"] + 0.03
            ),
            LOOKERS * 9 // 10 // BOXES,
        )
        for one in seen
    ]
    routes = sorted({one["routeId"] for one in shown if one["routeId"]})[:LINES]
    lines = [(f"line={route}", LOOKERS // 20 // len(routes)) for route in routes]
    rest = LOOKERS - sum(count for _, count in (*boxes, *lines))
    return [*boxes, *lines, ("", rest)]


def look(server: LiveServer, queries: list[tuple[str, int]]) -> dict[str, float]:
    program = str(Path(__file__).with_name("stream_readers.py"))
    words = [sys.executable, program, server.address, str(SECONDS), json.dumps(queries)]
    done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=300)
    return dict(json.loads(done.stdout))
