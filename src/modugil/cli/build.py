"""`modugil build`: a region from open files."""

import argparse
import os
import resource
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.table import Table

from modugil.cli.regions import BUILD_FOLDER, find_region_file
from modugil.cli.terminal import Report, open_console, show_notices, show_progress

if TYPE_CHECKING:
    from modugil.region.build import BuildResult

DATA_VARIABLE = "MODUGIL_DATA"
PLACES = "places"


def add_command(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Add `build` to the commands."""
    parser = commands.add_parser(
        "build",
        help="compile a region from the open files its region.toml names",
        description="Reads what region.toml names and writes one folder of memory-mapped arrays "
        "with a manifest. A fault in the data is listed; a broken file ends the build and leaves "
        f"what was there before. {{data}} in a path is the folder that {DATA_VARIABLE} names.",
    )
    parser.add_argument("region", type=Path, help="a folder with a region.toml, or that file")
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="where to write it (default: build/ID)"
    )
    parser.add_argument("--force", action="store_true", help="build even when no input has changed")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Build, and print what came of it."""
    file = find_region_file(options.region)
    started_s = time.monotonic()
    with show_progress(f"Building {file.parent.name}") as report:
        result = build(file, out=options.out, force=options.force, report=report)
    if result.unchanged:
        open_console().print(f"{result.folder} is up to date.")
        return 0
    show_notices(result.manifest.notice_counts, result.manifest.notices)
    if PLACES in result.manifest.parts:
        from modugil.cli.show_places import show_places

        show_places(open_console(), result.folder)
    open_console().print(_table(result.manifest.counts))
    took_s, peak_mb = time.monotonic() - started_s, _peak_mb()
    open_console().print(
        f"Built {result.folder} in {took_s:.1f} s; at most {peak_mb:.0f} MB of memory."
    )
    return 0


def build(file: Path, *, out: Path | None, force: bool, report: Report) -> "BuildResult":
    """The region of that region.toml with all its parts, by default under build/ID.

    Errors:  RegionUnreadable, and then what was built before is untouched.
    """
    # reading files needs the compiler; `--help` and mistakes should not wait for it
    from modugil.cli.parts import write_outline, write_photos, write_places
    from modugil.region.build import build_region
    from modugil.region.region_file import read_region_file

    data = os.environ.get(DATA_VARIABLE)
    data_folder = Path(data) if data else None
    if out is None:
        out = BUILD_FOLDER / read_region_file(file, data_folder=data_folder).id
    return build_region(
        file,
        out=out,
        data_folder=data_folder,
        report=report,
        more_parts=(write_places, write_outline, write_photos),
        force=force,
    )


def _table(counts: Mapping[str, int]) -> Table:
    table = Table(show_header=False, box=None)
    for name, count in counts.items():
        table.add_row(name.replace("_", " "), f"{count:,}")
    return table


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
