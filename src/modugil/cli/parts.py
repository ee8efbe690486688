"""The parts of a built region that rooms above `region` write: places, outline, photos.

`cli` wires them because rooms of one floor never import each other.
"""

import json
import shutil
from pathlib import Path

from modugil.core.errors import RegionUnreadable
from modugil.core.notices import Notices
from modugil.places.build_report import write_report
from modugil.places.courses.tracks import TRACKS, read_tracks
from modugil.places.places import KINDS, Places
from modugil.places.read_places import read_places
from modugil.places.record import PlaceSource
from modugil.region.arrays import write_arrays
from modugil.region.build import PartWritten, Report
from modugil.region.manifest import Bounds
from modugil.region.region_file import PHOTOS, RegionFile

PLACES = "places"
OUTLINE = "outline"
OUTLINE_FILE = "outline.geojson"
PHOTO_ENDINGS = (".jpg", ".jpeg")


def write_places(
    region_file: RegionFile, *, notices: Notices, folder: Path, report: Report
) -> PartWritten:
    """The part `places`, where region.toml names sources of places; how many there are by kind.

    Where it names tracks of courses, they are the part `course_tracks`.
    Errors:  RegionUnreadable for an unknown kind of place or a file that cannot be read.
    """
    sources = [
        PlaceSource(
            kind=_kind(source.kind),
            format=str(source.options.get("format", "modugil")),
            path=source.path,
            row=row,
            id=source.id,
            as_of=source.as_of,
            options=source.options,
        )
        for row, source in enumerate(region_file.sources)
        if source.kind.startswith(f"{PLACES}.")
    ]
    if not sources:
        return PartWritten()
    read = read_places(sources, notices=notices, report=report)
    write_arrays(folder / PLACES, read.places)
    write_report(folder / PLACES, read.report)
    tracks = read_tracks(sources)
    if tracks is not None:
        write_arrays(folder / TRACKS, tracks)
    asked = {source.kind: 0 for source in sources}
    return PartWritten(asked | read.report.places, _bounds(read.places))


def _bounds(places: Places) -> Bounds | None:
    if not len(places):
        return None
    lat, lon = places.lat, places.lon
    box = (lat.min(), lon.min(), lat.max(), lon.max())
    return Bounds(*(round(float(edge), 7) for edge in box))


def _kind(kind: str) -> str:
    name = kind.removeprefix(f"{PLACES}.")
    if name not in KINDS:
        raise RegionUnreadable(
            f"There are no places of the kind {kind!r}.",
            allowed=f"There are: {', '.join(f'{PLACES}.{one}' for one in KINDS)}.",
        )
    return name


def write_outline(
    region_file: RegionFile, *, notices: Notices, folder: Path, report: Report
) -> PartWritten:
    """The part `outline`: the features of all outline sources as one GeoJSON file, for drawing.

    Errors:  RegionUnreadable if a source is not a GeoJSON FeatureCollection.
    """
    features: list[object] = []
    for _, source in region_file.sources_of(OUTLINE):
        features.extend(_read_features(source.path))
    if not features:
        return PartWritten()
    (folder / OUTLINE).mkdir()
    try:
        told = {"type": "FeatureCollection", "features": features}
        text = json.dumps(told, ensure_ascii=False, allow_nan=False).encode("utf-8")
    except ValueError as cause:
        raise RegionUnreadable(f"The outline cannot be written ({cause}).") from cause
    (folder / OUTLINE / OUTLINE_FILE).write_bytes(text + b"\n")
    return PartWritten({"outline_features": len(features)})


def write_photos(
    region_file: RegionFile, *, notices: Notices, folder: Path, report: Report
) -> PartWritten:
    """The part `photos`: files for the road view, in a folder for each source, by its row.

    What they show becomes public only when a server adds them, as all photos are added.
    Errors:  RegionUnreadable if a source is not a folder with photos.
    """
    count = 0
    for row, source in region_file.sources_of(PHOTOS):
        try:
            files = [one for one in sorted(source.path.iterdir()) if one.suffix in PHOTO_ENDINGS]
            (folder / PHOTOS / str(row)).mkdir(parents=True)
            for file in files:
                shutil.copyfile(file, folder / PHOTOS / str(row) / file.name)
        except OSError as cause:
            raise RegionUnreadable(f"The photos {source.path} cannot be read ({cause}).") from cause
        count += len(files)
    return PartWritten({"photos": count} if count else {})


def _read_features(path: Path) -> list[object]:
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
        if told["type"] == "FeatureCollection" and isinstance(told["features"], list):
            return list(told["features"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as cause:
        raise RegionUnreadable(f"The outline {path.name} cannot be read ({cause}).") from cause
    raise RegionUnreadable(
        f"The outline {path.name} is not drawable.", allowed="Give a GeoJSON FeatureCollection."
    )
