"""What an OSM way is to people on foot, if anything. Spec: OSM wiki, Key:highway, Key:footway."""

from math import isnan

from modugil.region.osm.tagged import Tagged
from modugil.region.street_facts import Ground
from modugil.region.vocabulary import EdgeFlag, WayKind

HIGHWAYS: dict[str, WayKind] = {
    "footway": WayKind.FOOTWAY,
    "pedestrian": WayKind.PEDESTRIAN,
    "path": WayKind.PATH,
    "bridleway": WayKind.PATH,
    "steps": WayKind.STEPS,
    "elevator": WayKind.ELEVATOR,
    "corridor": WayKind.CORRIDOR,
    "platform": WayKind.PLATFORM,
    "crossing": WayKind.CROSSING,
    "cycleway": WayKind.CYCLEWAY,
    "track": WayKind.TRACK,
    "living_street": WayKind.LIVING_STREET,
    "service": WayKind.SERVICE,
    "busway": WayKind.SERVICE,
    "residential": WayKind.RESIDENTIAL,
    "unclassified": WayKind.UNCLASSIFIED,
    "road": WayKind.OTHER,
    "tertiary": WayKind.TERTIARY,
    "tertiary_link": WayKind.TERTIARY,
    "secondary": WayKind.SECONDARY,
    "secondary_link": WayKind.SECONDARY,
    "primary": WayKind.PRIMARY,
    "primary_link": WayKind.PRIMARY,
    "trunk": WayKind.TRUNK,
    "trunk_link": WayKind.TRUNK,
    "motorway": WayKind.TRUNK,
    "motorway_link": WayKind.TRUNK,
}
"""Motorways are read only where a tag lets people on foot use them."""
STREETS = frozenset({WayKind.LIVING_STREET, WayKind.SERVICE, WayKind.RESIDENTIAL,
                     WayKind.UNCLASSIFIED, WayKind.TERTIARY, WayKind.SECONDARY, WayKind.PRIMARY,
                     WayKind.TRUNK, WayKind.OTHER})  # fmt: skip
FOOTWAYS: dict[str, WayKind] = {
    "sidewalk": WayKind.SIDEWALK,
    "crossing": WayKind.CROSSING,
    "traffic_island": WayKind.TRAFFIC_ISLAND,
}
PART_KEYS = {"footway": "footway", "path": "path", "cycleway": "cycleway", "pedestrian": "footway"}
"""On a way of that class, the key which says what part of a footway it is."""
RISING_KINDS = frozenset({WayKind.STEPS, WayKind.ESCALATOR, WayKind.ELEVATOR})


def find_kind(way: Tagged) -> WayKind | None:
    """What the way is, or None where it is nothing people on foot use."""
    highway = way.get("highway")
    if highway not in HIGHWAYS:
        is_platform = "platform" in (way.get("railway"), way.get("public_transport"))
        return WayKind.PLATFORM if is_platform and not highway else None
    kind = HIGHWAYS[highway]
    if kind is WayKind.STEPS and way.get("conveying") not in ("", "no"):
        return WayKind.ESCALATOR
    part = FOOTWAYS.get(way.get(PART_KEYS.get(highway, "")))
    return part if part is not None else kind


def is_area(way: Tagged, *, kind: WayKind) -> bool:
    """Whether a closed way is a surface to walk over: as tagged; platforms and elevators always."""
    area = way.get("area")
    return area == "yes" or (kind in (WayKind.PLATFORM, WayKind.ELEVATOR) and area != "no")


def read_flags(way: Tagged) -> int:
    """The yes/no properties that are plain fact."""
    tunnel = way.get("tunnel")
    told = {
        EdgeFlag.BRIDGE: _is_told(way, "bridge"),
        EdgeFlag.TUNNEL: tunnel not in ("", "no", "building_passage"),
        EdgeFlag.INDOOR: _is_told(way, "indoor") or way.get("highway") == "corridor",
        EdgeFlag.COVERED: _is_told(way, "covered") or tunnel not in ("", "no"),
        EdgeFlag.LIT: _is_told(way, "lit"),
    }
    return sum(int(flag) for flag, told_so in told.items() if told_so)


def _is_told(way: Tagged, key: str) -> bool:
    return way.get(key) not in ("", "no")


def read_ground(way: Tagged, *, kind: WayKind, flags: int, level: float) -> Ground:
    """How the way lies on the ground: on it, spanning it, or apart from it."""
    if kind in RISING_KINDS or flags & EdgeFlag.INDOOR:
        return Ground.APART
    if flags & (EdgeFlag.BRIDGE | EdgeFlag.TUNNEL):
        return Ground.SPAN
    on_ground = way.get("layer") in ("", "0") and (isnan(level) or level == 0)
    return Ground.ON_GROUND if on_ground else Ground.APART
