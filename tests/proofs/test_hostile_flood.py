"""A terminal that floods the server with what nobody can read, beside a hundred good ones."""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pytest
from tests.app.live_server import LiveServer, issue
from tests.app.terminals import Terminal, stand
from tests.proofs.places import CITY_HALL

GOOD, PER_S = 100, 1000
FLOOD_S, BEFORE_S, PAUSE_S = 10.0, 12.0, 3.0
TITLES = {"known": "terminal", "stranger": "stranger"}


@pytest.mark.proof
def test_a_flood_of_malformed_messages_costs_its_sender_only(
    sample_region: Path, tmp_path: Path, proof_sheet: Callable[[str, dict[str, str]], None]
):
    names = [f"0055/{number:05d}" for number in range(GOOD + 1)]
    credentials = issue(tmp_path, names)
    fleet = [Terminal(credentials[name], stand(CITY_HALL)) for name in names[1:]]
    with LiveServer(sample_region, tmp_path) as server:
        senders = {"known": asdict(credentials[names[0]]), "stranger": {}}
        phases, floods = asyncio.run(drive_and_flood(server, fleet, senders))
        refused = server.live()["refused"]
    known, stranger = floods["known"], floods["stranger"]
    rows = {
        f"a terminal that sends {PER_S:,} malformed messages a second for {FLOOD_S:.0f} s": (
            f"{known['sent']:,} sent before it was cut off, then {known['refused']:,} of "
            f"{known['connections']:,} connections refused: banned"
        ),
        f"a stranger with {PER_S:,} a second, each by a connection of its own": (
            f"{stranger['connections']:,} connections, {stranger['cut']:,} of them cut off"
        ),
        "counted by the server": ", ".join(f"{key} {refused[key]:,}" for key in refused),
        "fixes of good terminals not acknowledged": str(sum(one.unsafe for one in fleet)),
    }
    for name, phase in phases.items():
        rows |= {f"{GOOD} good terminals at 1 Hz, {name}": phase.describe()}
    proof_sheet("Hostile terminals: a flood", rows)
    assert known["refused"] > 0
    assert refused["unreadable"] > 0
    assert refused["banned"] > 0
    assert stranger["cut"] == stranger["connections"] > 0.5 * PER_S * FLOOD_S
    assert sum(one.unsafe for one in fleet) == 0
    calm_s = phases["before"].ack_s(0.99)
    assert phases["during the terminal's flood"].ack_s(0.99) < calm_s + 0.25
    assert phases["during the stranger's flood"].ack_s(0.99) < calm_s + 0.25


@dataclass
class Phase:
    """How good terminals fared for a while."""

    acks_s: list[float]
    visible: str
    cores: float

    def ack_s(self, share: float) -> float:
        return float(np.quantile(self.acks_s, share))

    def describe(self) -> str:
        return (
            f"acknowledged in {1000 * self.ack_s(0.5):.0f} / {1000 * self.ack_s(0.99):.0f} ms, "
            f"visible in {self.visible} (p50 / p99); server {self.cores:.2f} cores"
        )


async def drive_and_flood(
    server: LiveServer, fleet: list[Terminal], senders: dict[str, dict]
) -> tuple[dict[str, Phase], dict[str, dict]]:
    length_s = PAUSE_S + BEFORE_S + 2.0 * FLOOD_S + 6.0
    drives = [
        asyncio.create_task(one.drive(server.port, seconds=length_s, start_s=number / GOOD))
        for number, one in enumerate(fleet)
    ]
    await asyncio.sleep(PAUSE_S)
    phases, floods = {}, {}
    async with measure(server, fleet) as phases["before"]:
        await asyncio.sleep(BEFORE_S)
    for name, credential in senders.items():
        async with measure(server, fleet) as phases[f"during the {TITLES[name]}'s flood"]:
            told = [server.port, json.dumps(credential), FLOOD_S, PER_S]
            floods[name] = await asyncio.to_thread(flood, told)
    await asyncio.gather(*drives)
    return phases, floods


@asynccontextmanager
async def measure(server: LiveServer, fleet: list[Terminal]) -> AsyncIterator[Phase]:
    phase = Phase([], "", 0.0)
    began_s, cpu_s = time.monotonic(), server.cpu_s()
    yield phase
    took_s = time.monotonic() - began_s
    phase.cores = (server.cpu_s() - cpu_s) / took_s
    live = await asyncio.to_thread(server.live)
    phase.visible = f"{live['visibleP50Ms']:.0f} / {live['visibleP99Ms']:.0f} ms"
    acks = [pair for one in fleet for pair in one.ack_s]
    phase.acks_s += [took for sent, took in acks if began_s <= sent < began_s + took_s]


def flood(flooder: list) -> dict:
    program: list[str] = [
        sys.executable,
        str(Path(__file__).with_name("flooder.py")),
        *map(str, flooder),
    ]
    done = subprocess.run(program, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))
