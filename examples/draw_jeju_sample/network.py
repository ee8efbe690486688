"""The whole drawing: roads, sidewalks, alleys and shortcuts, then ways to stops and sights."""

from __future__ import annotations

from dataclasses import dataclass

from .blocks import Streets, draw_right_sides, draw_shortcuts, draw_street
from .corridors import Corridor, Web
from .drawing import Drawing, Tags
from .entrances import boarding, draw_sight, draw_station, draw_stop, draw_toilet
from .junctions import Arm, draw_junction, sidewalk_offset
from .lanes import draw_lanes
from .plane import Point, distance
from .read_facts import Place, Spot

HUBS = {"term", "airport", "중앙로터리", "월드컵경기장", "제주시청", "동문로터리시장", "노형오거리"}


@dataclass(frozen=True)
class Towns:
    """What is drawn: the drawing and, for the report, the catch on the way to each sight."""

    drawing: Drawing
    catches: dict[str, str]


def stop_flag(place: Place, stop_id: str) -> str:
    """Step-free boarding at a stop; the great hubs are always usable."""
    return "1" if place.key in HUBS else boarding(stop_id)


def draw_towns(
    web: Web, places: dict[str, Place], sights: list[Spot], toilets: list[Spot]
) -> Towns:
    """Everything, in an order that keeps later lines out of the way of earlier ones."""
    drawing = Drawing()
    arms = {key: draw_junction(drawing, web, key) for key in places}
    by_name = {arm.name: arm for group in arms.values() for arm in group}
    streets: Streets = {}
    for name, arm in by_name.items():
        far = by_name[(name[0], name[1], False)] if arm.corridor.walkable else None
        if arm.forward or far is None:
            streets[name] = draw_street(drawing, arm, far)
    for corridor in web.corridors:
        pair = [by_name[(corridor.a, corridor.b, forward)] for forward in (True, False)]
        _draw_road(drawing, corridor, pair, places)
    for key in places:
        draw_shortcuts(drawing, streets, arms[key])
    draw_lanes(drawing, list(streets.values()))
    for street in streets.values():
        draw_right_sides(drawing, street)
    for place in places.values():
        for stop in place.stops:
            draw_stop(drawing, stop, stop_flag(place, stop.id))
    draw_station(drawing, places["term"])
    catches = {spot.id: draw_sight(drawing, spot, i) for i, spot in enumerate(sights)}
    for toilet in toilets:
        draw_toilet(drawing, toilet)
    return Towns(drawing, catches)


def _draw_road(
    drawing: Drawing, corridor: Corridor, pair: list[Arm], places: dict[str, Place]
) -> None:
    """The carriageway, through the middles of its crossings; nobody walks on it."""
    total = corridor.metres
    marks = dict(pair[0].road) | {total - metres: node for metres, node in pair[1].road}
    done = 0.0
    points: list[tuple[float, Point | int]] = [(0.0, corridor.line[0])]
    for a, b in zip(corridor.line, corridor.line[1:], strict=False):
        done += distance(a, b)
        points.append((done, b))
    points += list(marks.items())
    points.sort(key=lambda item: item[0])
    nodes = [drawing.node(p) if isinstance(p, tuple) else p for _, p in points]
    nodes[0], nodes[-1] = _middle(drawing, places[corridor.a]), _middle(drawing, places[corridor.b])
    wide = sidewalk_offset(corridor) > 7.5
    tags: Tags = {
        "highway": "secondary" if wide else "tertiary",
        "lanes": "4" if wide else "2",
        "surface": "asphalt",
        "foot": "use_sidepath" if corridor.walkable else "no",
        "sidewalk": "separate" if corridor.walkable else "no",
    }
    drawing.way(nodes, tags, foot=False)


def _middle(drawing: Drawing, place: Place) -> int:
    """The node of the road at a place, shared by all its roads."""
    if place.key not in drawing.middles:
        drawing.middles[place.key] = drawing.node(place.at)
    return drawing.middles[place.key]
