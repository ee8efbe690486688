"""Steps: how many, with which ramps and handrails.

Examples: highway=steps step_count=5 ramp:stroller=yes | highway=steps conveying=forward
Spec:     OSM wiki, Tag:highway=steps, Key:ramp, Key:handrail.
"""

from typing import NamedTuple

from modugil.core.access import Access
from modugil.region.osm.measures import parse_count
from modugil.region.osm.tagged import Tagged

UNKNOWN_COUNT = -1
MOST_STEPS = 5000
RAMPS: dict[str, Access] = {
    "yes": Access.YES,
    "left": Access.YES,
    "right": Access.YES,
    "both": Access.YES,
    "automatic": Access.YES,
    "manual": Access.YES,
    "removable": Access.UNKNOWN,
    "unknown": Access.UNKNOWN,
    "separate": Access.NO,
    "no": Access.NO,
    "none": Access.NO,
}
RAIL_KEYS = ("handrail", "handrail:left", "handrail:right", "handrail:center", "handrail:both")


class StepFacts(NamedTuple):
    """What is told of the steps of a way.

    Unknown: the defaults; `step_count` is -1 for steps of unknown number.
    """

    step_count: int = 0
    ramp: Access = Access.UNKNOWN
    ramp_stroller: Access = Access.UNKNOWN
    handrail: Access = Access.UNKNOWN


def read_steps(way: Tagged, *, is_steps: bool) -> StepFacts:
    """What the tags tell of steps; steps counted on a plain path are steps too."""
    count = _read_count(way)
    if not is_steps and count <= 0:
        return StepFacts()
    ramp, stroller = _read_ramps(way)
    return StepFacts(count or UNKNOWN_COUNT, ramp, stroller, _read_handrail(way))


def _read_count(way: Tagged) -> int:
    if "step_count" not in way.tags:
        return 0
    count = parse_count(way.tags["step_count"])
    if count is None or count > MOST_STEPS:
        way.note("unreadable_measure", key="step_count", message="step_count is not a number")
        return 0
    return count


def _read_ramps(way: Tagged) -> tuple[Access, Access]:
    # ramp=yes does not say for whom: it may be a groove for bicycles
    kind = way.get("ramp")
    others = Access.NO if kind in ("no", "none", "separate") else Access.UNKNOWN
    wheelchair = _read_ramp(way, "ramp:wheelchair", named=kind == "wheelchair", otherwise=others)
    stroller = _read_ramp(way, "ramp:stroller", named=kind == "stroller", otherwise=others)
    return wheelchair, Access.YES if wheelchair is Access.YES else stroller


def _read_ramp(way: Tagged, key: str, *, named: bool, otherwise: Access) -> Access:
    if named:
        return Access.YES
    return way.word(key, RAMPS, unknown=Access.UNKNOWN) if key in way.tags else otherwise


def _read_handrail(way: Tagged) -> Access:
    told = [way.get(key) for key in RAIL_KEYS if key in way.tags]
    if not told:
        return Access.UNKNOWN
    return Access.YES if any(one not in ("no", "none") for one in told) else Access.NO
