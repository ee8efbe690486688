"""One OpenSidewalks data set, 0.2 or 0.3, as lines people may walk.

An edge:  {"geometry": {"type": "LineString", "coordinates": [[-122.1, 47.6], ...]}, "properties":
           {"_id": "7", "_u_id": "12", "_v_id": "13", "highway": "footway", "footway": "crossing",
           "crossing:markings": "zebra", "incline": -0.017}}
A node:   {..., "properties": {"_id": "12", "barrier": "kerb", "kerb": "lowered"}}
Spec:     OpenSidewalks schema 0.2 and 0.3. The words are OSM's, but `incline` is a ratio and
          lengths are numbers in metres; what is not in the schema is called `ext:*`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from modugil.core.notices import Notice, Notices, Severity
from modugil.region.opensidewalks.feature_files import read_features
from modugil.region.opensidewalks.feature_tags import tags_of_feature
from modugil.region.osm.read_node import read_node
from modugil.region.osm.read_way import read_names, read_way
from modugil.region.osm.tagged import Tagged
from modugil.region.street_facts import NO_NODE_FACTS, NodeFacts, RawStreets, StreetLine

OWN_IDS_BELOW = -(1 << 62)
"""Points without a number of their own are counted downwards from here."""
ENDS_APART_DEG = 1e-5
"""About a metre."""

Feature = Mapping[str, Any]
Place = tuple[float, float]
"""Longitude and latitude, as GeoJSON orders them."""


@dataclass(slots=True)
class _Found:
    edges_file: str
    nodes_file: str
    notices: Notices
    number: dict[str, int] = field(default_factory=dict)
    place: dict[int, Place] = field(default_factory=dict)
    node_facts: dict[int, NodeFacts] = field(default_factory=dict)
    lines: list[StreetLine] = field(default_factory=list)
    next_own: int = OWN_IDS_BELOW

    def own_id(self) -> int:
        """A number nothing else has."""
        self.next_own -= 1
        return self.next_own


def read_opensidewalks(
    path: Path, *, source: int, notices: Notices, report: Callable[[float], None]
) -> RawStreets:
    """The lines and points of a folder, a zip, or one file beside which the other lies.

    Errors:  RegionUnreadable if a file is missing, broken or not GeoJSON.
    """
    files = read_features(path)
    report(0.3)
    found = _Found(files.edges_name, files.nodes_name, notices)
    for row, feature in enumerate(files.nodes, start=1):
        _read_node(feature, row, found)
    for row, feature in enumerate(files.edges, start=1):
        _read_edge(feature, row, found)
    report(0.8)
    ids = np.array(sorted(found.place), np.int64)
    places = np.array([found.place[one] for one in ids.tolist()], np.float64).reshape(-1, 2)
    return RawStreets(
        source=source,
        point_id=ids,
        point_lat=np.ascontiguousarray(places[:, 1]),
        point_lon=np.ascontiguousarray(places[:, 0]),
        lines=found.lines,
        node_facts=found.node_facts,
    )


def _number_of(text: str, found: _Found) -> int:
    """The number of a node: its own, made negative; one of ours where it is not a number."""
    if text not in found.number:
        usual = text.isascii() and text.isdigit() and len(text) < 18 and int(text) > 0
        number = -int(text) if usual else found.own_id()
        found.number[text] = number if number not in found.place else found.own_id()
    return found.number[text]


def _read_node(feature: Feature, row: int, found: _Found) -> None:
    properties = feature["properties"]
    place = _place(feature)
    if "_id" not in properties or place is None:
        message = "this node has no id or no place: left out"
        _note(found, found.nodes_file, "node_without_place", row, message, lost=True)
        return
    if str(properties["_id"]) in found.number:
        message = "another node has the same id: the first one is kept"
        _note(found, found.nodes_file, "node_twice", row, message, lost=True)
        return
    number = _number_of(str(properties["_id"]), found)
    found.place[number] = place
    tagged = Tagged(
        tags_of_feature(properties), row=row, file=found.nodes_file, notices=found.notices
    )
    facts = read_node(tagged)
    if facts != NO_NODE_FACTS:
        found.node_facts[number] = facts


def _read_edge(feature: Feature, row: int, found: _Found) -> None:
    properties = feature["properties"]
    if "_u_id" not in properties or "_v_id" not in properties:
        message = "this line is no edge of the graph: left out"
        _note(found, found.edges_file, "line_without_nodes", row, message)
        return
    tail, head = (_number_of(str(properties[key]), found) for key in ("_u_id", "_v_id"))
    if tail not in found.place or head not in found.place:
        message = "an end of this edge is not a node: left out"
        _note(found, found.edges_file, "missing_node", row, message, lost=True)
        return
    places = _places(feature)
    if places is None:
        message = "this edge is not drawn as a line: left out"
        _note(found, found.edges_file, "edge_without_line", row, message, lost=True)
        return
    tagged = Tagged(
        tags_of_feature(properties), row=row, file=found.edges_file, notices=found.notices
    )
    facts = read_way(tagged)
    if not facts:
        return
    _check_ends(places, (tail, head), row, found)
    points = [tail, *(_add_point(place, found) for place in places[1:-1]), head]
    found.lines.append(StreetLine(_way_id(properties, row), points, facts, read_names(tagged)))


def _check_ends(places: list[Place], ends: tuple[int, int], row: int, found: _Found) -> None:
    for number, drawn in zip(ends, (places[0], places[-1]), strict=True):
        lon, lat = found.place[number]
        if max(abs(lon - drawn[0]), abs(lat - drawn[1])) > ENDS_APART_DEG:
            message = "this edge is drawn to another place than its node: the node's is taken"
            _note(found, found.edges_file, "ends_apart", row, message)


def _way_id(properties: Mapping[str, Any], row: int) -> int:
    text = str(properties.get("_id", ""))
    return -int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 18 else -row


def _add_point(place: Place, found: _Found) -> int:
    number = found.own_id()
    found.place[number] = place
    return number


def _place(feature: Feature) -> Place | None:
    geometry = feature["geometry"]
    return _pair(geometry.get("coordinates")) if geometry.get("type") == "Point" else None


def _pair(value: object) -> Place | None:
    if not isinstance(value, list) or len(value) < 2:
        return None
    lon, lat = value[:2]
    if not all(isinstance(one, (int, float)) and not isinstance(one, bool) for one in (lon, lat)):
        return None
    return (float(lon), float(lat)) if -180 <= lon <= 180 and -90 <= lat <= 90 else None


def _places(feature: Feature) -> list[Place] | None:
    geometry = feature["geometry"]
    coordinates = geometry.get("coordinates")
    if geometry.get("type") != "LineString" or not isinstance(coordinates, list):
        return None
    places = [_pair(one) for one in coordinates]
    whole = [place for place in places if place is not None]
    return whole if len(whole) == len(places) >= 2 else None


def _note(
    found: _Found, file: str, code: str, row: int, message: str, *, lost: bool = False
) -> None:
    severity = Severity.ERROR if lost else Severity.INFO
    found.notices.add(Notice(code, severity, file, row, "", "", message))
