"""Kerbs: their kind and height, on points, crossings and sidewalks.

Examples: barrier=kerb kerb=raised | kerb=lowered kerb:height=3 cm | sloped_curb=both
Spec:     OSM wiki, Key:kerb, Key:kerb:height, Key:sloped_curb (deprecated).
"""

from math import isnan, nan

from modugil.region.osm.measures import parse_length_m
from modugil.region.osm.tagged import Tagged
from modugil.region.vocabulary import Kerb

KERBS: dict[str, Kerb] = {
    "yes": Kerb.UNKNOWN,
    "unknown": Kerb.UNKNOWN,
    "no": Kerb.FLUSH,
    "none": Kerb.FLUSH,
    "flush": Kerb.FLUSH,
    "at_grade": Kerb.FLUSH,
    "lowered": Kerb.LOWERED,
    "low": Kerb.LOWERED,
    "dropped": Kerb.LOWERED,
    "sloped": Kerb.LOWERED,
    "lowered_and_sloped": Kerb.LOWERED,
    "rolled": Kerb.ROLLED,
    "raised": Kerb.RAISED,
    "regular": Kerb.RAISED,
    "normal": Kerb.RAISED,
}
SLOPED_CURBS: dict[str, Kerb] = {
    "yes": Kerb.LOWERED,
    "both": Kerb.LOWERED,
    "one": Kerb.UNKNOWN,
    "at_grade": Kerb.FLUSH,
    "no": Kerb.RAISED,
}
LOWERED_MOST_M = 0.03
HIGHEST_M = 0.5
"""No kerb is higher: a larger number is written in another unit, and which is not guessed."""
WORST_FIRST = (Kerb.RAISED, Kerb.ROLLED, Kerb.UNKNOWN, Kerb.LOWERED, Kerb.FLUSH, Kerb.NONE)

KerbFact = tuple[Kerb, float]
NO_KERB: KerbFact = (Kerb.NONE, nan)


def read_kerb(thing: Tagged, *, prefix: str = "") -> KerbFact:
    """The kerb and its height in metres that `kerb`, `kerb:height` or `sloped_curb` tell.

    Unknown: NaN height. A height alone also tells the kind, a kind alone no height.
    """
    height_m = thing.length_m(f"{prefix}kerb:height", most_m=HIGHEST_M)
    if f"{prefix}kerb" in thing.tags:
        kerb = thing.word(f"{prefix}kerb", KERBS, unknown=Kerb.UNKNOWN)
    elif f"{prefix}kerb:height" in thing.tags:
        kerb = Kerb.UNKNOWN
    elif f"{prefix}sloped_curb" in thing.tags:
        kerb, height_m = read_sloped_curb(thing, key=f"{prefix}sloped_curb")
    else:
        return NO_KERB
    return (kerb_of_height(height_m) if kerb is Kerb.UNKNOWN else kerb), height_m


def read_sloped_curb(thing: Tagged, *, key: str) -> KerbFact:
    """The kerb that the deprecated `sloped_curb` under that key tells."""
    value = thing.get(key)
    if value in SLOPED_CURBS or parse_length_m(value) is None:
        return thing.word(key, SLOPED_CURBS, unknown=Kerb.UNKNOWN), nan
    height_m = thing.length_m(key, most_m=HIGHEST_M)
    return kerb_of_height(height_m), height_m


def kerb_of_height(height_m: float) -> Kerb:
    """The kind of a kerb of which only the height is told."""
    if isnan(height_m):
        return Kerb.UNKNOWN
    if height_m == 0:
        return Kerb.FLUSH
    return Kerb.LOWERED if height_m <= LOWERED_MOST_M else Kerb.RAISED


def worse_kerb(first: KerbFact, second: KerbFact) -> KerbFact:
    """The worse of two kerbs that are both met."""
    if first[0] is second[0]:
        return first if isnan(first[1]) or first[1] >= second[1] else second
    return first if WORST_FIRST.index(first[0]) < WORST_FIRST.index(second[0]) else second
