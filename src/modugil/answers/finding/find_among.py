"""Places by everything one may ask: name, nearness, a way, needs, opening, facts."""

import threading
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np

from modugil.answers.finding.endpoints import PLACE_KINDS, access_word
from modugil.answers.finding.fact_words import tell_facts
from modugil.answers.finding.hours_words import tell_hours
from modugil.answers.finding.place_question import (
    FoundPlace,
    OpenWord,
    PlaceQuestion,
    PlacesFound,
)
from modugil.answers.itinerary import PlaceRef
from modugil.core.access import Access
from modugil.core.geo import LatLon
from modugil.core.time import format_local
from modugil.places.catalogue import Catalogue, PlacesNow
from modugil.places.finding.index import PlaceIndex, build_place_index, follow
from modugil.places.finding.needs import NEED_WORDS
from modugil.places.finding.search import Hits, Wanted, look_open, search_places
from modugil.places.place import Place
from modugil.places.vocabulary import KINDS
from modugil.region.open_region import Region

_OPEN_WORDS: dict[int, OpenWord] = {Access.YES: "open", Access.NO: "closed"}


@dataclass(frozen=True, slots=True, eq=False)
class _Moment:
    """The places of one moment with their index."""

    now: PlacesNow
    compiled: PlaceIndex
    index: PlaceIndex


class PlaceFinder:
    """Finds places of one region; safe to ask from several threads at once.

    The index is built at the first question, and what staff corrected is read again when it is
    another moment's.
    """

    def __init__(self, catalogue: Catalogue | None, *, zone: ZoneInfo, middle: LatLon) -> None:
        """Stand ready; `middle` is that of the region: whose holidays count."""
        self._catalogue = catalogue
        self._zone = zone
        self._middle = middle
        self._moment: _Moment | None = None
        self._building = threading.Lock()

    def find(self, question: PlaceQuestion, *, now: datetime) -> PlacesFound:
        """One page of what fits, the best first; none is an answer too."""
        as_of = format_local(now, zone=self._zone)
        if self._catalogue is None:
            return PlacesFound(places=[], total=0, unknown=0, as_of=as_of)
        moment = self._get_moment(self._catalogue.get_current())
        local = now.astimezone(self._zone).replace(second=0, microsecond=0, tzinfo=None)
        hits = search_places(moment.index, _read_question(question, local))
        opened = look_open(moment.index, local)
        page = slice(question.offset, question.offset + question.limit)
        places = [
            _tell(moment, hits, at, question=question, opened=int(opened[hits.rows[at]]))
            for at in range(len(hits.rows))[page]
        ]
        unknown = int(hits.possible.sum())
        return PlacesFound(places=places, total=len(hits.rows), unknown=unknown, as_of=as_of)

    def _get_moment(self, now: PlacesNow) -> _Moment:
        moment = self._moment
        if moment is not None and moment.now is now:
            return moment
        with self._building:
            return self._follow(now)

    def _follow(self, now: PlacesNow) -> _Moment:
        moment = self._moment
        if moment is not None and moment.now is now:
            return moment
        if moment is not None and moment.now.places is now.places:
            compiled = moment.compiled
        else:
            compiled = build_place_index(now.places, at=self._middle)
        self._moment = moment = _Moment(now, compiled, follow(compiled, now, at=self._middle))
        return moment


def open_place_finder(catalogue: Catalogue | None, *, region: Region) -> PlaceFinder:
    """A finder over the places of this region."""
    box = region.manifest.bounds
    middle = LatLon((box.south + box.north) / 2, (box.west + box.east) / 2)
    return PlaceFinder(catalogue, zone=region.zone, middle=middle)


def _read_question(question: PlaceQuestion, local: datetime) -> Wanted:
    return Wanted(
        text=question.text,
        kinds=question.kinds,
        categories=question.categories,
        needs=question.needs,
        confirmed=question.confirmed,
        open_at=local if question.open_now else None,
        near=question.near,
        radius_m=question.radius_m,
        along=question.along,
        corridor_m=question.corridor_m,
        has=question.has,
    )


def _tell(
    moment: _Moment, hits: Hits, at: int, *, question: PlaceQuestion, opened: int
) -> FoundPlace:
    row = int(hits.rows[at])
    place = moment.now.get_place(row)
    asked = [need for need in NEED_WORDS if need in question.needs]
    judged = moment.index.needs[row]
    return FoundPlace(
        place=place_ref(place, language=question.language),
        id=place.id,
        kind=place.kind,
        category=place.get_value("category"),
        distance_m=_metres(hits.away_m[at]),
        along_m=_metres(hits.along_m[at]),
        needs={need: access_word(judged[NEED_WORDS.index(need)]) for need in asked},
        open=_OPEN_WORDS.get(opened, "unknown"),
        hours_text=_tell_hours(place, question),
        facts=tell_facts(place, needs=asked, has=sorted(question.has), language=question.language),
    )


def place_ref(place: Place, *, language: str) -> PlaceRef:
    """The place as a journey takes it."""
    return PlaceRef(
        ref=f"place:{place.id}",
        kind=PLACE_KINDS[KINDS.index(place.kind)],
        name=place.name_in(language),
        lat=place.lat,
        lon=place.lon,
        wheelchair=access_word(place.wheelchair),
        detail=place.get_value("course") or place.get_value("booking_phone"),
    )


def _tell_hours(place: Place, question: PlaceQuestion) -> str:
    hours = place.get_value("hours")
    if hours:
        return tell_hours(hours, language=question.language)
    return place.get_value("hours_text")


def _metres(metres: float) -> float | None:
    return round(float(metres), 1) if np.isfinite(metres) else None
