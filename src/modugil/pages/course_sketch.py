"""A small drawing of a course in SVG: how steep and how wide it is where that was measured.

One column a point: a bar for its slope, a bar for its width; where nothing was measured stands a
question mark, never an empty place. With a track the points stand where they are along it.
"""

from dataclasses import dataclass
from itertools import accumulate
from math import isinf

from modugil.answers.courses.course_answer import CourseAnswer, PointAnswer
from modugil.answers.courses.judge import ratio_of
from modugil.routing.needs import Needs

WIDTH, MARGIN = 640.0, 16.0
SLOPE_BOTTOM, SLOPE_HIGH, SLOPE_MOST_PERCENT = 110.0, 90.0, 20.0
WIDTH_BOTTOM, WIDTH_HIGH, WIDTH_MOST_M = 200.0, 60.0, 3.0
WIDEST_BAR, GAP_M = 18.0, 15.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One measured number, or none: then `high` is 0 and a question mark stands in its stead."""

    x: float
    y: float
    wide: float
    high: float
    kind: str
    """`slope`, `width` or `unknown`; `refused` where these needs cannot pass it."""


@dataclass(frozen=True, slots=True)
class CourseDrawing:
    """The columns of all points, and the lines of these needs' limits."""

    bars: tuple[Bar, ...]
    slope_limit_y: float | None
    width_limit_y: float | None
    width: float = WIDTH
    height: float = WIDTH_BOTTOM + 12


def draw_course(course: CourseAnswer, needs: Needs) -> CourseDrawing | None:
    """The drawing; None where neither a slope nor a width was measured."""
    points = course.points
    if all(one.slope_deg is None and one.width_m is None for one in points):
        return None
    places = _place(points)
    wide = min(WIDEST_BAR, 0.7 * (WIDTH - 2 * MARGIN) / len(points))
    bars = [bar for one, x in zip(points, places, strict=True) for bar in _draw(one, x, wide)]
    steepest = min(needs.max_slope_up_ratio, needs.max_slope_down_ratio)
    return CourseDrawing(
        tuple(bars),
        None if isinf(steepest) else round(SLOPE_BOTTOM - _slope_high(steepest * 100), 1),
        round(WIDTH_BOTTOM - _width_high(needs.min_width_m), 1) if needs.min_width_m else None,
    )


def _place(points: list[PointAnswer]) -> list[float]:
    """Where each column stands: along the track where all are on one, else evenly."""
    steps = [1.0] * (len(points) - 1)
    if all(one.along_m is not None for one in points):
        steps = [
            max(1.0, (b.along_m or 0) - (a.along_m or 0)) if a.stretch == b.stretch else GAP_M
            for a, b in zip(points, points[1:], strict=False)
        ]
    ways = [0.0, *accumulate(steps)]
    scale = (WIDTH - 2 * MARGIN - WIDEST_BAR) / (ways[-1] or 1.0)
    return [round(MARGIN + WIDEST_BAR / 2 + way * scale, 1) for way in ways]


def _draw(point: PointAnswer, x: float, wide: float) -> list[Bar]:
    refused = {one.aspect for one in point.findings if one.access == "no"}
    bars = []
    for kind, bottom, high in (
        ("slope", SLOPE_BOTTOM, _high_of_slope(point)),
        ("width", WIDTH_BOTTOM, _high_of_width(point)),
    ):
        shown = "unknown" if high is None else f"{kind} refused" if kind in refused else kind
        tall = high or 0.0
        bars.append(
            Bar(round(x - wide / 2, 1), round(bottom - tall, 1), round(wide, 1), tall, shown)
        )
    return bars


def _high_of_slope(point: PointAnswer) -> float | None:
    return None if point.slope_deg is None else _slope_high(ratio_of(point.slope_deg) * 100)


def _high_of_width(point: PointAnswer) -> float | None:
    return None if point.width_m is None else _width_high(point.width_m)


def _slope_high(percent: float) -> float:
    return round(max(2.0, min(1.0, percent / SLOPE_MOST_PERCENT) * SLOPE_HIGH), 1)


def _width_high(metres: float) -> float:
    return round(max(2.0, min(1.0, metres / WIDTH_MOST_M) * WIDTH_HIGH), 1)
