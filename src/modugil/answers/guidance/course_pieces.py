"""A stretch of a course cut into pieces: each is measured by the point that lies on it.

Nobody measured between the points, so each has the way up to the middle between it and its
neighbours; points that lie at one place have one piece, and the worst of them counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, hypot, isfinite, radians
from typing import Any

from modugil.answers.courses.judge import CourseVerdict, access_of_all, ratio_of
from modugil.core.access import Access
from modugil.core.geo import LatLon
from modugil.places.courses.course import Course, CoursePoint, Stop, Stretch
from modugil.region.vocabulary import Surface

SAME_M = 0.5
"""Points nearer to each other along the way than this are at one place."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a stretch, and the points that were measured on it."""

    points: tuple[int, ...]
    length_m: float
    line: tuple[LatLon, ...]


def cut_stretch(stretch: Stretch) -> list[Piece]:
    """The pieces in walking order; none of a stretch without length."""
    groups = _group(stretch.stops)
    middles = [
        (one[-1].along_m + other[0].along_m) / 2
        for one, other in zip(groups, groups[1:], strict=False)
    ]
    bounds = [0.0, *middles, stretch.length_m]
    return [
        Piece(
            tuple(stop.point for stop in group),
            round(high - low, 1),
            cut_line(stretch.line, low / stretch.length_m, high / stretch.length_m),
        )
        for group, low, high in zip(groups, bounds, bounds[1:], strict=False)
        if stretch.length_m > 0.0
    ]


def _group(stops: tuple[Stop, ...]) -> list[list[Stop]]:
    groups: list[list[Stop]] = []
    for stop in stops:
        if groups and stop.along_m - groups[-1][-1].along_m < SAME_M:
            groups[-1].append(stop)
        else:
            groups.append([stop])
    return groups


def cut_line(line: tuple[LatLon, ...], low: float, high: float) -> tuple[LatLon, ...]:
    """The part of a line between two shares of its length, both ends included."""
    lengths = [0.0]
    for one, other in zip(line, line[1:], strict=False):
        east = (other.lon - one.lon) * cos(radians(one.lat))
        lengths.append(lengths[-1] + hypot(east, other.lat - one.lat))
    shares = [length / lengths[-1] if lengths[-1] else 0.0 for length in lengths]
    inside = [point for point, share in zip(line, shares, strict=True) if low < share < high]
    return (_find(line, shares, low), *inside, _find(line, shares, high))


def _find(line: tuple[LatLon, ...], shares: list[float], share: float) -> LatLon:
    for place, (before, after) in enumerate(zip(shares, shares[1:], strict=False)):
        if share <= after:
            rest = (share - before) / (after - before) if after > before else 0.0
            one, other = line[place], line[place + 1]
            return LatLon(
                one.lat + rest * (other.lat - one.lat), one.lon + rest * (other.lon - one.lon)
            )
    return line[-1]


def judge_piece(piece: Piece, verdict: CourseVerdict) -> Access:
    """Whether it can be passed: as the worst of its points."""
    return access_of_all([verdict.points[row] for row in piece.points])


def list_piece_facts(piece: Piece, course: Course) -> dict[str, Any]:
    """What was measured there, as fields of `PacketEdge`; the worst where several points differ."""
    points = [course.points[row] for row in piece.points]
    facts: dict[str, Any] = dict(_list_slopes(points))
    widths = [one.width.narrowest_m.low for one in points if one.width is not None]
    if widths:
        facts["width_cm"] = round(min(widths) * 100, 1)
    counts = [one.steps.high for one in points if one.steps is not None and one.steps.high > 0]
    if counts:
        facts["act"] = "steps"
        facts["step_count"] = int(max(counts)) if isfinite(max(counts)) else -1
    surfaces = {one.surface for one in points}
    if len(surfaces) == 1 and Surface.UNKNOWN not in surfaces:
        facts["surface"] = surfaces.pop().name.lower()
    return facts


def _list_slopes(points: list[CoursePoint]) -> Iterator[tuple[str, Any]]:
    """The steepest each way; one of which nobody says whether it climbs or falls may do either."""
    slopes = [one.slope for one in points if one.slope is not None]
    for field, way in (("up_percent", "up"), ("down_percent", "down")):
        degrees = [one.steepest_deg.high for one in slopes if one.way in (way, "")]
        if degrees:
            yield field, round(ratio_of(max(degrees)) * 100, 1)
    ways = {one.way for one in slopes}
    if ways in ({"up"}, {"down"}):
        yield "rises", "yes" if ways == {"up"} else "no"
