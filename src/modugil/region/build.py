"""Compiles the open files that region.toml names into one folder of arrays.

The folder appears when it is whole and not before; the manifest is written last.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import numpy as np

import modugil
from modugil.core.errors import RegionUnreadable
from modugil.core.notices import Notices
from modugil.core.source import Source
from modugil.region.arrays import write_arrays
from modugil.region.calendar import first_day, last_day
from modugil.region.gtfs.build_timetable import FeedSource, build_timetable
from modugil.region.gtfs.measures import Measured
from modugil.region.gtfs.read_measures import read_measured
from modugil.region.inputs import hash_input, hash_program
from modugil.region.manifest import (
    FORMAT_VERSION,
    Bounds,
    Manifest,
    count_notices,
    holds_region,
    write_manifest,
)
from modugil.region.open_region import STREETS, TIMETABLE, open_region
from modugil.region.osm.read_platforms import read_platforms
from modugil.region.platform_kerbs import add_street_kerbs
from modugil.region.region_file import RegionFile, RegionSource, read_region_file
from modugil.region.replace_folder import replace_folder
from modugil.region.stop_links import link_timetable
from modugil.region.street_sources import STREET_KINDS, StreetSource, build_streets
from modugil.region.streets import Streets
from modugil.region.timetable import Timetable

Report = Callable[[str, float], None]
"""Told what is being done, and which share of all work is behind (0 to 1)."""


@dataclass(frozen=True, slots=True)
class PartWritten:
    """What a part holds; `bounds` None where it lies nowhere."""

    counts: Mapping[str, int] = field(default_factory=dict)
    bounds: Bounds | None = None


class PartWriter(Protocol):
    """Writes one more part of a region into a sub-folder of its own, and says what is in it."""

    def __call__(
        self, region_file: RegionFile, *, notices: Notices, folder: Path, report: Report
    ) -> PartWritten:
        """Write the part; the counts go into the manifest."""
        ...


@dataclass(frozen=True, slots=True)
class BuildResult:
    """A built region; `unchanged` if the folder was already made of the same inputs."""

    folder: Path
    manifest: Manifest
    unchanged: bool


@dataclass(slots=True)
class _Parts:
    """What has been compiled so far."""

    timetable: Timetable | None = None
    streets: Streets | None = None
    counts: dict[str, int] = field(default_factory=dict)
    more_bounds: list[Bounds] = field(default_factory=list)

    def take(self, written: PartWritten) -> None:
        self.counts.update(written.counts)
        if written.bounds is not None:
            self.more_bounds.append(written.bounds)


class _Steps:
    """Turns the shares of several steps, each from 0 to 1, into one that only grows."""

    def __init__(self, count: int, *, begin: float, end: float, report: Report) -> None:
        self._count = count
        self._begin, self._end = begin, end
        self._report = report
        self._seen: list[str] = []

    def report(self, stage: str, share: float) -> None:
        if stage not in self._seen:
            self._seen.append(stage)
        done = min(1.0, (self._seen.index(stage) + share) / self._count)
        title = f"{stage[:1].upper()}{stage[1:]}"
        share = self._begin + (self._end - self._begin) * done
        self._report(title, min(share, self._end))


def build_region(
    region_file: Path,
    *,
    out: Path,
    data_folder: Path | None,
    report: Report,
    more_parts: Sequence[PartWriter] = (),
    force: bool = False,
) -> BuildResult:
    """The region that region.toml describes, compiled into the folder `out`.

    Errors:  RegionUnreadable, and then `out` is as it was before.
    """
    described = read_region_file(region_file, data_folder=data_folder)
    description = hash_input(described.path)
    sources = tuple(_hashed(described, report))
    program = hash_program()
    built = None if force else _find_same(out, description, sources, program)
    if built is not None:
        report("Unchanged", 1.0)
        return BuildResult(out, built, unchanged=True)
    notices = Notices()
    # a folder that cannot be written is found out before the work, not after it
    with replace_folder(out, is_ours=holds_region) as folder:
        parts = _compile(described, notices, report)
        _write(parts, folder, report)
        steps = _Steps(len(more_parts) * 10, begin=0.95, end=1.0, report=report)
        for write_part in more_parts:
            parts.take(write_part(described, notices=notices, folder=folder, report=steps.report))
        manifest = replace(
            _manifest(described, sources, parts, notices),
            program_sha256=program,
            description_sha256=description,
            parts=tuple(sorted(one.name for one in folder.iterdir() if one.is_dir())),
        )
        write_manifest(folder, manifest)
    report("Done", 1.0)
    return BuildResult(out, manifest, unchanged=False)


def _hashed(described: RegionFile, report: Report) -> list[Source]:
    hashed: list[Source] = []
    for one in described.sources:
        report(f"Looking at {one.path.name}", 0.05 * len(hashed) / len(described.sources))
        hashed.append(_source(one, sha256=hash_input(one.path)))
    return hashed


def _source(one: RegionSource, *, sha256: str) -> Source:
    return Source(
        id=one.id,
        kind=one.kind,
        path=one.written_path,
        licence=one.licence,
        attribution=dict(one.attribution),
        sha256=sha256,
        as_of=one.as_of,
        sample=one.sample,
    )


def _find_same(
    out: Path, description: str, sources: tuple[Source, ...], program: str
) -> Manifest | None:
    """The manifest in that folder, if it was built from the same inputs by the same program.

    None also where a part is missing or damaged: building again is what repairs it.
    """
    try:
        built = open_region(out).manifest
    except RegionUnreadable:
        return None
    same = (built.program_sha256, built.description_sha256, built.sources)
    whole = all((out / part).is_dir() for part in built.parts)
    return built if whole and same == (program, description, sources) else None


def _compile(described: RegionFile, notices: Notices, report: Report) -> _Parts:
    parts = _Parts()
    feeds = [FeedSource(one.path, one.id, row) for row, one in described.sources_of("gtfs")]
    if feeds:
        parts.timetable = build_timetable(
            feeds,
            time_zone=described.time_zone,
            notices=notices,
            report=lambda stage, share: report(stage, 0.05 + 0.25 * share),
            measured=_measured(described, notices),
        )
    streets = _street_sources(described)
    if any(one.kind != "elevation" for one in streets):
        steps = _Steps(len(streets) + 1, begin=0.3, end=0.85, report=report)
        parts.streets = build_streets(streets, notices=notices, report=steps.report)
    if parts.timetable is None and parts.streets is None and not described.names_places:
        raise RegionUnreadable(f"{described.path} names neither a timetable, streets nor places.")
    if parts.timetable is not None and parts.streets is not None:
        report("Tying stops to streets", 0.85)
        linked = link_timetable(parts.timetable, parts.streets, notices=notices)
        platforms = [
            platform
            for _, one in described.sources_of("osm")
            for platform in read_platforms(one.path, notices=notices)
        ]
        parts.timetable = add_street_kerbs(linked, platforms, notices=notices)
    return parts


def _measured(described: RegionFile, notices: Notices) -> Measured | None:
    """What is measured of platforms and vehicles; None where no source tells of it."""
    sources = described.sources_of("boarding")
    if not sources:
        return None
    return read_measured([(one.path, one.id) for _, one in sources], notices=notices)


def _street_sources(described: RegionFile) -> list[StreetSource]:
    return [
        StreetSource(kind, one.path, row, one.sample)
        for kind in STREET_KINDS
        for row, one in described.sources_of(kind)
    ]


def _write(parts: _Parts, folder: Path, report: Report) -> None:
    report("Writing", 0.95)
    if parts.timetable is not None:
        write_arrays(folder / TIMETABLE, parts.timetable)
        parts.counts.update(_count_timetable(parts.timetable))
    if parts.streets is not None:
        write_arrays(folder / STREETS, parts.streets)
        parts.counts["street_nodes"] = parts.streets.node_count
        parts.counts["street_edges"] = parts.streets.edge_count


def _count_timetable(timetable: Timetable) -> dict[str, int]:
    return {
        "stops": timetable.stop_count,
        "lines": len(timetable.lines.id),
        "trips": len(timetable.trips.id),
        "patterns": timetable.pattern_count,
        "stop_times": len(timetable.patterns.arrival_s),
        "services": len(timetable.services.id),
        "transfers": len(timetable.transfers.type),
        "pathways": len(timetable.pathways.mode),
        "shapes": len(timetable.shapes.id),
    }


def _manifest(
    described: RegionFile, sources: tuple[Source, ...], parts: _Parts, notices: Notices
) -> Manifest:
    services = parts.timetable.services if parts.timetable is not None else None
    days = (first_day(services), last_day(services)) if services is not None else (None, None)
    return Manifest(
        format_version=FORMAT_VERSION,
        program_version=modugil.__version__,
        id=described.id,
        names=described.names,
        time_zone=described.time_zone,
        sample=described.sample,
        sources=sources,
        licences=tuple(sorted({one.licence for one in sources})),
        counts=parts.counts,
        bounds=_bounds(parts, described),
        first_day=days[0].isoformat() if days[0] else "",
        last_day=days[1].isoformat() if days[1] else "",
        notice_counts=count_notices(notices),
        notices=tuple(notices),
        tago=described.tago,
        wifi=described.wifi,
    )


def _bounds(parts: _Parts, described: RegionFile) -> Bounds:
    lat, lon = [np.zeros(0)], [np.zeros(0)]
    if parts.timetable is not None:
        lat.append(parts.timetable.stops.lat)
        lon.append(parts.timetable.stops.lon)
    if parts.streets is not None:
        lat.append(parts.streets.shape_lat)
        lon.append(parts.streets.shape_lon)
    lats, lons = np.concatenate(lat), np.concatenate(lon)
    if not len(lats) and parts.more_bounds:
        return parts.more_bounds[0]
    if not len(lats):
        raise RegionUnreadable(
            f"The sources of {described.path} hold no usable stop, street or place."
        )
    box = (lats.min(), lons.min(), lats.max(), lons.max())
    return Bounds(*(round(float(edge), 7) for edge in box))
