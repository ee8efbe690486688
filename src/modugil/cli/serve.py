"""`modugil serve`: a built region for people and programs, in one process."""

import argparse
import socket
from pathlib import Path
from typing import Any

from modugil.cli.build import build
from modugil.cli.regions import BUILD_FOLDER, find_built, find_region_file
from modugil.cli.terminal import open_console, show_progress
from modugil.core.errors import BadInput, CouldNotLook

SAMPLE = Path("regions/jeju-sample")
FIRST_PORT = 8000
PORTS_TRIED = 100


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
    parser.add_argument("--settings", type=Path, metavar="TOML", help="a file of settings")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serve until stopped."""
    folder = _region_folder(options)
    listener = open_listener(options.host, options.port)
    with show_progress("Getting ready") as report:
        from modugil.app import open_app

        report("Loading the compiled search (longer the first time)", 0.1)
        app = open_app(folder, settings_file=options.settings)
        app.warm_up(report)
        report("Ready", 1.0)
    port = listener.getsockname()[1]
    shown = f"[{options.host}]" if ":" in options.host else options.host
    open_console().print(f"\n모두길 Modugil: [bold]http://{shown}:{port}/[/]   (Ctrl-C stops)\n")
    app.serve(listener)
    return 0


def _region_folder(options: argparse.Namespace) -> Path:
    if options.sample == bool(options.region):
        raise BadInput("serve needs a region.", allowed="Give REGION, or --sample.")
    if options.region:
        return find_built(options.region)
    file = find_region_file(SAMPLE)
    with show_progress("Sample region") as report:
        return build(file, out=BUILD_FOLDER / SAMPLE.name, force=False, report=report).folder


def open_listener(host: str, port: int | None) -> socket.socket:
    """A socket that listens there; without a port, on the first free one.

    Errors:  BadInput if the asked port is taken, CouldNotLook if none is free.
    """
    tried = (port,) if port is not None else range(FIRST_PORT, FIRST_PORT + PORTS_TRIED)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for number in tried:
        listener = socket.socket(family, socket.SOCK_STREAM)
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
