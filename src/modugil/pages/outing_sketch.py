"""Two small drawings of a day out in SVG: battery along the way, and time since a toilet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from modugil.answers.outings.outing_answer import OutingAnswer, OutingPlan, OutingStop
from modugil.pages.catalogue import Words

WIDTH, HEIGHT, MARGIN = 640.0, 206.0, 28.0
TOP = 30.0
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """A spot on the line of the day, where one charges or is at a toilet."""

    x: float
    y: float
    kind: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing: the day as it is planned, the day without limits, and the limit itself."""

    day: str
    without: str
    """Points as SVG writes them; "" where it is the same day."""
    marks: tuple[Mark, ...]
    limit_y: float
    zero_y: float
    top: str
    """What the highest line stands for."""
    last: str
    """What the end of the axis stands for."""
    width: float = WIDTH
    height: float = HEIGHT


@dataclass(frozen=True, slots=True)
class _Frame:
    most_x: float
    low_y: float
    high_y: float

    def place(self, point: Point) -> Point:
        wide, high = WIDTH - 2 * MARGIN, HEIGHT - TOP - MARGIN
        share = (point[1] - self.low_y) / ((self.high_y - self.low_y) or 1.0)
        x = MARGIN + point[0] / (self.most_x or 1.0) * wide
        return round(x, 1), round(HEIGHT - MARGIN - share * high, 1)

    def line(self, points: Sequence[Point]) -> str:
        return " ".join(f"{x:g},{y:g}" for x, y in map(self.place, points))


def draw_battery(answer: OutingAnswer) -> Drawing | None:
    """Kilometres left over kilometres gone; None where no battery is counted."""
    plan, range_km = answer.plan, answer.limits.range_km
    if plan is None or range_km is None:
        return None
    day, without = _battery_line(plan), _battery_line(_other(answer))
    frame = _Frame(
        max(x for x, _ in (*day, *without)), min(0.0, *(y for _, y in (*day, *without))), range_km
    )
    marks = [
        Mark(*frame.place((one.at_km, one.left_after_km or 0.0)), one.what)
        for one in plan.stops
        if one.what == "charge"
    ]
    return _draw(
        frame,
        (day, without),
        marks,
        limit=answer.limits.reserve_km or 0.0,
        top=f"{range_km:g} km",
        last=f"{frame.most_x:.1f} km",
    )


def draw_toilets(answer: OutingAnswer, words: Words) -> Drawing | None:
    """Minutes since the last toilet over the time of day; None where they are not counted."""
    plan, limit_min = answer.plan, answer.limits.toilet_every_min
    if plan is None or limit_min is None:
        return None
    begin = _moment(plan.stops[0].arrival)
    day, without = _toilet_line(plan, begin), _toilet_line(_other(answer), begin)
    both = (*day, *without)
    frame = _Frame(max(x for x, _ in both), 0.0, max(limit_min, *(y for _, y in both)))
    marks = [
        Mark(*frame.place((_minutes(one.departure, begin), 0.0)), "toilet")
        for one in plan.stops
        if one.uses_toilet
    ]
    other = _other(answer)
    ends = max(plan.arrival, other.arrival if other is not None else plan.arrival)
    return _draw(
        frame,
        (day, without),
        marks,
        limit=limit_min,
        top=words("duration.minutes", m=f"{frame.high_y:.0f}"),
        last=ends[11:16],
    )


def _other(answer: OutingAnswer) -> OutingPlan | None:
    return None if answer.without is answer.plan else answer.without


def _draw(
    frame: _Frame,
    lines: tuple[Sequence[Point], Sequence[Point]],
    marks: Sequence[Mark],
    *,
    limit: float,
    top: str,
    last: str,
) -> Drawing:
    return Drawing(
        frame.line(lines[0]),
        frame.line(lines[1]),
        tuple(marks),
        frame.place((0.0, limit))[1],
        frame.place((0.0, 0.0))[1],
        top,
        last,
    )


def _battery_line(plan: OutingPlan | None) -> list[Point]:
    points: list[Point] = []
    for one in plan.stops if plan is not None else ():
        points += [(one.at_km, one.left_km or 0.0), (one.at_km, one.left_after_km or 0.0)]
    return points


def _toilet_line(plan: OutingPlan | None, begin: datetime) -> list[Point]:
    points: list[Point] = []
    for one in plan.stops if plan is not None else ():
        points += _at_stop(one, begin)
    return points


def _at_stop(stop: OutingStop, begin: datetime) -> list[Point]:
    came, goes = _minutes(stop.arrival, begin), _minutes(stop.departure, begin)
    since = float(stop.toilet_min or 0)
    if not stop.uses_toilet:
        return [(came, since), (goes, float(stop.toilet_after_min or 0))]
    begins = _minutes(stop.begin, begin)
    after = float(stop.toilet_after_min or 0)
    return [(came, since), (begins, since + begins - came), (begins, 0.0), (goes, after)]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _minutes(text: str, begin: datetime) -> float:
    return (_moment(text) - begin).total_seconds() / 60
