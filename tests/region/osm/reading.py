"""Tags to facts without a file: what one way or node tells, and which notices that made."""

from collections.abc import Mapping

from modugil.core.notices import Notices
from modugil.region.osm.read_node import read_node
from modugil.region.osm.read_way import read_way
from modugil.region.osm.tagged import Tagged
from modugil.region.street_facts import EdgeFacts, NodeFacts


def way_edges(tags: Mapping[str, str], notices: Notices | None = None) -> tuple[EdgeFacts, ...]:
    """All the edges a way stands for."""
    return read_way(Tagged(tags, row=7, file="a.osm.pbf", notices=_given(notices)))


def way(tags: Mapping[str, str], notices: Notices | None = None) -> EdgeFacts:
    """The one edge a way stands for; a way without highway=* is a footway."""
    (edge,) = way_edges({"highway": "footway", **tags}, notices)
    return edge


def node(tags: Mapping[str, str], notices: Notices | None = None) -> NodeFacts:
    """What a node tells."""
    return read_node(Tagged(tags, row=9, file="a.osm.pbf", notices=_given(notices)))


def _given(notices: Notices | None) -> Notices:
    # an empty collection of notices is false, and still the one to add to
    return Notices() if notices is None else notices


def notes(notices: Notices) -> list[tuple[str, int, str, str]]:
    """Code, row, field and value of every notice."""
    return [(one.code, one.row, one.field, one.value) for one in notices]
