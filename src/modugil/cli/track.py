"""`modugil track`: one of several workers that follow a fleet too large for one process."""

import argparse
import asyncio
import logging
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modugil.cli.regions import find_built
from modugil.cli.terminal import open_console, show_progress
from modugil.core.errors import BadInput

if TYPE_CHECKING:
    from modugil.app.track.system import TrackSystem


def add_command(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Add `track` to the commands."""
    parser = commands.add_parser(
        "track",
        help="follow a share of the buses, beside `modugil serve` and other workers",
        description="Follows a share of the buses that report to `modugil serve`. Both need the "
        "setting store.stream, the address of a NATS with JetStream. Begin as many workers as "
        "there are processors to spare, on any machine with the same build of the region: they "
        "share the fleet by themselves, and take over within seconds what one of them leaves.",
    )
    parser.add_argument("region", metavar="REGION", help="a built folder, or its id under build/")
    parser.add_argument("--settings", type=Path, metavar="TOML", help="a file of settings")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Follow until stopped."""
    folder = find_built(options.region)
    console = open_console()
    with show_progress("Getting ready") as report:
        from modugil.app.settings import read_settings
        from modugil.app.track.system import TrackSystem
        from modugil.region.open_region import open_region
        from modugil.store.layout import STATE_FOLDER

        settings = read_settings(options.settings)
        if not settings.store.stream:
            raise BadInput(
                "track needs the setting store.stream.",
                allowed='Write stream = "nats://127.0.0.1:4222" below [store] in the settings.',
            )
        logging.basicConfig(level=settings.log_level.upper(), format="%(levelname)s: %(message)s")
        region = open_region(folder)
        system = TrackSystem(
            region,
            settings=settings.live,
            store=settings.store,
            state=Path(settings.live.state or STATE_FOLDER / region.manifest.id),
            report=lambda said: console.print(f"Following {said}."),
        )
        report("Loading the compiled tracker (longer the first time)", 0.3)
        system.prepare()
        report("Ready", 1.0)
    console.print(f"모두길 Modugil: the worker {system.worker}   (Ctrl-C stops)")
    asyncio.run(_run(system))
    return 0


async def _run(system: "TrackSystem") -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for one in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(one, stop.set)
    await system.run(stop)
