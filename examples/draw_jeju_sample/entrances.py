"""Ways from the streets to stops, sights and toilets; some with a barrier and a way around it."""

from __future__ import annotations

import math

from .dice import chance, pick
from .drawing import Drawing, Tags
from .ground import bollard, good, ground, kerb, steps
from .plane import Line, Point, distance, heading, step
from .read_facts import Place, Spot, Stop
from .station import station_nodes

FOOTWAY: Tags = {"highway": "footway"}
REACH_M = 1500.0
# The short way's catch; a longer way that passes is drawn beside it where there is room.
CATCHES = ("steps", "unknown", "steep", "bollard", "plain", "elevator", "kerb", "ramped_steps")


def boarding(stop_id: str) -> str:
    """The wheelchair flag of a stop in GTFS: 1 yes, 2 no, 0 unknown. Invented."""
    luck = chance(stop_id, "boarding")
    return "1" if luck < 0.62 else "2" if luck < 0.72 else "0"


def draw_stop(drawing: Drawing, stop: Stop, flag: str) -> None:
    """The stop's pole and the step to it from the sidewalk."""
    tags = {
        "highway": "bus_stop",
        "public_transport": "platform",
        "bus": "yes",
        "ref": stop.id,
        "name": stop.names["ko"],
        "name:en": stop.names["en"],
    }
    if flag != "0":
        tags["wheelchair"] = "yes" if flag == "1" else "no"
        tags["height"] = pick(("0.15", "0.15", "0.2"), stop.id, "height")
    if chance(stop.id, "shelter") < 0.8:
        tags["shelter"] = pick(("yes", "yes", "no"), stop.id, "has")
    node = drawing.node(stop.at, tags)
    start = drawing.attach(stop.at, within_m=REACH_M)
    if start is None:
        raise ValueError(f"no street near stop {stop.id}")
    way = {**FOOTWAY, **(good(stop.id, width_m=2.0) if flag == "1" else {})}
    if flag == "2":
        middle = _between(drawing.at(start), stop.at, 0.5)
        low = drawing.node(middle, kerb("raised", stop.id))
        drawing.way([start, low, node], way, open_=False)
    else:
        drawing.way([start, node], way, open_=False)


def draw_station(drawing: Drawing, terminal: Place) -> None:
    """The doors of the bus terminal: the main one flat, the rear one with steps inside."""
    for name, (title, kind, point, _) in station_nodes(terminal).items():
        if kind == "2":
            usable = "yes" if name == "TERM-MAIN" else "no"
            tags = {"entrance": "main" if usable == "yes" else "yes", "ref": name, "name": title}
            door = drawing.node(point, {**tags, "wheelchair": usable})
            start = drawing.attach(point, within_m=REACH_M)
            if start is None:
                raise ValueError(f"no street near {name}")
            drawing.way([start, door], {**FOOTWAY, **good(name)}, open_=False)


def draw_toilet(drawing: Drawing, toilet: Spot) -> None:
    """A toilet and a way to it, verified where the toilet itself is known to be usable."""
    row = toilet.row
    tags = {"amenity": "toilets", "name": row["name_ko"], "ref": toilet.id}
    if row["wheelchair"] != "unknown":
        tags["wheelchair"] = row["wheelchair"]
    node = drawing.node(toilet.at, tags)
    start = drawing.attach(toilet.at, within_m=REACH_M)
    if start is not None:
        known = row["wheelchair"] == "yes"
        drawing.way([start, node], {**FOOTWAY, **(good(toilet.id) if known else {})}, open_=False)


def draw_sight(drawing: Drawing, sight: Spot, number: int) -> str:
    """A sight's entrance and the ways to it; the catch of the short one."""
    tags = {"entrance": "main", "name": sight.row["name_ko"], "ref": sight.id}
    if sight.row["wheelchair"] != "unknown":
        tags["wheelchair"] = sight.row["wheelchair"]
    if sight.row["step_free_entrance"] == "no":
        tags |= {"barrier": "kerb", "kerb": "raised", "kerb:height": "0.12"}
    door = drawing.node(sight.at, tags)
    start = drawing.attach(sight.at, within_m=REACH_M)
    if start is None:
        raise ValueError(f"no street near sight {sight.id}")
    a, metres = drawing.at(start), distance(drawing.at(start), sight.at)
    catch = CATCHES[number % len(CATCHES)]
    around = _way_around(drawing, start, door, a, sight.at) if metres > 20 else None
    if metres <= 20 or catch == "plain" or not around:
        drawing.way([start, door], {**FOOTWAY, **good(sight.id)}, open_=False)
        return "plain"
    _draw_short(drawing, start, door, catch, sight.id)
    kind = "gentle" if catch in ("steps", "steep") else "good"
    nodes = drawing.path(start, around, door, {**FOOTWAY, **ground(kind, sight.id)}, open_=False)
    if catch == "bollard":
        drawing.nodes[nodes[2]].tags.update(bollard(1.2))
    return catch


def _draw_short(drawing: Drawing, start: int, door: int, catch: str, name: str) -> None:
    a, b = drawing.at(start), drawing.at(door)
    first, second = (drawing.node(_between(a, b, share)) for share in (0.45, 0.55))
    approach = {} if catch == "unknown" else good(name, "approach")
    middle: Tags = {**FOOTWAY, **ground(catch if catch == "steep" else "good", name, "middle")}
    if catch == "unknown":
        middle = FOOTWAY
    elif catch in ("steps", "elevator"):
        middle = steps(name, ramp=False)
    elif catch == "ramped_steps":
        middle = steps(name, ramp=True)
    elif catch == "bollard":
        drawing.nodes[first].tags.update(bollard(0.7))
    elif catch == "kerb":
        drawing.nodes[first].tags.update(kerb("raised", name))
    drawing.way([start, first], {**FOOTWAY, **approach}, open_=False)
    drawing.way([first, second], middle, open_=False)
    drawing.way([second, door], {**FOOTWAY, **approach}, open_=False)
    if catch == "elevator":
        _draw_elevator(drawing, first, second, name)


def _draw_elevator(drawing: Drawing, low: int, high: int, name: str) -> None:
    a, b = drawing.at(low), drawing.at(high)
    place = step(_between(a, b, 0.5), heading(a, b) + math.pi / 2, 4.0)
    tags = {"highway": "elevator", "wheelchair": "yes", "width": "1.1", "door:width": "0.9"}
    lift = drawing.node(place, {**tags, "opening_hours": "Mo-Su 06:00-23:00"})
    drawing.way([low, lift], {**FOOTWAY, **good(name, "lift"), "level": "0"}, open_=False)
    drawing.way([lift, high], {**FOOTWAY, **good(name, "lift"), "level": "1"}, open_=False)


def _way_around(drawing: Drawing, start: int, door: int, a: Point, b: Point) -> Line | None:
    """A bow beside the straight way, on the side and as wide as there is room."""
    metres, angle = distance(a, b), heading(a, b)
    for bulge in (0.45, 0.3, 0.18):
        for side in (1, -1):
            via = [
                step(step(a, angle, metres * along), angle + side * math.pi / 2, metres * out)
                for along, out in ((0.08, bulge * 0.7), (0.35, bulge), (0.72, bulge * 0.9))
            ]
            if drawing.is_free([a, *via, b], room_m=3.0, touching={start, door}):
                return via
    return None


def _between(a: Point, b: Point, share: float) -> Point:
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
