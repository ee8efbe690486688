"""Facts told on the point where a crossing meets the road, given to the crossing itself.

A kerb or `wheelchair=no` on a `highway=crossing` node is met by who crosses there, not by who goes
along the road through that same point.
"""

from modugil.core.access import Access
from modugil.region.osm.kerbs import worse_kerb
from modugil.region.street_facts import EdgeFacts, NodeFacts, RawStreets
from modugil.region.vocabulary import CrossingKind, Kerb, SidewalkSide, WayKind, WheelchairTag


def pass_on_crossings(raw: RawStreets) -> None:
    """Crossing lines know what their points tell; the points keep what is met on any way there."""
    points = {
        point: facts
        for point, facts in raw.node_facts.items()
        if facts.is_crossing or facts.crossing is not CrossingKind.NONE
    }
    crossed: set[int] = set()
    footed: set[int] = set()
    for line in raw.lines:
        met = [point for point in line.points if point in points]
        if line.facts[0].kind is WayKind.CROSSING:
            crossed.update(met)
            for point in met:
                line.facts = tuple(_with_point(facts, points[point]) for facts in line.facts)
        elif line.facts[0].side is SidewalkSide.NOT_A_STREET:
            footed.update(met)
    for point, facts in points.items():
        if facts.is_crossing and (point in crossed or point not in footed):
            raw.node_facts[point] = facts._replace(
                kerb=Kerb.NONE,
                kerb_height_m=NodeFacts().kerb_height_m,
                wheelchair=WheelchairTag.UNKNOWN,
                tactile=Access.UNKNOWN,
            )


def _with_point(edge: EdgeFacts, point: NodeFacts) -> EdgeFacts:
    kerb, kerb_height_m = edge.kerb, edge.kerb_height_m
    if point.is_crossing:
        kerb, kerb_height_m = worse_kerb((kerb, kerb_height_m), (point.kerb, point.kerb_height_m))
    told = edge.crossing not in (CrossingKind.NONE, CrossingKind.UNKNOWN)
    return edge._replace(
        kerb=kerb,
        kerb_height_m=kerb_height_m,
        wheelchair=edge.wheelchair or (point.wheelchair if point.is_crossing else edge.wheelchair),
        crossing=edge.crossing if told else max(edge.crossing, point.crossing),
        crossing_island=edge.crossing_island or point.crossing_island,
        tactile=edge.tactile or (point.tactile if point.is_crossing else edge.tactile),
        signal_sound=edge.signal_sound or point.signal_sound,
    )
