"""Stops and places by name: part of a word is enough, in any language, or Korean initials alone."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import msgspec

from modugil.answers.finding.endpoints import EndpointFinder, place_endpoint
from modugil.answers.itinerary import PlaceRef
from modugil.core.geo import LatLon, distance_m
from modugil.region.timetable import Timetable
from modugil.region.vocabulary import LocationType

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_LEAST_SPREAD = 3
"""Texts shorter than this are looked for as they stand only."""
_SEARCHED = (LocationType.STOP, LocationType.STATION)
_SAME_STOP_M = 150.0
"""Stops of one name this near to each other are shown as one where not asked for by id."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to be found: all its names folded, and the row it stands for."""

    names: tuple[str, ...]
    initials: str
    is_stop: bool
    row: int
    point: LatLon


@dataclass(frozen=True, slots=True)
class PlaceIndex:
    """Everything that can be found by name in a region."""

    finder: EndpointFinder
    entries: tuple[Entry, ...]


def fold(text: str) -> str:
    """The text as it is compared: no case, no accents on letters, no spaces or hyphens.

    Korean syllables are taken apart into letters, so that one still being typed finds its word:
    제주고 is how 제주공항 begins.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return "".join(plain.split()).replace("-", "")


def take_initials(text: str) -> str:
    """The initial consonants of the Korean syllables in a text: 제주공항 gives ㅈㅈㄱㅎ."""
    return "".join(
        _INITIALS[(ord(mark) - ord("가")) // 588] for mark in text if "가" <= mark <= "힣"
    )


def build_place_index(finder: EndpointFinder) -> PlaceIndex:
    """An index over all stops, stations and places that the finder knows."""
    timetable, places = finder.timetable, finder.places
    entries: list[Entry] = []
    if timetable is not None:
        entries.extend(_stop_entries(timetable))
    if places is not None:
        for row in range(len(places)):
            point = LatLon(float(places.lat[row]), float(places.lon[row]))
            entries.append(_entry(places.names.all_of(row).values(), False, row, point))
    return PlaceIndex(finder, tuple(entries))


def _stop_entries(timetable: Timetable) -> Iterable[Entry]:
    stops = timetable.stops
    for row in range(timetable.stop_count):
        if int(stops.location_type[row]) not in _SEARCHED:
            continue
        if int(stops.parent[row]) >= 0:
            continue  # the station stands for its platforms
        names = [*stops.names.all_of(row).values(), stops.code[row], stops.id[row]]
        yield _entry(names, True, row, LatLon(float(stops.lat[row]), float(stops.lon[row])))


def _entry(names: Iterable[str], is_stop: bool, row: int, point: LatLon) -> Entry:
    given = [name for name in names if name]
    folded = tuple(dict.fromkeys(fold(name) for name in given))
    return Entry(folded, " ".join(filter(None, map(take_initials, given))), is_stop, row, point)


def find_places(
    index: PlaceIndex, text: str, *, language: str, limit: int = 8, near: LatLon | None = None
) -> list[PlaceRef]:
    """The places whose names hold the text, the best fit first; none for an empty text.

    A name that begins with the text comes before one that holds it; sights before stops of equal
    fit; then the nearer to `near`, then the shorter name. Where no name holds the text, those that
    hold its letters in order are found: 제주공항 finds 제주국제공항.
    """
    wanted = fold(text)
    if not wanted:
        return []
    by_initials = all(mark in _INITIALS for mark in text.replace(" ", ""))
    asked = text.replace(" ", "") if by_initials else wanted
    found = _sort(index, _fit_initials if by_initials else _fit, asked, near)
    if not found and len(asked) >= _LEAST_SPREAD:
        found = _sort(index, _fit_spread_initials if by_initials else _fit_spread, asked, near)
    return _take(index, found, language=language, limit=limit)


def _sort(
    index: PlaceIndex,
    fit_of: Callable[[Entry, str], int | None],
    asked: str,
    near: LatLon | None,
) -> list[Entry]:
    scored = []
    for order, entry in enumerate(index.entries):
        fit = fit_of(entry, asked)
        if fit is not None:
            away = distance_m(near, entry.point) if near is not None else 0.0
            scored.append(((fit, entry.is_stop, away, len(entry.names[0]), order), entry))
    return [entry for _, entry in sorted(scored, key=lambda pair: pair[0])]


def _fit(entry: Entry, wanted: str) -> int | None:
    best: int | None = None
    for name in entry.names:
        at = name.find(wanted)
        if at < 0:
            continue
        fit = 0 if name == wanted else 1 if at == 0 else 2
        best = fit if best is None else min(best, fit)
    return best


def _fit_initials(entry: Entry, wanted: str) -> int | None:
    at = entry.initials.find(wanted)
    return None if at < 0 else 1 if at == 0 else 2


def _fit_spread(entry: Entry, wanted: str) -> int | None:
    return 3 if any(_is_spread(wanted, name) for name in entry.names) else None


def _fit_spread_initials(entry: Entry, wanted: str) -> int | None:
    return 3 if any(_is_spread(wanted, one) for one in entry.initials.split()) else None


def _is_spread(wanted: str, name: str) -> bool:
    """Whether the name begins as the text does and holds all its letters in order."""
    rest = iter(name)
    return name[:1] == wanted[0] and all(mark in rest for mark in wanted)


def _take(index: PlaceIndex, entries: list[Entry], *, language: str, limit: int) -> list[PlaceRef]:
    found: list[PlaceRef] = []
    for entry in entries:
        ref = _ref(index, entry, language)
        if not any(_same(ref, other) for other in found):
            found.append(ref)
        if len(found) == limit:
            break
    return found


def _ref(index: PlaceIndex, entry: Entry, language: str) -> PlaceRef:
    if entry.is_stop:
        stop = index.finder.stop_at(entry.row, language=language)
        lines = index.finder.lines_at(stop, language=language)
        return msgspec.structs.replace(stop.place, detail=", ".join(lines) or stop.place.detail)
    assert index.finder.places is not None
    return place_endpoint(index.finder.places, entry.row, language=language).place


def _same(one: PlaceRef, other: PlaceRef) -> bool:
    if one.kind != other.kind or one.name != other.name or one.kind not in ("stop", "station"):
        return False
    return distance_m(LatLon(one.lat, one.lon), LatLon(other.lat, other.lon)) < _SAME_STOP_M
