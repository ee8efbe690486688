"""The street files of a region, whatever their kind, as one `Streets`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

import numpy as np

from modugil.core.notices import Notice, Notices, Severity
from modugil.region.elevation.surface import Box, ElevationSurface, read_surface_model
from modugil.region.opensidewalks.read_opensidewalks import read_opensidewalks
from modugil.region.osm.read_osm import read_osm
from modugil.region.street_facts import RawStreets
from modugil.region.street_graph import build_street_graph
from modugil.region.streets import Streets

StreetKind = Literal["osm", "opensidewalks", "elevation"]
STREET_KINDS: tuple[StreetKind, ...] = ("osm", "opensidewalks", "elevation")
NO_HEIGHT = "The raster tells no height where the streets are: their slopes stay unknown."


@dataclass(frozen=True, slots=True)
class StreetSource:
    """One file (or folder) that tells of streets.

    `index` is its row among the manifest's sources; `sample` says it was drawn for a sample region.
    """

    kind: StreetKind
    path: Path
    index: int
    sample: bool = False


def build_streets(
    sources: Sequence[StreetSource],
    *,
    notices: Notices,
    report: Callable[[str, float], None] = lambda _step, _part: None,
) -> Streets:
    """The streets of all sources, in the order given; files that overlap stay apart.

    `report` is told what is being done and how much of it is done, 0 to 1.

    Errors:  RegionUnreadable if a file cannot be used.
    """
    raws: list[RawStreets] = []
    for source in sources:
        if source.kind == "elevation":
            continue
        step = f"streets of {source.path.name}"
        report(step, 0.0)
        raw = _read(source, notices=notices, report=partial(report, step))
        raw.sample = source.sample
        raws.append(raw)
        report(step, 1.0)
    surfaces = _read_surfaces(sources, raws, notices=notices, report=report)
    report("street graph", 0.0)
    streets = build_street_graph(
        raws, elevation=surfaces, report=lambda part: report("street graph", part)
    )
    report("street graph", 1.0)
    return streets


def _read(source: StreetSource, *, notices: Notices, report: Callable[[float], None]) -> RawStreets:
    read = read_osm if source.kind == "osm" else read_opensidewalks
    return read(source.path, source=source.index, notices=notices, report=report)


def _read_surfaces(
    sources: Sequence[StreetSource],
    raws: Sequence[RawStreets],
    *,
    notices: Notices,
    report: Callable[[str, float], None],
) -> list[ElevationSurface]:
    files = [source.path for source in sources if source.kind == "elevation"]
    known = [raw for raw in raws if len(raw.point_lat)]
    if not files or not known:
        return []
    box = Box(
        south=min(float(raw.point_lat.min()) for raw in known),
        west=min(float(raw.point_lon.min()) for raw in known),
        north=max(float(raw.point_lat.max()) for raw in known),
        east=max(float(raw.point_lon.max()) for raw in known),
    )
    surfaces = []
    for path in files:
        report(f"elevation of {path.name}", 0.0)
        surface = read_surface_model(path, box=box)
        if not np.isfinite(surface.height_m).any():
            notices.add(
                Notice("elevation_elsewhere", Severity.WARNING, path.name, 0, "", "", NO_HEIGHT)
            )
        surfaces.append(surface)
        report(f"elevation of {path.name}", 1.0)
    return surfaces
