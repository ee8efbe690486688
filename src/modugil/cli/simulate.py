"""`modugil simulate`: a fleet of buses that drives a region's timetable and reports to a server."""

import argparse
import asyncio
import json
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.request import urlopen

import msgspec
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from modugil.cli.open_files import allow_connections
from modugil.cli.regions import find_built
from modugil.cli.terminal import open_console
from modugil.core.clock import Clock, RunningClock, SystemClock
from modugil.core.errors import BadInput, CouldNotLook
from modugil.core.time import parse_instant

if TYPE_CHECKING:
    from modugil.region.open_region import Region
    from modugil.simulator.settings import SimulationSettings
    from modugil.simulator.simulation import Simulation

FORMS = ("mix", "compact", "hfp", "http")
CLOCK_PATH = "/api/v1/clock"
ANSWER_S = 5.0
CLOCK_LOOKS = 5


def add_command(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Add `simulate` to the commands."""
    parser = commands.add_parser(
        "simulate",
        help="drive a simulated fleet against a server, also as a load",
        description="Buses drive the region's timetable through traffic and report to a server as "
        "real terminals do. At the end: what was sent, what the server acknowledged, how soon.",
    )
    parser.add_argument("region", metavar="REGION", help="a built folder, or its id under build/")
    parser.add_argument("--to", required=True, metavar="HOST:PORT", help="the MQTT door")
    parser.add_argument("--http", metavar="URL", help="the server, for batches and its clock")
    parser.add_argument(
        "--credentials",
        required=True,
        type=Path,
        metavar="FILE",
        help="what `modugil terminals issue --json` printed",
    )
    _add_fleet_options(parser)
    parser.set_defaults(run=run)


def _add_fleet_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--vehicles", type=int, metavar="N", help="how many speak (default: as the timetable asks)"
    )
    parser.add_argument(
        "--rate-hz", type=float, default=1.0, metavar="R", help="fixes a second (default: 1)"
    )
    parser.add_argument(
        "--duration-s", type=float, metavar="S", help="seconds to speak for (default: until Ctrl-C)"
    )
    parser.add_argument(
        "--speed", type=float, metavar="X", help="times faster than real (default: as the server)"
    )
    parser.add_argument("--start", metavar="TIME", help="when the simulated clock begins")
    parser.add_argument(
        "--storm", action="store_true", help="10 %% lost, 5 minutes late, twice, out of order"
    )
    parser.add_argument("--mishaps", action="store_true", help="breakdowns, bunches, wrong trips")
    parser.add_argument("--form", choices=FORMS, default="mix", help="what the terminals speak")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="same seed, same day")


def run(options: argparse.Namespace) -> int:
    """Simulate until the time is over or Ctrl-C, and print what came of it."""
    credentials = read_credentials(options.credentials)
    host, port = parse_address(options.to)
    settings = choose_settings(options, tuple(credentials))
    # the kernels take seconds to load; mistakes should not wait for them
    from modugil.region.open_region import open_region
    from modugil.simulator.simulation import Simulation
    from modugil.simulator.uplink.fleet_uplink import DoorAddresses

    region = open_region(find_built(options.region))
    clock = _choose_clock(options, region)
    simulation = Simulation(region, clock, seed=options.seed, settings=settings)
    _require_credentials(simulation, credentials)
    allow_connections(len(simulation.list_vehicles()))
    simulation.prepare()
    doors = DoorAddresses(host, port, options.http or "")
    began_s = time.monotonic()
    with suppress(KeyboardInterrupt):
        asyncio.run(_drive(simulation, doors, credentials, options.duration_s))
    _report(simulation, time.monotonic() - began_s)
    return 0


def read_credentials(file: Path) -> dict[str, tuple[str, str]]:
    """User name and secret of each vehicle in the file, in its order.

    Errors:  BadInput if it cannot be read, or is not as `modugil terminals issue --json` prints it.
    """

    class _Row(msgspec.Struct):
        vehicle: str
        username: str
        secret: str

    try:
        rows = msgspec.json.decode(file.read_bytes(), type=list[_Row])
    except (OSError, msgspec.DecodeError) as fault:
        raise BadInput(
            f"{file} holds no credentials ({fault}).",
            allowed="Give what `modugil terminals issue --json VEHICLE...` printed.",
        ) from fault
    return {row.vehicle: (row.username, row.secret) for row in rows}


def parse_address(text: str) -> tuple[str, int]:
    """Host and port of `HOST:PORT`.

    Errors:  BadInput if it is none.
    """
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65_536:
        raise BadInput(f"{text!r} is not HOST:PORT.", allowed="Write it like 127.0.0.1:1883.")
    return host.strip("[]"), int(port)


def choose_settings(options: argparse.Namespace, names: tuple[str, ...]) -> "SimulationSettings":
    """The settings that the options ask for; vehicles take the names given, in order.

    Errors:  BadInput for a rate or a number of vehicles that cannot be.
    """
    from modugil.simulator.settings import CLEAN, ORDINARY_MISHAPS, STORM, SimulationSettings

    if not 0.0 < options.rate_hz <= 1.0:
        raise BadInput(f"--rate-hz {options.rate_hz:g} cannot be.", allowed="Give 0.01 to 1.")
    if options.vehicles is not None and not 1 <= options.vehicles <= len(names):
        raise BadInput(
            f"--vehicles {options.vehicles} cannot be.",
            allowed=f"There are credentials for {len(names)}.",
        )
    settings = SimulationSettings(
        channel=STORM if options.storm else CLEAN,
        vehicle_count=options.vehicles,
        report_every_s=max(1, round(1.0 / options.rate_hz)),
        names=names,
    )
    if options.mishaps:
        settings = replace(settings, mishaps=ORDINARY_MISHAPS)
    ratios = {"compact": (0.0, 1.0), "hfp": (0.0, 0.0), "http": (1.0, 0.0)}
    if options.form in ratios:
        http, compact = ratios[options.form]
        settings = replace(settings, http_ratio=http, compact_ratio=compact)
    if options.form == "http" and not options.http:
        raise BadInput("--form http needs --http.", allowed="Give the server's address.")
    return settings


def _choose_clock(options: argparse.Namespace, region: "Region") -> Clock:
    """The server's clock where it tells one, unless the options ask for another."""
    system = SystemClock()
    if options.start or options.speed is not None:
        start = parse_instant(options.start, zone=region.zone) if options.start else system.now()
        return RunningClock(start, speed=_check_speed(options.speed))
    if options.http:
        return fetch_clock(options.http)
    return system


def _check_speed(speed: float | None) -> float:
    if speed is not None and not 0.0 < speed <= 1000.0:
        raise BadInput(f"--speed {speed:g} cannot be.", allowed="Give more than 0, at most 1000.")
    return 1.0 if speed is None else speed


def fetch_clock(url: str) -> Clock:
    """A clock that shows what the server's shows.

    Errors:  BadInput if it is no address, CouldNotLook if the server does not tell the time.
    """
    if not url.startswith(("http://", "https://")):
        raise BadInput(f"{url!r} is not an address.", allowed="Write it like http://127.0.0.1:8000")
    try:
        told, way_s = _ask_clock(url)
        speed = float(told["speed"])
        now = datetime.fromtimestamp(int(told["nowMs"]) / 1000, UTC)
        return RunningClock(now + timedelta(seconds=way_s * speed), speed=speed)
    except (URLError, OSError, ValueError, KeyError) as fault:
        raise CouldNotLook(f"The clock of {url} could not be read ({fault}).") from fault


def _ask_clock(url: str) -> tuple[Mapping[str, Any], float]:
    """What the server tells, and how long ago that is: half of the way there and back.

    Of some answers the quickest, as the first one opens what later ones find open.
    """
    answers = []
    for _ in range(CLOCK_LOOKS):
        began_s = time.monotonic()
        with urlopen(url.rstrip("/") + CLOCK_PATH, timeout=ANSWER_S) as answer:
            told: Mapping[str, Any] = json.load(answer)
        answers.append((told, (time.monotonic() - began_s) / 2.0, time.monotonic()))
    told, way_s, at_s = min(answers, key=lambda one: one[1])
    return told, way_s + time.monotonic() - at_s


def _require_credentials(
    simulation: "Simulation", credentials: Mapping[str, tuple[str, str]]
) -> None:
    names = simulation.list_vehicles()
    missing = sum(name not in credentials for name in names)
    if missing:
        raise BadInput(
            f"{missing} of {len(names)} vehicles have no credential.",
            allowed="Issue more, or ask for fewer with --vehicles.",
        )


async def _drive(
    simulation: "Simulation",
    doors: Any,  # noqa: ANN401 - DoorAddresses, not loaded before it is needed
    credentials: Mapping[str, tuple[str, str]],
    duration_s: float | None,
) -> None:
    stop = asyncio.Event()
    task = asyncio.create_task(simulation.run(doors, credentials, stop))
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=open_console(stderr=True),
    ) as progress:
        line = progress.add_task("Connecting", total=None)
        spoken_s = 0.0
        while not task.done() and (duration_s is None or spoken_s < duration_s):
            await asyncio.sleep(0.5)
            spoken_s += 0.5 if simulation.tally.fixes else 0.0
            progress.update(line, description=_describe(simulation))
        stop.set()
        await task


def _describe(simulation: "Simulation") -> str:
    tally, uplink = simulation.tally, simulation.uplink
    connected = uplink.connected_count if uplink is not None else 0
    return (
        f"{simulation.clock.now():%Y-%m-%d %H:%M:%S}Z  {connected:,} connected  "
        f"{tally.fixes:,} fixes  {tally.acknowledged:,} of {tally.messages:,} messages safe"
    )


def _report(simulation: "Simulation", took_s: float) -> None:
    tally, console = simulation.tally, open_console()
    busy_s = time.process_time()
    console.print(
        f"{tally.messages:,} messages with {tally.fixes:,} fixes sent in {took_s:.1f} s, "
        f"{tally.acknowledged:,} acknowledged, {tally.resent:,} sent again, "
        f"{tally.dropped:,} dropped, {tally.bytes_sent:,} bytes."
    )
    if tally.acknowledged:
        p50, p99 = tally.ack_quantile_ms(0.5), tally.ack_quantile_ms(0.99)
        console.print(f"Acknowledged within {p50:.1f} ms (half), {p99:.1f} ms (99 %).")
    console.print(
        f"{tally.connects:,} connections, {tally.refused:,} refused; "
        f"{busy_s:.1f} s of processor time here."
    )
    if simulation.silent_ms:
        console.print(f"Too slow here: {simulation.silent_ms / 1000:.0f} s of the clock untold.")
