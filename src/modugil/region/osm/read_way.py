"""What an OSM way tells: one fact sheet, or several where a street has tagged sidewalks.

Example: highway=residential surface=asphalt sidewalk:left=yes sidewalk:left:width=1.5
         is two edges: the sidewalk on the left and the carriageway.
Spec:    OSM wiki, Key:highway and the keys named in the modules read here.
"""

from collections.abc import Iterable
from math import isnan, nan

from modugil.core.access import Access
from modugil.core.language import LANGUAGES
from modugil.region.osm.crossings import CrossingFacts, read_crossing
from modugil.region.osm.foot_access import PERMISSIONS, read_directions, read_foot
from modugil.region.osm.inclines import read_incline
from modugil.region.osm.kerbs import NO_KERB, read_kerb
from modugil.region.osm.measures import parse_level
from modugil.region.osm.read_node import TACTILES, WHEELCHAIRS
from modugil.region.osm.sidewalks import WIDEST_M, list_sidewalks, read_sidewalk
from modugil.region.osm.steps import read_steps
from modugil.region.osm.surfaces import read_smoothness, read_surface
from modugil.region.osm.tagged import Tagged
from modugil.region.osm.way_kinds import STREETS, find_kind, read_flags, read_ground
from modugil.region.street_facts import EdgeFacts, Names
from modugil.region.vocabulary import CrossingKind, SidewalkSide, WayKind, WheelchairTag


def read_way(way: Tagged) -> tuple[EdgeFacts, ...]:
    """The edges this way stands for, side by side; none where people on foot may not use it."""
    kind = find_kind(way)
    if kind is None:
        return ()
    foot = read_foot(way, highway=way.get("highway"))
    if kind not in STREETS:
        return () if foot is Access.NO else _kept([_read_line(way, kind=kind, foot=foot)])
    sides = list_sidewalks(way)
    allowed = _read_sidewalk_access(way, foot=foot)
    street = _read_line(way, kind=kind, foot=allowed)
    edges = [read_sidewalk(way, street=street, side=side) for side in sides]
    carriageway = street._replace(
        side=SidewalkSide.CARRIAGEWAY,
        foot_forward=_stricter(street.foot_forward, foot),
        foot_backward=_stricter(street.foot_backward, foot),
    )
    return _kept([*edges, carriageway])


def _kept(edges: Iterable[EdgeFacts]) -> tuple[EdgeFacts, ...]:
    closed = (Access.NO, Access.NO)
    return tuple(edge for edge in edges if (edge.foot_forward, edge.foot_backward) != closed)


def _stricter(first: Access, second: Access) -> Access:
    return Access.NO if Access.NO in (first, second) else max(first, second, key=_doubt)


def _doubt(access: Access) -> bool:
    return access is Access.UNKNOWN


def _read_sidewalk_access(way: Tagged, *, foot: Access) -> Access:
    # a road closed to people on foot, or sending them to its side, says so of the carriageway
    highway = way.get("highway")
    is_open = PERMISSIONS.get(way.get("access") or "yes") is Access.YES
    closed_by_class = foot is Access.NO and "foot" not in way.tags and is_open
    sent_aside = way.get("foot") == "use_sidepath"
    is_motorway = highway in ("motorway", "motorway_link")
    return Access.YES if (closed_by_class or sent_aside) and not is_motorway else foot


def _read_line(way: Tagged, *, kind: WayKind, foot: Access) -> EdgeFacts:
    forward, backward = read_directions(way, foot=foot)
    flags = read_flags(way)
    level = read_level(way)
    steps = read_steps(way, is_steps=kind in (WayKind.STEPS, WayKind.ESCALATOR))
    is_crossing = kind is WayKind.CROSSING
    crossing = read_crossing(way) if is_crossing else CrossingFacts()
    kerb, kerb_height_m = read_kerb(way) if is_crossing else NO_KERB
    return EdgeFacts(
        kind=kind,
        flags=flags,
        foot_forward=forward,
        foot_backward=backward,
        wheelchair=way.word("wheelchair", WHEELCHAIRS, unknown=WheelchairTag.UNKNOWN),
        surface=read_surface(way),
        smoothness=read_smoothness(way),
        width_m=read_width_m(way),
        incline_ratio=read_incline(way, key="incline"),
        cross_slope_ratio=abs(read_incline(way, key="incline:across")),
        step_count=steps.step_count,
        step_ramp=steps.ramp,
        step_ramp_stroller=steps.ramp_stroller,
        handrail=steps.handrail,
        kerb=kerb,
        kerb_height_m=kerb_height_m,
        crossing=(crossing.kind or CrossingKind.UNKNOWN) if is_crossing else CrossingKind.NONE,
        crossing_island=crossing.island,
        tactile=way.word("tactile_paving", TACTILES, unknown=Access.UNKNOWN),
        signal_sound=crossing.signal_sound,
        level=level,
        ground=read_ground(way, kind=kind, flags=flags, level=level),
    )


def read_width_m(way: Tagged) -> float:
    """The narrowest width told; an estimate counts only where nothing is measured."""
    told = [way.length_m(key, most_m=WIDEST_M) for key in ("width", "maxwidth:physical")]
    known = [width_m for width_m in told if not isnan(width_m)]
    return min(known) if known else way.length_m("est_width", most_m=WIDEST_M)


def read_level(way: Tagged) -> float:
    """The lowest level the way is on, NaN where it is not told."""
    value = way.tags.get("level")
    if value is None:
        return nan
    level = parse_level(value)
    if level is None:
        way.note("unreadable_measure", key="level", message="level is not a number")
        return nan
    return level


def read_names(way: Tagged) -> Names:
    """The way's names by language, "" for the published one."""
    keys = [("", "name"), *((language, f"name:{language}") for language in LANGUAGES)]
    return tuple((language, way.tags[key]) for language, key in keys if way.tags.get(key))
