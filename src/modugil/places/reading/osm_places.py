"""OpenStreetMap (.osm.pbf, .osm) as places: toilets, sights, chargers of chairs and Wi-Fi.

Example of a node: `<node id="7" lat="33.45" lon="126.57"><tag k="amenity" v="toilets"/><tag
k="wheelchair" v="yes"/></node>`. An area is where its centroid is; what the nodes of its entrances
say of a way in is said of the place.

The kind of the source names the kind of place; the option `kinds = ["toilets", "sights"]` several.
Options: `kinds`, `within` (what is outside is elsewhere).
Spec:    OSM wiki, Map features.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeAlias

import osmium

from modugil.core.errors import RegionUnreadable
from modugil.places.reading.cells import parse_date
from modugil.places.reading.ledger import Ledger
from modugil.places.reading.osm_tags import (
    NOT_PUBLIC,
    Tags,
    list_entrance,
    list_facts,
    list_kinds,
    read_names,
    read_wheelchair,
)
from modugil.places.reading.positions import Within, get_within
from modugil.places.record import PlaceSource, Record, Said
from modugil.places.vocabulary import KINDS
from modugil.region.inputs import BROKEN_FILE
from modugil.region.osm.multipolygons import assemble_rings

NO_WAY_IN = ("no", "exit", "emergency", "service", "garage", "staircase")
"""Entrances that are none for those who visit."""
KEYS = ("amenity", "tourism", "internet_access")
Thing: TypeAlias = Any
"""A node, way or relation as the library yields them: without types, and valid for one step."""
LonLat: TypeAlias = tuple[float, float]


@dataclass(slots=True)
class _Found:
    """One object that is a place, and the points of its outline."""

    id: str
    row: int
    tags: dict[str, str]
    ways: list[int] = field(default_factory=list)
    """Of a relation its outer ways."""
    refs: list[int] = field(default_factory=list)
    at: LonLat | None = None


@dataclass(slots=True)
class _Points:
    """The points of outlines, and what the tags of those that are entrances say."""

    at: dict[int, LonLat] = field(default_factory=dict)
    entrances: dict[int, dict[str, str]] = field(default_factory=dict)


def read_osm_places(source: PlaceSource, *, ledger: Ledger) -> Iterator[Record]:
    """The places of the file, each object once for each kind it is.

    Errors:  RegionUnreadable if the file is missing, broken or not OSM, or `kinds` names none.
    """
    kinds, within = get_kinds(source), get_within(source)
    try:
        found = _read_objects(source.path, kinds)
        points = _read_points(source.path, found)
    except (*BROKEN_FILE, ValueError, osmium.InvalidLocationError) as cause:
        raise RegionUnreadable(
            f"{source.path.name} cannot be read as OpenStreetMap data ({cause}).",
            allowed="Give a whole .osm.pbf or .osm file.",
        ) from cause
    for one in found:
        for kind in list_kinds(one.tags):
            if kind in kinds:
                ledger.rows += 1
                record = _build_record(one, kind, points=points, within=within, ledger=ledger)
                if record is not None:
                    yield record


def get_kinds(source: PlaceSource) -> frozenset[str]:
    """The kinds of places that are meant: those of the option `kinds`, else the source's own.

    Errors:  RegionUnreadable if the option is no list of kinds.
    """
    given = source.options.get("kinds", [source.kind])
    if isinstance(given, list | tuple) and given and all(one in KINDS for one in given):
        return frozenset(map(str, given))
    raise RegionUnreadable(
        f"`kinds` of {source.path.name} is {given!r}, which is no list of kinds of places.",
        allowed=f"There are: {', '.join(KINDS)}.",
    )


def _each(path: Path, entities: Thing, *keys: str) -> Iterator[Thing]:
    """The objects of these kinds; with `keys`, only those that have one of these tags."""
    processor = osmium.FileProcessor(str(path), entities)
    return iter(processor.with_filter(osmium.filter.KeyFilter(*keys)) if keys else processor)


def _read_objects(path: Path, kinds: frozenset[str]) -> list[_Found]:
    found: list[_Found] = []
    entities = osmium.osm.NODE | osmium.osm.WAY | osmium.osm.RELATION
    for thing in _each(path, entities, *KEYS):
        tags = dict(thing.tags)
        if kinds.isdisjoint(list_kinds(tags)):
            continue
        letter = "n" if thing.is_node() else "w" if thing.is_way() else "r"
        one = _Found(f"{letter}{thing.id}", thing.id, tags)
        if thing.is_node():
            one.at = (thing.lon, thing.lat) if thing.location.valid() else None
        elif thing.is_way():
            one.refs = [node.ref for node in thing.nodes]
        else:
            one.ways = [m.ref for m in thing.members if m.type == "w" and m.role != "inner"]
        found.append(one)
    return found


def _read_points(path: Path, found: list[_Found]) -> _Points:
    """Fills in the outlines of relations, and reads the points of all outlines."""
    wanted_ways = {ref for one in found for ref in one.ways}
    if wanted_ways:
        ways = {
            way.id: [node.ref for node in way.nodes]
            for way in _each(path, osmium.osm.WAY)
            if way.id in wanted_ways
        }
        for one in found:
            rings: list[list[int]] = assemble_rings([ways[way] for way in one.ways if way in ways])
            one.refs += sorted(rings, key=len)[-1] if rings else []
    wanted = {ref for one in found for ref in one.refs}
    points = _Points()
    if not wanted:
        return points
    for node in _each(path, osmium.osm.NODE):
        if node.id in wanted and node.location.valid():
            points.at[node.id] = (node.lon, node.lat)
            if _is_way_in(node.tags):
                points.entrances[node.id] = dict(node.tags)
    return points


def _is_way_in(tags: Mapping[str, str]) -> bool:
    """Whether visitors get in there: not by an exit, nor where only others may go."""
    is_door = tags.get("entrance", "") not in ("", *NO_WAY_IN)
    return is_door and tags.get("access", "") not in NOT_PUBLIC


def _build_record(
    one: _Found, kind: str, *, points: _Points, within: Within, ledger: Ledger
) -> Record | None:
    at = one.at or find_centroid([points.at[ref] for ref in one.refs if ref in points.at])
    if at is not None and not within.holds(at[1], at[0]):
        ledger.elsewhere += 1
        return None
    names = read_names(one.tags, kind)
    if at is None or not names or one.tags.get("access", "") in NOT_PUBLIC:
        _refuse(one, at, names, ledger)
        return None
    tags = Tags(one.tags, one.row, ledger)
    said = tuple(list_facts(tags, kind))
    ways_in = [
        Tags(points.entrances[ref], ref, ledger) for ref in one.refs if ref in points.entrances
    ]
    return Record(
        kind=kind,
        id=f"{kind}-{one.id}",
        names=names,
        row=one.row,
        lat=at[1],
        lon=at[0],
        wheelchair=read_wheelchair(tags),
        said=said + tuple(_list_ways_in(ways_in, {fact.key for fact in said})),
        as_of=parse_date(one.tags.get("check_date", "")),
    )


def _refuse(one: _Found, at: LonLat | None, names: Mapping[str, str], ledger: Ledger) -> None:
    code, key, message = "place_not_public", "access", "Nobody may use the place; it is left out."
    if at is None:
        code, key = "place_unlocated", "nd"
        message = "The points of the object are not in the file."
    elif not names:
        code, key, message = "place_unnamed", "name", "The place has no name and is left out."
    ledger.refuse(code, one.row, field=key, value=one.tags.get(key, ""), message=message)


def _list_ways_in(ways_in: list[Tags], told: set[str]) -> Iterator[Said]:
    """What the best of the entrances says; no of all of them is no."""
    if not ways_in:
        return
    steps = {one.get("wheelchair"): one for one in reversed(ways_in)}
    best = steps.get("yes") or steps.get("designated") or ways_in[0]
    facts = list(list_entrance(best))
    if "yes" in steps or "designated" in steps:
        facts.insert(0, Said("step_free_entrance", "yes", "entrance wheelchair=yes"))
    elif set(steps) == {"no"}:
        facts.insert(0, Said("step_free_entrance", "no", "entrance wheelchair=no"))
    for fact in facts:
        if fact.key not in told:
            told.add(fact.key)
            yield (
                fact
                if fact.text.startswith("entrance ")
                else replace(fact, text=f"entrance {fact.text}")
            )


def find_centroid(points: list[LonLat]) -> LonLat | None:
    """Longitude and latitude of the middle of an outline; of a line or a point that of its points.

    Units:   degrees; the outline is small enough for them to be a plane.
    """
    if not points:
        return None
    lon_0, lat_0 = points[0]
    area = lon = lat = 0.0
    for (lon_1, lat_1), (lon_2, lat_2) in zip(points, points[1:] + points[:1], strict=True):
        cross = (lon_1 - lon_0) * (lat_2 - lat_0) - (lon_2 - lon_0) * (lat_1 - lat_0)
        area += cross
        lon += (lon_1 + lon_2 - 2 * lon_0) * cross
        lat += (lat_1 + lat_2 - 2 * lat_0) * cross
    if abs(area) < 1e-14:
        return (sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points))
    return (lon_0 + lon / (3 * area), lat_0 + lat / (3 * area))
