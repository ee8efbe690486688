"""Which folder of state a command means: what a server keeps beside the region it serves."""

import argparse
import os
from pathlib import Path
from typing import Any

from modugil.cli.regions import BUILD_FOLDER, MANIFEST, find_built
from modugil.core.errors import BadInput
from modugil.store.layout import DATABASE, STATE_FOLDER

SETTINGS_FROM = {"MODUGIL_SETTINGS", "MODUGIL_LIVE_STATE", "MODUGIL_STORE_DATABASE"}
"""Variables of the environment that may say where the state is."""


def add_state_options(parser: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Let a command be told of which region's state it speaks."""
    parser.add_argument(
        "--region",
        metavar="REGION",
        help="a built folder, or its id under build/ (default: the only one that is built)",
    )
    parser.add_argument(
        "--state",
        type=Path,
        metavar="DIR",
        help="where the server keeps its state (default: live.state of its settings, else "
        f"{STATE_FOLDER}/ID of the region)",
    )
    parser.add_argument(
        "--settings", type=Path, metavar="TOML", help="the server's file of settings"
    )


def find_state(options: argparse.Namespace) -> Path:
    """The folder of state that the options mean; it need not be there yet.

    Errors:  BadInput where it is not clear which, SettingsInvalid for settings that cannot be read.
    """
    told = options.state or _find_told(options.settings)
    return Path(told) if told else name_state(find_region(options))


def find_region(options: argparse.Namespace) -> Path:
    """The built folder that the options mean: the one named, else the only one there is.

    Errors:  BadInput where it is not clear which.
    """
    if options.region is not None:
        return find_built(options.region)
    built = sorted(path.parent for path in BUILD_FOLDER.glob(f"*/{MANIFEST}"))
    if len(built) == 1:
        return built[0]
    raise BadInput(
        f"{len(built) or 'No'} regions are built under {BUILD_FOLDER}, so it is not clear which "
        "is meant.",
        allowed="Give --region, or --state with the folder of state itself.",
    )


def _find_told(settings: Path | None) -> str:
    """`live.state`, where there are settings: a server with the same ones keeps its state there."""
    if settings is None and not SETTINGS_FROM & os.environ.keys():
        return ""  # and nothing of the server needs to be loaded
    from modugil.app.settings import read_settings

    return read_settings(settings).live.state


def find_database(options: argparse.Namespace) -> Path | str:
    """Where the state that the options mean has its database: a file, or the address of a server.

    A folder given by --state holds its own. Errors: as `find_state`.
    """
    if not options.state and (options.settings or SETTINGS_FROM & os.environ.keys()):
        from modugil.app.settings import read_settings

        address = read_settings(options.settings).store.database
        if address:
            return address
    return find_state(options) / DATABASE


def name_state(built: Path) -> Path:
    """Where a server of that built region keeps its state if it is not told otherwise."""
    from modugil.region.manifest import read_manifest

    return STATE_FOLDER / read_manifest(built).id
