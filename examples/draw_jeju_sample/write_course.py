"""One course along the drawn streets, so that guidance can be tried: nobody walked it.

Names and rough positions of its points are in `facts/course.csv`, in walking order. What is told of
a point is what was drawn of the way that leads on from it; of the last, of the way that led there.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

from .drawing import Drawing, Tags, Way
from .plane import distance, to_degrees, to_plane
from .read_facts import FACTS, read_rows
from .write_tables import Row, write_table

COURSE = "탑동 산책길 (표본)"
AS_OF = "2025-10-01"
NEAR_M = 1.0
"""A point of the course is a node of the drawing so near to it."""
GENTLE_DEG = 3.0
EVEN = {"excellent": "even", "good": "even"}
"""What a course says of the ground for what the streets say of it."""


def write_course(drawing: Drawing, path: Path) -> None:
    """The table of the course."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_table(path, _list_points(drawing, read_rows(FACTS / "course.csv")))


def _list_points(drawing: Drawing, told: list[Row]) -> Iterable[Row]:
    nodes = [_find_node(drawing, row) for row in told]
    pairs = list(zip(nodes, nodes[1:], strict=False))
    for number, (row, node) in enumerate(zip(told, nodes, strict=True), 1):
        lat, lon = to_degrees(drawing.at(node))
        yield {
            **{key: value for key, value in row.items() if key.startswith(("id", "name_"))},
            "lat": f"{lat:.6f}",
            "lon": f"{lon:.6f}",
            "course": COURSE,
            "course_order": str(number),
            "recommended": row["recommended"],
            **_tell(drawing, *pairs[min(number, len(pairs)) - 1]),
            "as_of": AS_OF,
        }


def _find_node(drawing: Drawing, row: Row) -> int:
    """The nearest node that one walks through.

    Errors:  ValueError where none is so near.
    """
    point = to_plane(float(row["lat"]), float(row["lon"]))
    walked = {node for way in drawing.ways.values() if way.foot for node in way.nodes}
    nearest = min(sorted(walked), key=lambda node: distance(drawing.at(node), point))
    if distance(drawing.at(nearest), point) > NEAR_M:
        raise ValueError(f"no street at {row['id']}")
    return nearest


def _tell(drawing: Drawing, start: int, end: int) -> Row:
    """What was drawn of the way between two nodes, as it is walked."""
    way, turn = _find_way(drawing, start, end)
    slope_deg = turn * _read_slope_deg(way.tags)
    gentle = abs(slope_deg) <= GENTLE_DEG
    return {
        "slope_deg": f"{abs(slope_deg):.2f}",
        "slope_way": "" if not slope_deg else "up" if slope_deg > 0 else "down",
        "slope_length_m": f"{distance(drawing.at(start), drawing.at(end)):.1f}"
        if slope_deg
        else "",
        "path_width_m": way.tags["width"],
        "steps": "0",
        "surface": way.tags["surface"],
        "surface_state": EVEN[way.tags["smoothness"]],
        "wheelchair": "yes" if gentle else "",
    }


def _find_way(drawing: Drawing, start: int, end: int) -> tuple[Way, int]:
    """The way that joins two nodes, and 1, or -1 where it was drawn from the second to the first.

    Errors:  ValueError where none does, or nothing is drawn of it.
    """
    for way in drawing.ways.values():
        for pair in zip(way.nodes, way.nodes[1:], strict=False):
            if way.foot and {*pair} == {start, end} and "incline" in way.tags:
                return way, 1 if pair == (start, end) else -1
    raise ValueError(f"no known way from {drawing.at(start)} to {drawing.at(end)}")


def _read_slope_deg(tags: Tags) -> float:
    """Upwards along the way as it was drawn: `12%` or `2.5°`."""
    written = tags["incline"]
    number = float(written.rstrip("%°"))
    return number if written.endswith("°") else math.degrees(math.atan(number / 100))
