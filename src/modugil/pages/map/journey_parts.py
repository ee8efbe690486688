"""Journeys as the map draws them: each leg's line in parts, those not verified apart."""

import msgspec

from modugil.answers.itinerary import JourneyAnswer, Leg
from modugil.core.geo import LatLon, distance_m

Line = list[tuple[float, float]]
MOSTLY = 0.5
"""A step is drawn as unverified from this share of its length on."""


class MapPart(msgspec.Struct, frozen=True):
    """One stretch of one look; `color` is empty for a way on foot or wheels."""

    line: Line
    color: str
    unverified: bool


class MapMark(msgspec.Struct, frozen=True):
    """One barrier, with its sentence; `refused` where it stands on a way that was not taken."""

    at: tuple[float, float]
    text: str
    refused: bool


class MapJourney(msgspec.Struct, frozen=True):
    """One journey to be drawn."""

    id: str
    parts: list[MapPart]
    start: tuple[float, float]
    end: tuple[float, float]
    barriers: list[MapMark]


def build_map_journeys(journeys: list[JourneyAnswer]) -> list[MapJourney]:
    """All journeys of an answer that have a line to draw."""
    return [_map_journey(one) for one in journeys if any(leg.geometry for leg in one.legs)]


def _map_journey(journey: JourneyAnswer) -> MapJourney:
    legs = [leg for leg in journey.legs if leg.geometry]
    marks = [MapMark((b.lon, b.lat), b.text, refused=False) for leg in legs for b in leg.barriers]
    refused = [leg.why_not for leg in legs if leg.why_not is not None]
    marks += [MapMark((w.barrier.lon, w.barrier.lat), w.text, refused=True) for w in refused]
    return MapJourney(
        id=journey.id,
        parts=[part for leg in legs for part in _parts(leg)],
        start=legs[0].geometry[0],
        end=legs[-1].geometry[-1],
        barriers=marks,
    )


def _parts(leg: Leg) -> list[MapPart]:
    if leg.ride is not None:
        color = f"#{leg.ride.color}" if leg.ride.color else ""
        return [MapPart(leg.geometry, color or "#44596b", unverified=False)]
    spans = [(step.length_m, step.unverified_m) for step in leg.steps if step.length_m > 0]
    if sum(unverified for _, unverified in spans) <= 0:
        spans = [(max(leg.length_m, 0.1), leg.unverified_m)]
    looks = [unverified >= MOSTLY * length for length, unverified in spans]
    ends = _ends([length for length, _ in spans])
    return _cut(leg.geometry, ends, looks)


def _ends(lengths: list[float]) -> list[float]:
    total = sum(lengths)
    ends: list[float] = []
    for length in lengths:
        ends.append((ends[-1] if ends else 0.0) + length / total)
    return ends


def _cut(line: Line, ends: list[float], looks: list[bool]) -> list[MapPart]:
    """The line's points by which step they lie in, by their share of the whole length."""
    gone = [0.0]
    for (lon_a, lat_a), (lon_b, lat_b) in zip(line, line[1:], strict=False):
        gone.append(gone[-1] + distance_m(LatLon(lat_a, lon_a), LatLon(lat_b, lon_b)))
    parts: list[MapPart] = []
    step, current = 0, [line[0]]
    for index in range(1, len(line)):
        middle = (gone[index - 1] + gone[index]) / 2 / (gone[-1] or 1.0)
        now = step
        while now < len(ends) - 1 and middle > ends[now]:
            now += 1
        if looks[now] != looks[step] and len(current) > 1:
            parts.append(MapPart(current, "", looks[step]))
            current = [line[index - 1]]
        step = now
        current.append(line[index])
    return [*parts, MapPart(current, "", looks[step])] if len(current) > 1 else parts
