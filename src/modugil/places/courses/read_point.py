"""What was measured at one point of a course, from the facts of its place.

Where sources give different numbers, all of them count: the truth lies somewhere between.
`slope_most_deg` alone is a bound ("at most 5 degrees"): it may be anything up to it. A mark "steps
or a slope" says neither of the two; the word steps in the source's own text does. That there is
neither says that there are no steps; how level it is was not measured by that.
"""

import re
from collections.abc import Iterable
from math import inf

from modugil.core.access import Access
from modugil.places.courses.course import CoursePoint, Offer, Slope, Span, Width
from modugil.places.place import WHEELCHAIR, Place
from modugil.region.osm.surfaces import SURFACES
from modugil.region.vocabulary import Surface

MEASURES = {
    "slope": ("slope_deg", "slope_most_deg", "slope_way", "slope_length_m"),
    "width": ("path_width_m", "entrance_width_m"),
    "steps": ("steps", "has_steps_or_slope"),
    "surface": ("surface",),
    "evenness": ("surface_state",),
}
"""The facts that one measurement consists of."""
EVEN = ("even", "smooth", "good")
_STEPS_NAMED = re.compile(r"계단(?!\s*혹은)(?!\s*[이은]?\s*없)|\b(?:steps|stairs)\b", re.IGNORECASE)
_OFFERS = (
    (Offer.REST, r"쉼터|정자|벤치|휴게|휴식|\brest\b|\bbench|shelter|pavilion"),
    (Offer.WATER, r"식수|음수대|급수대|drinking water"),
    (Offer.OTHER_TOILET, r"화장실|\btoilet"),
    (Offer.OTHER_PARKING, r"주차|\bcar park\b|\bparking\b"),
)
_NO_OFFER = re.compile(r"(화장실|주차\S*|쉼터|벤치)\s*[은는이가도]?\s*(없|금지|폐쇄)")


def read_point(place: Place) -> CoursePoint:
    """The point, with what is not measured left unknown."""
    return CoursePoint(
        place=place,
        slope=_read_slope(place),
        width=_read_width(place),
        steps=_read_steps(place),
        surface=SURFACES.get(place.get_value("surface"), Surface.UNKNOWN),
        even=_read_evenness(place),
        wheelchair=place.get_access(WHEELCHAIR),
        recommended=place.get_access("recommended"),
        number=_read_number(place),
        offers=frozenset(_list_offers(place)),
    )


def _numbers(place: Place, *keys: str) -> list[float]:
    """Every number that counts: the one that is known, or where sources differ all of them."""
    found: list[float] = []
    for key in keys:
        fact = place.facts.get(key)
        if fact is not None:
            said = [one.value for one in fact.said] if fact.disputed else [fact.value]
            found.extend(number for number in map(_parse, said) if number is not None)
    return found


def _parse(written: str) -> float | None:
    try:
        return float(written)
    except ValueError:
        return None


def _read_slope(place: Place) -> Slope | None:
    least, most = _numbers(place, "slope_deg"), _numbers(place, "slope_most_deg")
    if not least and not most:
        return None
    steepest = Span(min(most or least), max(*least, *most, 0.0)) if least else Span(0.0, max(most))
    lengths = _numbers(place, "slope_length_m")
    way = place.get_value("slope_way")
    fact = place.facts.get("slope_way")
    if way not in ("up", "down") or (fact is not None and fact.disputed):
        way = ""
    return Slope(steepest, way, lengths[0] if len(lengths) == 1 else None)


def _read_width(place: Place) -> Width | None:
    path, door = _numbers(place, "path_width_m"), _numbers(place, "entrance_width_m")
    if not path and not door:
        return None
    narrowest = Span(min(*path, *door, inf), min(max(path or [inf]), max(door or [inf])))
    return Width(narrowest, bool(path))


def _read_steps(place: Place) -> Span | None:
    counted = _numbers(place, "steps")
    if counted:
        return Span(min(counted), max(counted))
    told = place.facts.get("has_steps_or_slope")
    if told is None:
        return None
    if told.value == "no":
        return Span(0, 0)
    named = any(one.value == "yes" and _STEPS_NAMED.search(one.text) for one in told.said)
    return Span(1, inf) if named and told.value == "yes" else None


def _read_evenness(place: Place) -> Access:
    fact = place.facts.get("surface_state")
    if fact is None or not fact.value:
        return Access.UNKNOWN
    values = {one.value for one in fact.said} if fact.disputed else {fact.value}
    return Access.YES if values <= set(EVEN) else Access.NO


def _read_number(place: Place) -> int | None:
    numbers = set(_numbers(place, "course_order"))
    return int(numbers.pop()) if len(numbers) == 1 else None


def _list_offers(place: Place) -> Iterable[Offer]:
    words = " ".join([*place.names.values(), place.get_value("place_detail")])
    named = {offer for offer, word in _OFFERS if re.search(word, words, re.IGNORECASE)}
    if _NO_OFFER.search(words):
        named -= {Offer.OTHER_TOILET, Offer.OTHER_PARKING, Offer.REST}
    yield from named & {Offer.REST, Offer.WATER}
    for key, sure, other in (
        ("accessible_toilet", Offer.TOILET, Offer.OTHER_TOILET),
        ("accessible_parking", Offer.PARKING, Offer.OTHER_PARKING),
    ):
        if place.get_access(key) is Access.YES:
            yield sure
        elif other in named:
            yield other
