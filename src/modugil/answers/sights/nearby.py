"""The toilet section and the section of what is near a place."""

from collections.abc import Sequence

import numpy as np
from msgspec import structs
from numpy.typing import NDArray

from modugil.answers.finding.endpoints import access_word, place_endpoint
from modugil.answers.itinerary import PlaceRef
from modugil.answers.sights.near_places import (
    Near,
    Offers,
    list_near,
    of_kind,
    with_rental,
    with_toilet,
)
from modugil.answers.sights.scope import Scope
from modugil.answers.sights.sentences.fill import fill
from modugil.answers.sights.sight_answer import SightLine
from modugil.answers.sights.tell_fact import say_value
from modugil.answers.sights.tell_open import say_open
from modugil.places.vocabulary import KINDS

TOILETS_WITHIN_M, TOILETS = 5_000.0, 3
NEAR: tuple[tuple[str, float, int], ...] = (
    ("chargers", 5_000.0, 2),
    ("wifi", 1_000.0, 2),
    ("centres", 60_000.0, 1),
)
"""How far away what is told, and how many at most."""
RENTALS_WITHIN_M, RENTALS = 3_000.0, 2
SIGHTS_WITHIN_M, SIGHTS = 3_000.0, 4


def list_toilets(scope: Scope, offers: Offers) -> list[SightLine]:
    """The nearest toilets one can use in a wheelchair, besides that of the place itself."""
    among = with_toilet(scope.places, offers)
    found = _list_near(scope, among, TOILETS_WITHIN_M, TOILETS)
    return [_tell(scope, one, _name_toilet(scope, one)) for one in found]


def say_nearest_toilet(scope: Scope, lines: Sequence[SightLine]) -> str:
    """Where the nearest toilet is, or that none is known near."""
    way = scope.phrases.way
    if not lines or lines[0].place is None or lines[0].distance_m is None:
        return fill(way.no_toilet_near, distance=scope.phrases.distance(TOILETS_WITHIN_M))
    first = lines[0].place
    name = fill(way.toilet_in, name=first.name) if first.kind == "sight" else first.name
    return fill(way.toilet_near, name=name, distance=scope.phrases.distance(lines[0].distance_m))


def list_nearby(scope: Scope, offers: Offers, toilets: Sequence[SightLine]) -> list[SightLine]:
    """What helps near the place, kind by kind, each the nearest first."""
    lines, phrases = list(toilets), scope.phrases
    for kind, within_m, limit in NEAR:
        found = _list_near(scope, of_kind(scope.places, kind), within_m, limit)
        lines += [_tell(scope, one, phrases.kinds[kind]) for one in found]
    rentals = _list_near(scope, with_rental(scope.places, offers), RENTALS_WITHIN_M, RENTALS)
    lines += [_tell(scope, one, phrases.way.rental) for one in rentals]
    sights = _list_near(scope, offers.visited, SIGHTS_WITHIN_M, SIGHTS)
    return lines + [_tell(scope, one, phrases.kinds["sights"]) for one in sights]


def answer_nearby(scope: Scope, lines: Sequence[SightLine]) -> str:
    """How many there are, and which is the nearest."""
    way = scope.phrases.way
    known = {one.place.ref: one.distance_m or 0 for one in lines if one.place is not None}
    if not known:
        return way.nothing_near
    first = min(known, key=lambda ref: known[ref])
    name = next(one.place.name for one in lines if one.place and one.place.ref == first)
    answer = fill(way.near_answer, n=str(len(known)), name=name)
    return scope.phrases.sentences(answer, way.straight)


def _list_near(scope: Scope, among: NDArray[np.bool_], within_m: float, limit: int) -> list[Near]:
    return list_near(
        scope.places, scope.point, among=among, within_m=within_m, limit=limit, but=scope.row
    )


def _name_toilet(scope: Scope, near: Near) -> str:
    """What is told: a toilet, or the toilet within a place of another kind."""
    kind = KINDS[int(scope.places.places.kind[near.row])]
    if kind == "toilets":
        return scope.phrases.kinds[kind]
    return scope.phrases.name_of("accessible_toilet")


def _tell(scope: Scope, near: Near, what: str) -> SightLine:
    """One place near, with its hours where they are known, and who says of them."""
    place = ref_of(scope, near.row)
    phrases = scope.phrases
    text = fill(
        phrases.way.near,
        what=fill("{what|cap}", what=what),
        name=place.name,
        distance=phrases.distance(near.distance_m),
    )
    return SightLine(
        text=phrases.sentences(text, _tell_hours(scope, near.row)),
        distance_m=round(near.distance_m),
        place=place,
    )


def _tell_hours(scope: Scope, row: int) -> str:
    """The hours of another place and whether it is open now; "" where nobody says them."""
    known, phrases = scope.places, scope.phrases
    if row not in known.corrected and "hours" not in known.places.get_facts(row):
        return ""
    other = known.get_place(row)
    value = other.get_value("hours")
    if not value:
        return ""
    label, told = phrases.name_of("hours"), say_value(scope, "hours", value)
    return phrases.sentences(fill(phrases.value, label=label, value=told), say_open(scope, other))


def ref_of(scope: Scope, row: int) -> PlaceRef:
    """The place of that row, by the name people know."""
    place = place_endpoint(scope.places.places, row, language=scope.language).place
    return structs.replace(place, wheelchair=access_word(scope.places.get_wheelchair(row)))
