"""Crossings: how they are marked, whether there is an island, whether the signal can be heard.

Examples: crossing=traffic_signals | crossing:markings=zebra | crossing=traffic_signals;island
Spec:     OSM wiki, Key:crossing, Key:crossing:markings, Key:crossing:signals,
          Key:traffic_signals:sound, Key:traffic_signals:vibration.
"""

from typing import NamedTuple

from modugil.core.access import Access
from modugil.region.osm.tagged import YES_NO, Tagged
from modugil.region.vocabulary import CrossingKind

CROSSINGS: dict[str, CrossingKind] = {
    "traffic_signals": CrossingKind.SIGNALS,
    "signals": CrossingKind.SIGNALS,
    "pelican": CrossingKind.SIGNALS,
    "toucan": CrossingKind.SIGNALS,
    "puffin": CrossingKind.SIGNALS,
    "pegasus": CrossingKind.SIGNALS,
    "marked": CrossingKind.MARKED,
    "zebra": CrossingKind.MARKED,
    "uncontrolled": CrossingKind.MARKED,
    "controlled": CrossingKind.MARKED,
    "unmarked": CrossingKind.UNMARKED,
    "informal": CrossingKind.UNMARKED,
    "no": CrossingKind.UNMARKED,
    "island": CrossingKind.UNKNOWN,
    "yes": CrossingKind.UNKNOWN,
    "pedestrian": CrossingKind.UNKNOWN,
}
SOUNDS: dict[str, Access] = {**YES_NO, "locate": Access.YES, "walk": Access.YES}
SIGNAL_REFS = frozenset({"pelican", "toucan", "puffin", "pegasus"})


class CrossingFacts(NamedTuple):
    """What is told of a crossing.

    Unknown: the defaults.
    """

    kind: CrossingKind = CrossingKind.NONE
    island: Access = Access.UNKNOWN
    signal_sound: Access = Access.UNKNOWN


def read_crossing(thing: Tagged) -> CrossingFacts:
    """What the tags of a way or point tell of a crossing; NONE where they tell nothing of one."""
    tags = thing.tags
    kinds = [CrossingKind.NONE]
    if "crossing" in tags:
        kinds += [
            CROSSINGS.get(part.strip(), CrossingKind.UNKNOWN)
            for part in thing.get("crossing").split(";")
        ]
    if "crossing_ref" in tags:
        signals = thing.get("crossing_ref") in SIGNAL_REFS
        kinds.append(CrossingKind.SIGNALS if signals else CrossingKind.MARKED)
    if "crossing:markings" in tags:
        plain = thing.get("crossing:markings") == "no"
        kinds.append(CrossingKind.UNMARKED if plain else CrossingKind.MARKED)
    if thing.get("crossing:signals") not in ("", "no"):
        kinds.append(CrossingKind.SIGNALS)
    return CrossingFacts(max(kinds), _read_island(thing), read_signal_sound(thing))


def _read_island(thing: Tagged) -> Access:
    if "island" in thing.get("crossing").split(";"):
        return Access.YES
    return thing.access("crossing:island")


def read_signal_sound(thing: Tagged) -> Access:
    """Whether a signal can be heard or felt: NO only where neither can."""
    sound = thing.word("traffic_signals:sound", SOUNDS, unknown=Access.UNKNOWN)
    vibration = thing.access("traffic_signals:vibration")
    if Access.YES in (sound, vibration):
        return Access.YES
    return Access.NO if sound is vibration is Access.NO else Access.UNKNOWN
