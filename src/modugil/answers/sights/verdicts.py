"""The answers to the three questions one asks before going, from the facts of a place.

Unknown: a yes rests on a fact that some source says and none contradicts; what is not known, or
         disputed, is unknown and neither yes nor no.
"""

from dataclasses import dataclass

from modugil.core.access import Access
from modugil.places.place import WHEELCHAIR, Place

HARD = ("hard", "very_hard")
"""What a source calls so may be got round by some: who goes should know that it is not sure."""
STALLS = ("accessible_stalls_male", "accessible_stalls_female")


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Can one get in, can one get round, is there a toilet one can use."""

    get_in: Access
    get_round: Access
    toilet: Access
    by_whole: bool
    """Whether the entrance is not known and only the place as a whole was judged."""


def judge(place: Place) -> Verdicts:
    """The answers as far as they are known."""
    get_in, by_whole = _judge_entrance(place)
    inside = _judge_inside(place)
    if place.get_value("difficulty") in HARD:
        inside = _doubt(inside)
    if place.get_access(WHEELCHAIR) is Access.NO:
        get_in, inside = (_doubt(one) for one in (get_in, inside))
    return Verdicts(get_in, inside, judge_toilet(place), by_whole)


def _doubt(access: Access) -> Access:
    """A yes about a part of a place that as a whole is said to be a no."""
    return Access.UNKNOWN if access is Access.YES else access


def _judge_entrance(place: Place) -> tuple[Access, bool]:
    """A ramp makes an entrance of which nothing else is said; beside steps nobody knows."""
    entrance = place.get_access("step_free_entrance")
    approach = place.get_access("step_free_approach")
    ramp = place.get_access("entrance_ramp") is Access.YES
    if ramp and entrance is not Access.YES:
        entrance = Access.UNKNOWN if entrance is Access.NO else Access.YES
    told = place.facts.get("step_free_entrance")
    if told is not None and told.disputed:
        entrance = Access.UNKNOWN
    if approach is Access.NO or entrance is Access.NO:
        return Access.NO, False
    if entrance is Access.YES:
        disputed = "step_free_approach" in place.facts and approach is Access.UNKNOWN
        return (Access.UNKNOWN if disputed else Access.YES), False
    whole = place.get_access(WHEELCHAIR) if told is None else Access.UNKNOWN
    return whole, whole is not Access.UNKNOWN


def _judge_inside(place: Place) -> Access:
    inside = place.get_access("step_free_inside")
    if inside is not Access.UNKNOWN or "step_free_inside" in place.facts:
        return inside
    if place.kind == "courses":
        return _judge_path(place)
    return place.get_access("alone_accessible")


def _judge_path(place: Place) -> Access:
    """A measured point of a path: steps stop a wheelchair, a slope is for each to judge."""
    steps = place.get_value("steps")
    if steps.isdigit() and int(steps) > 0:
        return Access.NO
    return place.get_access(WHEELCHAIR)


def judge_toilet(place: Place) -> Access:
    """Whether there is a toilet one can use in a wheelchair, at the place itself."""
    said = place.get_access("accessible_toilet")
    if "accessible_toilet" in place.facts or place.kind != "toilets":
        return said
    counts = [place.get_value(key) for key in STALLS]
    whole = place.get_access(WHEELCHAIR)
    if any(count.isdigit() and int(count) > 0 for count in counts):
        return Access.UNKNOWN if whole is Access.NO else Access.YES
    if all(count == "0" for count in counts):
        return Access.NO
    return whole
