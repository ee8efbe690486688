"""Where a person can be within so many minutes on foot or wheels: streets and stops, as GeoJSON."""

from datetime import datetime, timedelta
from typing import Literal

import msgspec

from modugil.answers.finding.endpoints import Endpoint
from modugil.answers.itinerary import AccessWord
from modugil.answers.planner import LOOK_AHEAD, Planner
from modugil.answers.trips.ends import place_on_streets
from modugil.answers.trips.preparation import Preparation
from modugil.core.errors import BadInput
from modugil.core.language import Language
from modugil.routing.needs import Needs
from modugil.routing.streets import area_lines, reach_stops, reachable_area

Position = tuple[float, float]
DIGITS = 6
MOST_MINUTES = 60


class Lines(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="MultiLineString"):
    """The streets within reach, each as longitude and latitude."""

    coordinates: list[list[Position]]


class Spot(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="Point"):
    """One stop within reach."""

    coordinates: Position


class StreetsReached(
    msgspec.Struct, frozen=True, kw_only=True, rename="camel", tag_field="kind", tag="streets"
):
    """From where, within how long, and with which needs."""

    start: str
    minutes: int
    needs: str


class StopReached(
    msgspec.Struct, frozen=True, kw_only=True, rename="camel", tag_field="kind", tag="stop"
):
    """A stop, when one is there, and how much of the way is not verified."""

    ref: str
    name: str
    wheelchair: AccessWord
    seconds: int
    unverified_m: float


class Feature(msgspec.Struct, frozen=True, kw_only=True):
    """One feature of GeoJSON (RFC 7946)."""

    geometry: Lines | Spot
    properties: StreetsReached | StopReached
    type: Literal["Feature"] = "Feature"


class ReachAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A feature collection: the streets first, then each stop, the nearest first."""

    features: list[Feature]
    type: Literal["FeatureCollection"] = "FeatureCollection"


class ReachQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """From where, for whom, and how long."""

    start: str
    minutes: int
    needs: Needs
    language: Language


def find_reach(planner: Planner, question: ReachQuestion, *, now: datetime) -> ReachAnswer:
    """The streets and stops within reach, as the streets are now.

    Errors:  BadInput for a place that is not, or where the region has no streets.
    """
    if planner.region.streets is None:
        raise BadInput("This region has no streets.", allowed="Ask a region built with streets.")
    endpoint = planner.finder.get_endpoint(question.start, language=question.language)
    preparation = planner.prepare(
        question.needs,
        conditions=planner.conditions.get_current(),
        span=(now, now + LOOK_AHEAD + timedelta(minutes=question.minutes)),
    )
    streets = _streets(preparation, endpoint, question)
    stops = _stops(planner, preparation, endpoint, question)
    return ReachAnswer(features=[streets, *stops])


def _streets(preparation: Preparation, endpoint: Endpoint, question: ReachQuestion) -> Feature:
    assert preparation.costs is not None
    place = place_on_streets(preparation, endpoint)
    area = reachable_area(preparation.costs, place, max_s=question.minutes * 60.0)
    lines = area_lines(preparation.costs, area)
    told = StreetsReached(
        start=endpoint.place.ref, minutes=question.minutes, needs=question.needs.preset
    )
    drawn = [[(round(p.lon, DIGITS), round(p.lat, DIGITS)) for p in line] for line in lines]
    return Feature(geometry=Lines(coordinates=drawn), properties=told)


def _stops(
    planner: Planner, preparation: Preparation, endpoint: Endpoint, question: ReachQuestion
) -> list[Feature]:
    if preparation.access is None:
        return []
    found = reach_stops(preparation.access, place_on_streets(preparation, endpoint))
    rows = zip(found.time_s.tolist(), found.stop.tolist(), found.unverified_m.tolist(), strict=True)
    near = sorted(row for row in rows if row[0] <= question.minutes * 60)
    return [_stop(planner, row, question.language) for row in near]


def _stop(planner: Planner, row: tuple[float, int, float], language: Language) -> Feature:
    time_s, stop, unverified_m = row
    place = planner.finder.stop_at(stop, language=language).place
    told = StopReached(
        ref=place.ref,
        name=place.name,
        wheelchair=place.wheelchair,
        seconds=round(time_s),
        unverified_m=round(unverified_m, 1),
    )
    where = (round(place.lon, DIGITS), round(place.lat, DIGITS))
    return Feature(geometry=Spot(coordinates=where), properties=told)
