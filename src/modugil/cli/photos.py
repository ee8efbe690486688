"""`modugil photos`: pictures of streets for the road view of a region."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from rich.table import Table

from modugil.cli.state import add_state_options, find_database, find_state
from modugil.cli.terminal import open_console, show_progress
from modugil.core.clock import SystemClock

if TYPE_CHECKING:
    from modugil.places.roadview.report import AddReport
    from modugil.places.roadview.road_view import RoadView

SHOWN = 20
ENDINGS = (".jpg", ".jpeg")


def add_command(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Add `photos` and what can be done with it to the commands."""
    parser = commands.add_parser(
        "photos",
        help="add pictures to the road view",
        description="Photos with their position, flat or 360 degrees. Faces and number plates are "
        "blurred before a picture is public, as far as they are found.",
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    add = actions.add_parser("add", help="all photos of a folder, and what became of each")
    add.add_argument("folder", type=Path, metavar="FOLDER", help="with .jpg files, also in folders")
    add.add_argument("--producer", default="", metavar="TEXT", help="who took them")
    add.add_argument("--licence", default="", metavar="SPDX", help="such as CC-BY-4.0")
    add.add_argument("--json", action="store_true", help="for programs")
    add_state_options(add)
    add.set_defaults(run=run_add)


def run_add(options: argparse.Namespace) -> int:
    """Add the photos; the exit status is 1 where none was taken and some were refused.

    Errors:  BadInput where there are none; CouldNotLook, CouldNotKeep.
    """
    from modugil.core.errors import BadInput

    found = list_photos(options.folder)
    if not found:
        raise BadInput(
            f"There are no photos in {options.folder}.", allowed="Give a folder with .jpg files."
        )
    road = _open(options)
    files = [(one, str(one.relative_to(options.folder))) for one in found]
    with show_progress("Adding photos") as progress:
        report = road.add(
            files,
            now=SystemClock().now(),
            producer=options.producer,
            licence=options.licence,
            progress=lambda step: progress(f"{step.stage} {step.name}", step.share),
        )
    road.close()
    if options.json:
        print(msgspec.json.format(msgspec.json.encode(report)).decode())  # noqa: T201
    else:
        show_report(report)
    return 1 if report.refused and not (report.pictures or report.known) else 0


def list_photos(folder: Path) -> list[Path]:
    """All photos of a folder and those in it, by name. Errors: BadInput if it cannot be read."""
    from modugil.core.errors import BadInput

    try:
        if not folder.is_dir():
            raise BadInput(f"There is no folder {folder}.")
        return sorted(
            one for one in folder.rglob("*") if one.suffix.lower() in ENDINGS and one.is_file()
        )
    except OSError as cause:
        raise BadInput(f"The folder {folder} cannot be read ({cause.strerror}).") from cause


def show_report(report: "AddReport") -> None:
    """What became of the files: counts, then a sentence for each that was left out."""
    console = open_console()
    counts = Table(title="Photos", title_justify="left")
    for name in ("files", "pictures", "sequences", "repeated", "came before", "refused"):
        counts.add_column(name, justify="right")
    told = (
        report.files,
        len(report.pictures),
        len(report.sequences),
        report.repeated,
        report.known,
        len(report.refused),
    )
    counts.add_row(*(f"{count:,}" for count in told))
    console.print(counts)
    blurred = ", ".join(f"{count:,} as {kind}s" for kind, count in sorted(report.boxes.items()))
    console.print(f"Blurred: {blurred or 'nothing was found'}. A detector misses some of them.")
    track = report.headings["track"]
    unknown = report.headings[""]
    if track or unknown:
        console.print(f"Headings from the track: {track:,}; not known: {unknown:,}.")
    for one in (*report.refused, *report.noted)[:SHOWN]:
        console.print(f"{one.file}: {one.message}", markup=False, soft_wrap=True)
    more = len(report.refused) + len(report.noted) - SHOWN
    if more > 0:
        console.print(f"... and {more:,} more; --json tells all of them.")


def _open(options: argparse.Namespace) -> "RoadView":
    from modugil.app.settings import read_settings
    from modugil.places.roadview.road_view import RoadView
    from modugil.store.database import open_database
    from modugil.store.layout import ROADVIEW

    settings = read_settings(options.settings).roadview
    state = find_state(options)
    where: Path | str = find_database(options)
    folder = Path(settings.folder or state / ROADVIEW)
    return RoadView(open_database(where), folder, settings, zone=_find_zone(options))


def _find_zone(options: argparse.Namespace) -> Any:  # noqa: ANN401 - a tzinfo, imported late
    """The time zone of the region; UTC where only a folder of state is told."""
    from modugil.cli.regions import BUILD_FOLDER, MANIFEST, find_built
    from modugil.core.time import get_zone
    from modugil.region.manifest import read_manifest

    if options.region is not None:
        return get_zone(read_manifest(find_built(options.region)).time_zone)
    built = sorted(path.parent for path in BUILD_FOLDER.glob(f"*/{MANIFEST}"))
    if not options.state and len(built) == 1:
        return get_zone(read_manifest(built[0]).time_zone)
    return get_zone("UTC")
