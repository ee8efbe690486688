"""Streets drawn as text: an ASCII map and tags become a real OSM file, read by the real reader.

    streets = streets_from_drawing(
        '''
        a---b---c
            |
            d
        ''',
        ways={"abc": {"highway": "footway"}, "bd": {"highway": "steps", "step_count": "4"}},
        nodes={"b": {"barrier": "kerb", "kerb": "raised"}},
        cell_m=10,
    )

Letters and digits are points; all other marks are only for the eye. A way is named by its points in
order, as in "abc"; two ways over the same points get a number behind a colon ("abc:2"). A way's row
in `ways` gives its OSM id (1, 2, ...), a letter's code its node's id (`node_id("a")`). Points
stand `cell_m` apart along a row and down a column. A way not named in `ways` is a footway where
`ways` is a list: `ways=["abc", "bd"]`.
"""

from __future__ import annotations

import tempfile
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

import numpy as np

from modugil.core.geo import metres_per_degree
from modugil.core.notices import Notices
from modugil.region.street_sources import StreetSource, build_streets
from modugil.region.streets import Streets

ORIGIN_LAT, ORIGIN_LON = 33.5, 126.5
PLAIN_WAY: Mapping[str, str] = {"highway": "footway"}

Tags = Mapping[str, str]
Ways = Mapping[str, Tags] | Iterable[str]


def streets_from_drawing(
    drawing: str,
    ways: Ways,
    nodes: Mapping[str, Tags] | None = None,
    *,
    cell_m: float = 10.0,
    relations: Sequence[tuple[Tags, Mapping[str, str]]] = (),
    elevation: Path | None = None,
    notices: Notices | None = None,
    sample: bool = False,
) -> Streets:
    """The streets of the drawing; faults are added to `notices` where it is given.

    `relations` pairs tags with the members: a way's name to its role.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "drawing.osm"
        path.write_text(
            osm_text(drawing, ways, nodes, cell_m=cell_m, relations=relations), encoding="utf-8"
        )
        sources = [StreetSource("osm", path, 0, sample)]
        if elevation is not None:
            sources.append(StreetSource("elevation", elevation, 1))
        # an empty collection of notices is false, and still the one to add to
        # an empty collection of notices is false, and still the one to add to
        return build_streets(sources, notices=Notices() if notices is None else notices)


def osm_text(
    drawing: str,
    ways: Ways,
    nodes: Mapping[str, Tags] | None = None,
    *,
    cell_m: float = 10.0,
    relations: Sequence[tuple[Tags, Mapping[str, str]]] = (),
) -> str:
    """The drawing as an OSM XML file."""
    tagged = dict(ways) if isinstance(ways, Mapping) else dict.fromkeys(ways, PLAIN_WAY)
    lines = ['<osm version="0.6" generator="drawing">']
    for mark, (lat, lon) in sorted(places(drawing, cell_m=cell_m).items()):
        head = f'<node id="{node_id(mark)}" version="1" lat="{lat:.9f}" lon="{lon:.9f}">'
        lines += [head, *_tag_lines((nodes or {}).get(mark, {})), "</node>"]
    for row, (name, tags) in enumerate(tagged.items(), start=1):
        refs = [f'<nd ref="{node_id(mark)}"/>' for mark in name.split(":")[0]]
        lines += [f'<way id="{row}" version="1">', *refs, *_tag_lines(tags), "</way>"]
    for row, (tags, members) in enumerate(relations, start=1):
        refs = [
            f'<member type="way" ref="{list(tagged).index(name) + 1}" role="{role}"/>'
            for name, role in members.items()
        ]
        lines += [f'<relation id="{row}" version="1">', *refs, *_tag_lines(tags), "</relation>"]
    return "\n".join([*lines, "</osm>"])


def _tag_lines(tags: Tags) -> list[str]:
    return [f"<tag k={quoteattr(key)} v={quoteattr(value)}/>" for key, value in tags.items()]


def places(drawing: str, *, cell_m: float = 10.0) -> dict[str, tuple[float, float]]:
    """Latitude and longitude of every letter and digit of the drawing."""
    per_lat, per_lon = metres_per_degree(ORIGIN_LAT)
    return {
        mark: (ORIGIN_LAT - row * cell_m / per_lat, ORIGIN_LON + column * cell_m / per_lon)
        for row, line in enumerate(textwrap.dedent(drawing).strip("\n").splitlines())
        for column, mark in enumerate(line)
        if mark.isalnum()
    }


def node_id(mark: str) -> int:
    """The OSM id of a letter's node."""
    return ord(mark)


def node_of(streets: Streets, mark: str) -> int:
    """The row of a letter's node; fails where the letter is no node of the graph."""
    rows = np.flatnonzero(streets.node_osm_id == node_id(mark))
    assert len(rows) == 1, f"{mark!r} is a node of the graph {len(rows)} times"
    return int(rows[0])


def has_node(streets: Streets, mark: str) -> bool:
    """Whether the letter is a node of the graph, and not only a bend in an edge."""
    return bool((streets.node_osm_id == node_id(mark)).any())


def edges_between(streets: Streets, first: str, second: str) -> list[int]:
    """The rows of all edges between two letters, drawn either way."""
    a, b = node_of(streets, first), node_of(streets, second)
    tail, head = streets.edge_tail, streets.edge_head
    return np.flatnonzero(((tail == a) & (head == b)) | ((tail == b) & (head == a))).tolist()


def edge_of(
    streets: Streets, name: str, *, where: Callable[[int], bool] = lambda _edge: True
) -> int:
    """The row of the only edge between the two letters of the name (for which `where` holds)."""
    found = [edge for edge in edges_between(streets, name[0], name[-1]) if where(edge)]
    assert len(found) == 1, f"{len(found)} edges between {name[0]!r} and {name[-1]!r}"
    return found[0]


def mark_of(streets: Streets, node: int) -> str:
    """The letter of a node's row."""
    return chr(int(streets.node_osm_id[node]))


def drawn_edges(streets: Streets) -> list[str]:
    """All edges as the letters of their ends in the order drawn, sorted."""
    return sorted(
        mark_of(streets, int(tail)) + mark_of(streets, int(head))
        for tail, head in zip(streets.edge_tail, streets.edge_head, strict=True)
    )
