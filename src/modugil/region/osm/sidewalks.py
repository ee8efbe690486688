"""The sidewalks that a street's own tags tell of, side by side.

Examples: sidewalk=both | sidewalk:left=yes sidewalk:right=separate | sidewalk:left:width=1.5
          sidewalk=right sidewalk:surface=paving_stones | footway:left:surface=asphalt (old)
Spec:     OSM wiki, Key:sidewalk. Sided keys beat `:both`, which beats the unsided.
"""

from math import isnan
from typing import TypeVar

from modugil.core.access import Access
from modugil.region.osm.foot_access import PERMISSIONS
from modugil.region.osm.inclines import read_incline
from modugil.region.osm.kerbs import NO_KERB, KerbFact, read_kerb, read_sloped_curb, worse_kerb
from modugil.region.osm.read_node import TACTILES, WHEELCHAIRS
from modugil.region.osm.surfaces import read_smoothness, read_surface
from modugil.region.osm.tagged import Tagged
from modugil.region.street_facts import EdgeFacts
from modugil.region.vocabulary import Kerb, SidewalkSide, WayKind, WheelchairTag

T = TypeVar("T")

SIDES = ("left", "right")
SIDEWALK_SIDES: dict[str, frozenset[str]] = {
    "both": frozenset(SIDES),
    "left;right": frozenset(SIDES),
    "right;left": frozenset(SIDES),
    "left": frozenset({"left"}),
    "right": frozenset({"right"}),
    "no": frozenset(),
    "none": frozenset(),
    "separate": frozenset(),
}
PRESENT: dict[str, bool] = {"yes": True, "no": False, "none": False, "separate": False}
WIDEST_M = 100.0


def list_sidewalks(way: Tagged) -> list[str]:
    """The sides ("left", "right") on which the street's own tags tell of a sidewalk."""
    told = SIDEWALK_SIDES["no"]
    for key in ("sidewalk", "footway"):
        if key in way.tags and (key == "sidewalk" or way.get(key) in SIDEWALK_SIDES):
            told = way.word(key, SIDEWALK_SIDES, unknown=frozenset())
            break
    return [side for side in SIDES if _is_present(way, side, otherwise=side in told)]


def _is_present(way: Tagged, side: str, *, otherwise: bool) -> bool:
    for key in (f"sidewalk:{side}", "sidewalk:both"):
        if key in way.tags:
            return way.word(key, PRESENT, unknown=otherwise)
    return otherwise


def read_sidewalk(way: Tagged, *, street: EdgeFacts, side: str) -> EdgeFacts:
    """The sidewalk on one side of a street: its own facts, and the street's slope, level and light.

    Unknown: surface, smoothness and width of the street say nothing about its sidewalk.
    """
    kerb, kerb_height_m = _read_kerb(way, side)
    foot = _word_of(way, side, "foot", PERMISSIONS, street.foot_forward)
    return street._replace(
        kind=WayKind.SIDEWALK,
        side=SidewalkSide[side.upper()],
        foot_forward=foot,
        foot_backward=foot,
        wheelchair=_word_of(way, side, "wheelchair", WHEELCHAIRS, WheelchairTag.UNKNOWN),
        surface=read_surface(way, key=_key(way, side, "surface")),
        smoothness=read_smoothness(way, key=_key(way, side, "smoothness")),
        width_m=way.length_m(_key(way, side, "width"), most_m=WIDEST_M),
        incline_ratio=_read_incline(way, side, street=street),
        cross_slope_ratio=abs(read_incline(way, key=_key(way, side, "incline:across"))),
        tactile=_word_of(way, side, "tactile_paving", TACTILES, Access.UNKNOWN),
        kerb=kerb,
        kerb_height_m=kerb_height_m,
    )


def _key(way: Tagged, side: str, fact: str) -> str:
    """The most special key the way has for this fact of the sidewalk on this side."""
    keys = (
        f"sidewalk:{side}:{fact}",
        f"sidewalk:both:{fact}",
        f"sidewalk:{fact}",
        f"footway:{side}:{fact}",
        f"footway:both:{fact}",
        f"footway:{fact}",
    )
    return next((key for key in keys if key in way.tags), keys[0])


def _word_of(way: Tagged, side: str, fact: str, words: dict[str, T], unknown: T) -> T:
    return way.word(_key(way, side, fact), words, unknown=unknown)


def _read_incline(way: Tagged, side: str, *, street: EdgeFacts) -> float:
    ratio = read_incline(way, key=_key(way, side, "incline"))
    return street.incline_ratio if isnan(ratio) else ratio


def _read_kerb(way: Tagged, side: str) -> KerbFact:
    start, end = _sloped_end(way, side, "start"), _sloped_end(way, side, "end")
    found = read_kerb(way, prefix=f"sidewalk:{side}:")
    if found[0] is Kerb.NONE:
        found = read_kerb(way, prefix="sidewalk:both:")
    return worse_kerb(worse_kerb(start, end), found)


def _sloped_end(way: Tagged, side: str, end: str) -> KerbFact:
    key = f"sidewalk:{side}:sloped_curb:{end}"
    return read_sloped_curb(way, key=key) if key in way.tags else NO_KERB
