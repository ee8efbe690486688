"""`modugil serve`: a built region for people and programs, in one process."""

import argparse
import socket
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modugil.cli.build import build
from modugil.cli.open_files import allow_connections
from modugil.cli.regions import BUILD_FOLDER, find_built, find_region_file
from modugil.cli.terminal import open_console, show_progress
from modugil.core.errors import BadInput, CouldNotLook
from modugil.core.time import get_zone

if TYPE_CHECKING:
    from modugil.app.buses import Simulated
    from modugil.app.open_app import OpenApp

SAMPLE = Path("regions/jeju-sample")
FIRST_PORT = 8000
PORTS_TRIED = 100
FASTEST = 3600.0


def add_command(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Add `serve` to the commands."""
    parser = commands.add_parser(
        "serve",
        help="serve a built region: pages for people, an API for programs",
        description="Serves on this machine alone unless --host says otherwise.",
    )
    parser.add_argument(
        "region", nargs="?", metavar="REGION", help="a built folder, or its id under build/"
    )
    parser.add_argument(
        "--sample", action="store_true", help="build and serve the sample region of the project"
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument(
        "--port",
        type=int,
        metavar="PORT",
        help=f"port to listen on (default: the first free one from {FIRST_PORT})",
    )
    parser.add_argument(
        "--mqtt-port", type=int, metavar="PORT", help="port for the buses' terminals; 0 for any"
    )
    buses = parser.add_mutually_exclusive_group()
    buses.add_argument(
        "--simulate", action="store_true", help="let simulated buses drive (--sample does)"
    )
    buses.add_argument(
        "--no-simulate",
        action="store_true",
        help="wait for terminals; with --start for those of `modugil simulate --http`",
    )
    parser.add_argument(
        "--speed", type=float, metavar="X", help="simulated time runs X times faster (default: 1)"
    )
    parser.add_argument(
        "--start",
        metavar="TIME",
        help="simulated time begins then, like 2026-11-23T08:00 (default: now by day, else 08:30)",
    )
    parser.add_argument("--settings", type=Path, metavar="TOML", help="a file of settings")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serve until stopped."""
    simulates = options.simulate or (options.sample and not options.no_simulate)
    _check_clock(options, simulates=simulates)
    folder = _region_folder(options)
    listener = open_listener(options.host, options.port)
    address = show_address(options.host, listener)
    with show_progress("Getting ready") as report:
        from modugil.app.open_app import open_app
        from modugil.live.doors.mqtt.settings import MqttSettings

        allow_connections(MqttSettings().most_connections)
        report("Loading the compiled search (longer the first time)", 0.1)
        app = open_app(
            folder,
            settings_file=options.settings,
            buses=_choose_buses(options, folder, simulates=simulates),
            mqtt_port=_choose_mqtt_port(options, simulates=simulates),
        )
        app.warm_up(report)
        app.start_live(address)
        report("Ready", 1.0)
    _tell(app, address)
    app.serve(listener)
    return 0


def _check_clock(options: argparse.Namespace, *, simulates: bool) -> None:
    is_told = options.speed is not None or options.start is not None
    if is_told and not (simulates or options.no_simulate):
        raise BadInput(
            "--speed and --start are for simulated buses.", allowed="Give --simulate as well."
        )
    if options.speed is not None and not 0.0 < options.speed <= FASTEST:
        raise BadInput(
            f"--speed {options.speed:g} cannot be.", allowed=f"Give more than 0, to {FASTEST:g}."
        )


def _choose_buses(
    options: argparse.Namespace, folder: Path, *, simulates: bool
) -> "Simulated | None":
    """None for real ones; with a clock of its own a fleet may drive from another process."""
    if not simulates and options.start is None and options.speed is None:
        return None
    from modugil.app.buses import Simulated
    from modugil.core.time import parse_instant
    from modugil.region.manifest import read_manifest

    start = None
    if options.start is not None:
        start = parse_instant(options.start, zone=get_zone(read_manifest(folder).time_zone))
    return Simulated(start, speed=options.speed or 1.0, drives=simulates)


def _choose_mqtt_port(options: argparse.Namespace, *, simulates: bool) -> int | None:
    """What was asked for; simulated buses take any free port, so that nothing is in their way."""
    if options.mqtt_port is not None:
        return int(options.mqtt_port)
    return 0 if simulates else None


def _tell(app: "OpenApp", address: str) -> None:
    console = open_console()
    console.print(f"\n모두길 Modugil: [bold]{address}/[/]   (Ctrl-C stops)")
    if app.live is not None:
        console.print(f"Terminals: {app.live.doors.address}")
    if app.fleet is not None:
        shown = app.desk.clock.now().astimezone(get_zone(app.desk.manifest.time_zone))
        console.print(f"The buses are simulated; their clock says {shown:%Y-%m-%d %H:%M}.")
    if app.photos is not None:
        app.photos.say = partial(console.print, markup=False, soft_wrap=True)
    console.print()


def _region_folder(options: argparse.Namespace) -> Path:
    if options.sample == bool(options.region):
        raise BadInput("serve needs a region.", allowed="Give REGION, or --sample.")
    if options.region:
        return find_built(options.region)
    file = find_region_file(SAMPLE)
    with show_progress("Sample region") as report:
        return build(file, out=BUILD_FOLDER / SAMPLE.name, force=False, report=report).folder


def show_address(host: str, listener: socket.socket) -> str:
    """Where people find what is served on that socket."""
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{listener.getsockname()[1]}"


def open_listener(host: str, port: int | None) -> socket.socket:
    """A socket that listens there; without a port, on the first free one.

    Errors:  BadInput if the asked port is taken, CouldNotLook if none is free.
    """
    tried = (port,) if port is not None else range(FIRST_PORT, FIRST_PORT + PORTS_TRIED)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for number in tried:
        # with the protocol named, asyncio sends at once: else each answer but the first waits 40 ms
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, number))
            listener.listen(2048)
            return listener
        except (OSError, OverflowError) as fault:
            listener.close()
            if port is not None:
                raise BadInput(
                    f"Port {port} of {host} cannot be used ({fault}).",
                    allowed="Give another --port, or none to take the first free one.",
                ) from fault
    raise CouldNotLook(f"No port from {FIRST_PORT} to {FIRST_PORT + PORTS_TRIED - 1} is free.")
