"""What an OSM node tells: kerb, barrier, elevator, door, crossing.

Examples: barrier=kerb kerb=lowered tactile_paving=yes | barrier=bollard maxwidth:physical=0.9
          highway=elevator wheelchair=yes | barrier=gate locked=yes | entrance=main width=1.2
Spec:     OSM wiki, Key:barrier, Key:kerb, Key:entrance, Tag:highway=elevator.
"""

from math import isnan, nan

from modugil.core.access import Access
from modugil.region.osm.crossings import CrossingFacts, read_crossing
from modugil.region.osm.foot_access import PERMISSIONS
from modugil.region.osm.kerbs import KerbFact, kerb_of_height, read_kerb
from modugil.region.osm.tagged import Tagged
from modugil.region.street_facts import NodeFacts
from modugil.region.vocabulary import Barrier, Kerb, WheelchairTag

NODE_KEYS = frozenset(
    {"barrier", "kerb", "kerb:height", "sloped_curb", "highway", "entrance", "door", "crossing",
     "wheelchair", "tactile_paving", "railway"}
)  # fmt: skip
"""A node without any of these tells nothing to people on foot."""
BARRIERS: dict[str, Barrier] = {
    "bollard": Barrier.BOLLARD,
    "gate": Barrier.GATE,
    "swing_gate": Barrier.GATE,
    "sliding_gate": Barrier.GATE,
    "hampshire_gate": Barrier.GATE,
    "wicket_gate": Barrier.GATE,
    "door": Barrier.ENTRANCE,
    "entrance": Barrier.ENTRANCE,
    "cycle_barrier": Barrier.CYCLE_BARRIER,
    "motorcycle_barrier": Barrier.CYCLE_BARRIER,
    "chicane": Barrier.CYCLE_BARRIER,
    "turnstile": Barrier.TURNSTILE,
    "full-height_turnstile": Barrier.TURNSTILE,
    "kissing_gate": Barrier.KISSING_GATE,
    "stile": Barrier.STILE,
    "block": Barrier.BLOCK,
    "jersey_barrier": Barrier.BLOCK,
    "planter": Barrier.BLOCK,
    "log": Barrier.BLOCK,
    "lift_gate": Barrier.LIFT_GATE,
    "chain": Barrier.CHAIN,
    "rope": Barrier.CHAIN,
    "cattle_grid": Barrier.OTHER,
    "debris": Barrier.OTHER,
    "wall": Barrier.OTHER,
    "fence": Barrier.OTHER,
    "hedge": Barrier.OTHER,
    "yes": Barrier.OTHER,
}
NO_BARRIER = frozenset({"kerb", "no", "step", "toll_booth", "height_restrictor", "border_control",
                        "sally_port", "bump_gate", "bus_trap", "spikes"})  # fmt: skip
PASSABLE_ON_FOOT = frozenset({Barrier.BOLLARD, Barrier.CYCLE_BARRIER, Barrier.TURNSTILE,
                              Barrier.KISSING_GATE, Barrier.STILE, Barrier.BLOCK,
                              Barrier.LIFT_GATE, Barrier.CHAIN, Barrier.ENTRANCE,
                              Barrier.NONE})  # fmt: skip
"""Barriers that stop vehicles, not people on foot, unless a tag says so."""
WHEELCHAIRS: dict[str, WheelchairTag] = {
    "yes": WheelchairTag.YES,
    "no": WheelchairTag.NO,
    "limited": WheelchairTag.LIMITED,
    "designated": WheelchairTag.DESIGNATED,
    "unknown": WheelchairTag.UNKNOWN,
}
TACTILES: dict[str, Access] = {
    "yes": Access.YES,
    "contrasted": Access.YES,
    "primitive": Access.YES,
    "no": Access.NO,
    "incorrect": Access.NO,
    "unknown": Access.UNKNOWN,
    "partial": Access.UNKNOWN,
}
WIDEST_GAP_M = 50.0


def read_node(node: Tagged) -> NodeFacts:
    """Everything a node tells to people who pass it."""
    kerb, kerb_height_m = _read_kerb(node)
    barrier = _read_barrier(node)
    is_elevator = node.get("highway") == "elevator"
    is_crossing = "crossing" in node.get("highway").split(";")
    crossing = read_crossing(node) if _may_be_crossing(node) else CrossingFacts()
    # what is not a thing in the way (a shop, a bus stop) tells nothing of passing the point
    is_met = barrier is not Barrier.NONE or kerb is not Kerb.NONE or is_elevator or is_crossing
    return NodeFacts(
        kerb=kerb,
        kerb_height_m=kerb_height_m,
        barrier=barrier,
        barrier_width_m=_read_gap_m(node) if barrier is not Barrier.NONE else nan,
        wheelchair=_read_wheelchair(node) if is_met else WheelchairTag.UNKNOWN,
        foot=_read_foot(node, barrier=barrier, is_elevator=is_elevator),
        elevator=is_elevator,
        tactile=node.word("tactile_paving", TACTILES, unknown=Access.UNKNOWN),
        crossing=crossing.kind,
        crossing_island=crossing.island,
        signal_sound=crossing.signal_sound,
        is_crossing=is_crossing,
    )


def _read_wheelchair(node: Tagged) -> WheelchairTag:
    return node.word("wheelchair", WHEELCHAIRS, unknown=WheelchairTag.UNKNOWN)


def _read_kerb(node: Tagged) -> KerbFact:
    kerb, height_m = read_kerb(node)
    if kerb is not Kerb.NONE:
        return kerb, height_m
    if node.get("barrier") == "step" or node.get("highway") == "steps":
        # one step, or a flight drawn as a point: met like a raised kerb
        step_m = node.length_m("step:height", most_m=1.0)
        return Kerb.RAISED, step_m
    if node.get("barrier") == "kerb":
        height_m = node.length_m("height", most_m=0.5)
        return kerb_of_height(height_m), height_m
    return Kerb.NONE, nan


def _read_barrier(node: Tagged) -> Barrier:
    if "barrier" in node.tags and node.get("barrier") not in NO_BARRIER:
        return node.word("barrier", BARRIERS, unknown=Barrier.OTHER)
    is_door = node.get("door") not in ("", "no") or node.get("entrance") not in ("", "no")
    is_entrance = is_door or node.get("railway") in ("subway_entrance", "train_station_entrance")
    return Barrier.ENTRANCE if is_entrance else Barrier.NONE


def _read_gap_m(node: Tagged) -> float:
    for key in ("maxwidth:physical", "opening", "door:width", "width", "maxwidth"):
        width_m = node.length_m(key, most_m=WIDEST_GAP_M)
        if not isnan(width_m):
            return width_m
    return nan


def _read_foot(node: Tagged, *, barrier: Barrier, is_elevator: bool) -> Access:
    if "foot" in node.tags:
        return node.word("foot", PERMISSIONS, unknown=Access.UNKNOWN)
    if node.get("locked") == "yes" and barrier is not Barrier.NONE:
        return Access.NO
    stops_people = barrier not in (Barrier.NONE, Barrier.BOLLARD, Barrier.BLOCK)
    if "access" in node.tags and (stops_people or is_elevator):
        return node.word("access", PERMISSIONS, unknown=Access.UNKNOWN)
    return Access.YES if barrier in PASSABLE_ON_FOOT else Access.UNKNOWN


def _may_be_crossing(node: Tagged) -> bool:
    return any(key.startswith(("crossing", "traffic_signals:")) for key in node.tags)
