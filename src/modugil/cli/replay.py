"""`modugil replay`: the buses of a day in the past, seen again as they came in."""

import argparse
import re
from pathlib import Path
from typing import Any

from modugil.cli.regions import BUILD_FOLDER, MANIFEST, find_built
from modugil.cli.serve import FASTEST, open_listener, show_address
from modugil.cli.terminal import open_console, show_progress
from modugil.core.errors import BadInput
from modugil.core.time import get_zone, parse_instant
from modugil.store.layout import HISTORY

_ENDING = re.compile(r"-(simulated|replayed)(-\d+)?$")
"""What stands behind the region's id where the buses were none."""


def add_command(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Add `replay` to the commands."""
    parser = commands.add_parser(
        "replay",
        help="see the buses of the past again, faster than they drove",
        description="Serves the region as it was: map, boards and journeys show the fixes kept in "
        "DIR as they came in then. Nothing is listened to, and DIR is only read.",
    )
    parser.add_argument(
        "folder", type=Path, metavar="DIR", help="state or history, such as build/state/jeju-sample"
    )
    parser.add_argument(
        "--region",
        metavar="REGION",
        help="a built folder, or its id under build/ (default: the one that DIR is named after)",
    )
    parser.add_argument(
        "--speed", type=float, default=10.0, metavar="X", help="X times faster (default: 10)"
    )
    parser.add_argument(
        "--start", metavar="TIME", help="begin then, like 2026-11-23T08:00 (default: the first fix)"
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, metavar="PORT", help="port to listen on")
    parser.add_argument("--settings", type=Path, metavar="TOML", help="a file of settings")
    parser.set_defaults(run=run)


def guess_region(folder: Path) -> str:
    """The id of the region whose state the folder is, by its name: build/state/jeju-sample.

    Errors:  BadInput where no such region is built.
    """
    whole = folder.resolve()
    name = (whole.parent if whole.name == HISTORY else whole).name
    for guess in (name, _ENDING.sub("", name)):
        if (BUILD_FOLDER / guess / MANIFEST).is_file():
            return guess
    raise BadInput(
        f"It is not clear of which region {folder} is the state.",
        allowed="Give --region with a built folder, or its id under build/.",
    )


def run(options: argparse.Namespace) -> int:
    """Serve the past until stopped."""
    if not 0.0 < options.speed <= FASTEST:
        raise BadInput(
            f"--speed {options.speed:g} cannot be.", allowed=f"Give more than 0, to {FASTEST:g}."
        )
    folder = find_built(options.region or guess_region(options.folder))
    with show_progress("Getting ready") as report:
        from modugil.app.buses import Replayed
        from modugil.app.open_app import open_app
        from modugil.region.manifest import read_manifest

        report("Reading the history", 0.1)
        zone = get_zone(read_manifest(folder).time_zone)
        start = parse_instant(options.start, zone=zone) if options.start else None
        past = Replayed(options.folder, start, speed=options.speed)
        app = open_app(folder, settings_file=options.settings, buses=past)
        app.warm_up(report)
        listener = open_listener(options.host, options.port)
        app.start_live("")
        report("Ready", 1.0)
    console = open_console()
    console.print(f"\n모두길 Modugil: [bold]{show_address(options.host, listener)}/[/]")
    begin = app.desk.clock.now().astimezone(zone)
    console.print(f"Replayed from {begin:%Y-%m-%d %H:%M}, {options.speed:g} times faster.\n")
    app.serve(listener)
    return 0
