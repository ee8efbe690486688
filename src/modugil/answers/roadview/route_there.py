"""A person's way as it is seen in a picture: its lines, what is on it, and where it goes on."""

from collections.abc import Sequence
from dataclasses import dataclass

from modugil.answers.itinerary import JourneyAnswer, Leg
from modugil.answers.roadview.barrier_index import find_nearest_spot
from modugil.answers.roadview.picture_told import Thing
from modugil.answers.roadview.projecting import DRAWN_WITHIN_M, Ray, draw_line
from modugil.answers.roadview.scope import HERE_M, PictureScope
from modugil.answers.sights.sentences.fill import fill
from modugil.core.geo import LatLon, bearing_deg, distance_m

AHEAD_M = 15.0
"""So far on along the way one looks to say where it goes on."""
SAME_SPOT_M = 1.0


@dataclass(frozen=True, slots=True)
class RouteSeen:
    """The part of a way that is near a picture.

    Unknown: `lines` are empty where nobody knows which way the camera looks; the sentences are not.
    """

    lines: tuple[tuple[Ray, ...], ...]
    sentences: tuple[str, ...]
    things: tuple[Thing, ...]
    """What needs care on it, and what stops one."""


def see_route(scope: PictureScope, journey: JourneyAnswer) -> RouteSeen | None:
    """The legs on foot or wheels, as seen from the picture; None where one is there already."""
    walks = [leg for leg in journey.legs if leg.kind == "walk" and len(leg.geometry) > 1]
    if not walks:
        return None
    lines = [[LatLon(lat, lon) for lon, lat in leg.geometry] for leg in walks]
    things = tuple(_list_things(scope, walks))
    return RouteSeen(draw_lines(scope, lines), tuple(tell_lines(scope, lines)), things)


def draw_lines(scope: PictureScope, lines: Sequence[list[LatLon]]) -> tuple[tuple[Ray, ...], ...]:
    """What of the lines is near, as directions; none where nobody knows how the camera looks."""
    if scope.camera is None:
        return ()
    return tuple(tuple(part) for line in lines for part in draw_line(scope.camera, line))


def tell_lines(scope: PictureScope, lines: Sequence[list[LatLon]]) -> list[str]:
    """How near the lines come, where they go on, and whether they end here."""
    phrases = scope.phrases
    spots = [(find_nearest_spot(line, scope.point), line) for line in lines]
    near = min(spots, key=lambda one: distance_m(scope.point, one[0]), default=None)
    if near is None or distance_m(scope.point, near[0]) > DRAWN_WITHIN_M:
        return [fill(phrases.route_away, m=f"{DRAWN_WITHIN_M:.0f}")]
    spot, line = near
    away_m = distance_m(scope.point, spot)
    is_here = away_m < HERE_M
    told = [phrases.route_here if is_here else fill(phrases.route_near, m=f"{away_m:.0f}")]
    ahead, gone_m = _go_on(line, spot)
    if gone_m < AHEAD_M:
        told.append(fill(phrases.route_end, m=f"{gone_m:.0f}"))
    if gone_m >= SAME_SPOT_M:
        bearing = bearing_deg(spot, ahead)
        values = {"where": scope.name_relative(bearing), "point": scope.name_point(bearing)}
        phrase = phrases.route_on if values["where"] else phrases.route_on_compass
        told.insert(1, fill(phrase, **values))
    return told


def _go_on(line: list[LatLon], spot: LatLon) -> tuple[LatLon, float]:
    """Where one is 15 metres on along the line, or at its end, and how far that is."""
    row = min(
        range(len(line) - 1),
        key=lambda at: distance_m(find_nearest_spot(line[at : at + 2], spot), spot),
    )
    at, gone_m = spot, 0.0
    for point in line[row + 1 :]:
        step_m = distance_m(at, point)
        if gone_m + step_m >= AHEAD_M:
            part = (AHEAD_M - gone_m) / step_m
            lat, lon = at.lat + part * (point.lat - at.lat), at.lon + part * (point.lon - at.lon)
            return LatLon(lat, lon), AHEAD_M
        at, gone_m = point, gone_m + step_m
    return at, gone_m


def _list_things(scope: PictureScope, walks: Sequence[Leg]) -> list[Thing]:
    """Barriers of a least-bad way, and the steps of the way that need care."""
    found: list[Thing] = []
    for leg in walks:
        told = [(one.kind, one.text, LatLon(one.lat, one.lon)) for one in leg.barriers]
        told += [(one.kind, one.text, LatLon(one.lat, one.lon)) for one in leg.steps if one.caution]
        for kind, text, spot in told:
            if distance_m(scope.point, spot) <= DRAWN_WITHIN_M:
                found.append(scope.build_thing(kind, text.rstrip(".。"), spot))
    return sorted(found, key=lambda one: one.distance_m)
