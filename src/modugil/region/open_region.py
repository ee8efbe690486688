"""A built region, opened for reading: nothing in it can be changed."""

from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from modugil.core.time import get_zone
from modugil.region.arrays import read_arrays
from modugil.region.manifest import Manifest, read_manifest
from modugil.region.streets import Streets
from modugil.region.timetable import Timetable

TIMETABLE, STREETS = "timetable", "streets"


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """One region: its manifest and, as far as it has them, its timetable and its streets."""

    manifest: Manifest
    timetable: Timetable | None
    streets: Streets | None
    folder: str
    zone: ZoneInfo
    """The time zone of the timetable, else of the region."""


def open_region(folder: Path) -> Region:
    """The region built in this folder; its arrays are memory-mapped.

    Errors:  RegionUnreadable if there is none, or if it must be built again.
    """
    manifest = read_manifest(folder)
    timetable, streets = None, None
    if TIMETABLE in manifest.parts:
        timetable = read_arrays(folder / TIMETABLE, Timetable)
    if STREETS in manifest.parts:
        streets = read_arrays(folder / STREETS, Streets)
    zone = get_zone(timetable.time_zone if timetable is not None else manifest.time_zone)
    return Region(manifest, timetable, streets, str(folder), zone)
