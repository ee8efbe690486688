"""How many riders' apps one server answers while it follows a fleet at 1 Hz.

    python bench/oba_mix.py [THINK_S ...]      500 users, mean pauses such as 5 2.5 1.67 (s)

The region is Porto Alegre's buses (`MODUGIL_DATA`, else ../shared/data). Server, fleet and users
are three processes on this machine's processors; each turn lasts half a minute and the command ends
by itself. The mix is the one OneBusAway's own load test names.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from fleets import COMMAND, Ground, _live
from serving import ADDRESS, Server

from modugil.cli.build import build
from modugil.core.clock import SystemClock
from modugil.live.terminals.ledger import issue_all
from modugil.store.database import open_database

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "bench" / "oba"
START = "2019-05-13T14:10"
VEHICLES, USERS, TURNS = 923, 500, 3
SETTLE_S, MEASURE_S = 10.0, 30.0
THINKS_S = (5.0, 2.5, 1.67)
SPEAKS_S = 1_200


def prepare(work: Path) -> Ground:
    """Porto Alegre's buses built, and terminals issued."""
    data = Path(os.environ.get("MODUGIL_DATA") or ROOT.parent / "shared" / "data")
    ground = Ground(work / "region", work / "state", work / "credentials.json")
    work.mkdir(parents=True, exist_ok=True)
    file = work / "region.toml"
    file.write_text(
        'id = "poa"\nname = { en = "Porto Alegre" }\ntime_zone = "America/Sao_Paulo"\n'
        f'[[source]]\nkind = "gtfs"\npath = "{data}/porto_alegre/poa_eptc.zip"\n'
        'licence = "unstated"\n',
        "utf-8",
    )
    build(file, out=ground.region, force=False, report=lambda *_: None)
    shutil.rmtree(ground.state, ignore_errors=True)
    ground.state.mkdir(parents=True)
    engine = open_database(ground.state / "state.sqlite")
    names = [f"0001/{number:05d}" for number in range(VEHICLES)]
    issued = issue_all(engine, names, now=SystemClock().now())
    engine.dispose()
    rows = [
        {"vehicle": one.vehicle, "username": one.username, "secret": one.secret} for one in issued
    ]
    ground.credentials.write_text(json.dumps(rows), "utf-8")
    return ground


def serve(ground: Ground, log: Path) -> tuple[Server, int]:
    """The server, as installed; comes back when it listens."""
    words = ["serve", ground.region, "--no-simulate", "--start", START, "--mqtt-port", 0]
    told = open(log, "w")  # noqa: SIM115 - the server writes to it until it ends
    process = subprocess.Popen(
        [*COMMAND, *map(str, words)],
        stdout=told,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"MODUGIL_LIVE_STATE": str(ground.state)},
    )
    while True:
        said = log.read_text("utf-8")
        address, door = ADDRESS.search(said), said.partition("mqtt://")[2].partition("\n")[0]
        if address and "\n" in said.partition("mqtt://")[2]:
            return Server(process, address[0]), int(door.partition(":")[2].split()[0])
        if process.poll() is not None:
            raise SystemExit(f"modugil serve ended: {said[-800:]}")
        time.sleep(0.1)


def drive(ground: Ground, server: Server, port: int, log: Path) -> subprocess.Popen[bytes]:
    """The fleet; comes back when everybody has spoken."""
    words = ["simulate", ground.region, "--to", f"127.0.0.1:{port}", "--http", server.address]
    words += ["--credentials", ground.credentials, "--vehicles", VEHICLES, "--form", "compact"]
    words += ["--duration-s", SPEAKS_S]
    told = open(log, "w")  # noqa: SIM115 - the fleet writes to it until it ends
    fleet = subprocess.Popen([*COMMAND, *map(str, words)], stdout=told, stderr=told)
    until_s = time.monotonic() + 180
    while _live(server)["received"] < VEHICLES * 2:
        if fleet.poll() is not None or time.monotonic() > until_s:
            fleet.kill()
            raise SystemExit("the fleet never spoke: " + log.read_text("utf-8")[-800:])
        time.sleep(0.5)
    return fleet


def measure(server: Server, fleet: subprocess.Popen[bytes], think_s: float, turn: int) -> Any:
    """One turn of all users."""
    script = Path(__file__).with_name("oba_users.py")
    words = [server.address, USERS, think_s, MEASURE_S, turn]
    users = subprocess.Popen(
        [sys.executable, str(script), *map(str, words)], stdout=subprocess.PIPE, text=True
    )
    parts = {"server": server, "fleet": Server(fleet, ""), "users": Server(users, "")}
    time.sleep(max(think_s, MEASURE_S / 10) + 2.0)
    began_s, cpu_s = time.monotonic(), {name: one.cpu_s() for name, one in parts.items()}
    received = _live(server)["received"]
    time.sleep(MEASURE_S - 5.0)
    took_s = time.monotonic() - began_s
    cores = {f"{name}_cores": (one.cpu_s() - cpu_s[name]) / took_s for name, one in parts.items()}
    fixes = (_live(server)["received"] - received) / took_s
    try:
        out, _ = users.communicate(timeout=120)
    finally:
        users.kill()
    return json.loads(out) | cores | {"fixes_per_s": fixes, "live": _live(server)}


def middle(runs: list[Any]) -> dict[str, float]:
    """The medians of the turns."""
    row = {name: statistics.median(run[name] for run in runs) for name in KEPT}
    row["errors"] = sum(run["errors"] + run["errors_before"] for run in runs)
    kinds = [
        kind for kind in runs[0] if isinstance(runs[0][kind], dict) and "p99_ms" in runs[0][kind]
    ]
    for kind in kinds:
        for name in ("p50_ms", "p99_ms"):
            row[f"{kind} {name}"] = statistics.median(run[kind][name] for run in runs)
    row["visible_p99_ms"] = statistics.median(run["live"]["visibleP99Ms"] for run in runs)
    return row


KEPT = ("rate", "megabytes_per_s", "server_cores", "fleet_cores", "users_cores", "fixes_per_s")


def main() -> None:
    """Measure every pause, the longest first."""
    thinks_s = tuple(map(float, sys.argv[1:])) or THINKS_S
    turns = int(os.environ.get("TURNS", TURNS))
    ground = prepare(WORK)
    server, port = serve(ground, WORK / "server.log")
    fleet = None
    try:
        fleet = drive(ground, server, port, WORK / "fleet.log")
        time.sleep(SETTLE_S)
        for think_s in thinks_s:
            runs = [measure(server, fleet, think_s, turn) for turn in range(turns)]
            row = {name: round(value, 2) for name, value in middle(runs).items()}
            print(json.dumps({"think_s": think_s, **row}, indent=1), flush=True)
            for run in runs:
                if run["first_errors"]:
                    print(run["first_errors"], flush=True)
        print(f"resident {server.memory_mb()['VmRSS']:.0f} MB")
    finally:
        if fleet is not None:
            fleet.send_signal(signal.SIGINT)
            fleet.wait(timeout=60)
        server.process.send_signal(signal.SIGINT)
        server.process.wait(timeout=60)


if __name__ == "__main__":
    main()
