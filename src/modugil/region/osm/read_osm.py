"""One OSM file (.pbf, .osm) as lines people may walk, read in two or three passes.

The ways first, to know which points matter; then the points of those ways alone. A file is never
held in memory, only what is kept of it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import osmium

from modugil.core.errors import RegionUnreadable
from modugil.core.notices import Notice, Notices, Severity
from modugil.region.inputs import BROKEN_FILE
from modugil.region.osm.areas import Area, lines_of_areas
from modugil.region.osm.crossing_points import pass_on_crossings
from modugil.region.osm.multipolygons import Multipolygon, assemble_rings
from modugil.region.osm.read_node import NODE_KEYS, read_node
from modugil.region.osm.read_way import read_names, read_way
from modugil.region.osm.tagged import Tagged
from modugil.region.osm.way_kinds import find_kind, is_area
from modugil.region.street_facts import NO_NODE_FACTS, NodeFacts, RawStreets, StreetLine

WALKED_KEYS = ("highway", "railway", "public_transport")
Thing: TypeAlias = Any
"""A node, way or relation as the library yields them: without types, and valid for one step."""


@dataclass(slots=True)
class _Found:
    """What one file gave so far."""

    file: str
    notices: Notices
    lines: list[StreetLine] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    relations: list[Multipolygon] = field(default_factory=list)
    point_id: list[int] = field(default_factory=list)
    point_lat: list[float] = field(default_factory=list)
    point_lon: list[float] = field(default_factory=list)
    node_facts: dict[int, NodeFacts] = field(default_factory=dict)


def read_osm(
    path: Path, *, source: int, notices: Notices, report: Callable[[float], None]
) -> RawStreets:
    """The lines and points of one OSM file that people on foot or wheels may use.

    Errors:  RegionUnreadable if the file is missing, broken or not OSM.
    """
    found = _Found(path.name, notices)
    try:
        _read_ways(path, found)
        report(0.4)
        _read_relation_members(path, found)
        _read_points(path, found)
    except (*BROKEN_FILE, ValueError, osmium.InvalidLocationError) as cause:
        raise RegionUnreadable(
            f"{path} cannot be read as OpenStreetMap data ({cause}).",
            allowed="Give a whole .osm.pbf or .osm file.",
        ) from cause
    report(0.8)
    return _raw_streets(found, source=source)


def _each(path: Path, entities: Thing, *keys: str) -> Iterator[Thing]:
    """The objects of these kinds; with `keys`, only those that have one of these tags."""
    processor = osmium.FileProcessor(str(path), entities)
    return iter(processor.with_filter(osmium.filter.KeyFilter(*keys)) if keys else processor)


def _read_ways(path: Path, found: _Found) -> None:
    entities = osmium.osm.WAY | osmium.osm.RELATION
    for thing in _each(path, entities, *WALKED_KEYS):
        tags = dict(thing.tags)
        tagged = Tagged(tags, row=thing.id, file=found.file, notices=found.notices)
        kind = find_kind(tagged)
        if kind is None or (thing.is_relation() and tags.get("type") != "multipolygon"):
            continue
        facts = read_way(tagged)
        if not facts:
            continue
        names = read_names(tagged)
        if thing.is_relation():
            ways = [(m.ref, m.role == "inner") for m in thing.members if m.type == "w"]
            outer, inner = ([ref for ref, is_in in ways if is_in is side] for side in (False, True))
            found.relations.append(Multipolygon(thing.id, outer, inner, facts[-1], names))
            continue
        points = [node.ref for node in thing.nodes]
        if is_area(tagged, kind=kind) and len(points) > 3 and points[0] == points[-1]:
            found.areas.append(Area(thing.id, [points], facts[-1], names))
        else:
            found.lines.append(StreetLine(thing.id, points, facts, names))


def _read_relation_members(path: Path, found: _Found) -> None:
    wanted = {ref for one in found.relations for ref in one.outer + one.inner}
    if not wanted:
        return
    ways = {
        way.id: [node.ref for node in way.nodes]
        for way in _each(path, osmium.osm.WAY)
        if way.id in wanted
    }
    for relation in found.relations:
        outer, inner = (
            assemble_rings([ways[ref] for ref in refs if ref in ways])
            for refs in (relation.outer, relation.inner)
        )
        if not outer:
            _note(found, "open_multipolygon", relation.relation_id, field="member")
            continue
        rings = outer + inner
        found.areas.append(Area(-relation.relation_id, rings, relation.facts, relation.names))


def _read_points(path: Path, found: _Found) -> None:
    wanted: set[int] = set()
    for line in found.lines:
        wanted.update(line.points)
    for area in found.areas:
        for ring in area.rings:
            wanted.update(ring)
    if not wanted:
        return
    # the library's own filter by id takes a bit for every id there could be, near a gigabyte
    for node in _each(path, osmium.osm.NODE):
        if node.id not in wanted or not node.location.valid():
            continue
        found.point_id.append(node.id)
        found.point_lat.append(node.lat)
        found.point_lon.append(node.lon)
        if len(node.tags):
            _read_facts(node, found)


def _read_facts(node: Thing, found: _Found) -> None:
    tags = dict(node.tags)
    if NODE_KEYS.isdisjoint(tags):
        return
    facts = read_node(Tagged(tags, row=node.id, file=found.file, notices=found.notices))
    if facts != NO_NODE_FACTS:
        found.node_facts[node.id] = facts


def _raw_streets(found: _Found, *, source: int) -> RawStreets:
    ids, first = np.unique(np.array(found.point_id, np.int64), return_index=True)
    raw = RawStreets(
        source=source,
        point_id=ids,
        point_lat=np.array(found.point_lat, np.float64)[first],
        point_lon=np.array(found.point_lon, np.float64)[first],
        node_facts=found.node_facts,
    )
    known = set(ids.tolist())
    lines = [piece for line in found.lines for piece in _whole_pieces(line, known, found)]
    whole = [area for area in found.areas if _is_whole(area, known, found)]
    raw.lines = lines + lines_of_areas(whole, lines=lines, raw=raw)
    pass_on_crossings(raw)
    return raw


def _whole_pieces(line: StreetLine, known: set[int], found: _Found) -> list[StreetLine]:
    """The stretches of a line between points that the file does not hold."""
    if known.issuperset(line.points):
        return [line] if len(line.points) > 1 else []
    _note(found, "missing_node", line.way_id, field="nd")
    pieces: list[list[int]] = [[]]
    for point in line.points:
        if point in known:
            pieces[-1].append(point)
        else:
            pieces.append([])
    return [
        StreetLine(line.way_id, piece, line.facts, line.names) for piece in pieces if len(piece) > 1
    ]


def _is_whole(area: Area, known: set[int], found: _Found) -> bool:
    whole = all(known.issuperset(ring) for ring in area.rings)
    if not whole:
        _note(found, "missing_node", area.way_id, field="nd")
    return whole


def _note(found: _Found, code: str, row: int, *, field: str) -> None:
    messages = {
        "missing_node": "points of this way are not in the file: it is cut there",
        "open_multipolygon": "the members of this area do not close a ring: it is left out",
    }
    found.notices.add(Notice(code, Severity.WARNING, found.file, row, field, "", messages[code]))
