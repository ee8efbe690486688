"""A small drawing of one journey in SVG, for those without the map."""

import math
from dataclasses import dataclass

from modugil.answers.itinerary import JourneyAnswer, Leg

WIDTH, HEIGHT, MARGIN = 640, 360, 28
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class SketchLine:
    """One leg: its points as SVG writes them, its colour (empty for a way), whether unverified."""

    points: str
    color: str
    unverified: bool


@dataclass(frozen=True, slots=True)
class Sketch:
    """The legs of a journey fitted into one box."""

    lines: tuple[SketchLine, ...]
    start: Point
    end: Point
    barriers: tuple[Point, ...]
    width: int = WIDTH
    height: int = HEIGHT


def draw_sketch(journey: JourneyAnswer) -> Sketch | None:
    """The journey's sketch, or None where there is nothing to draw."""
    points = [point for leg in journey.legs for point in leg.geometry]
    if len(points) < 2:
        return None
    frame = _Frame.around(points)
    return Sketch(
        lines=tuple(_line(frame, leg) for leg in journey.legs if len(leg.geometry) > 1),
        start=frame.place(points[0]),
        end=frame.place(points[-1]),
        barriers=tuple(frame.place((b.lon, b.lat)) for leg in journey.legs for b in leg.barriers),
    )


def _line(frame: "_Frame", leg: Leg) -> SketchLine:
    placed = [frame.place(point) for point in leg.geometry]
    text = " ".join(f"{x:g},{y:g}" for x, y in dict.fromkeys(placed))
    color = f"#{leg.ride.color}" if leg.ride is not None and leg.ride.color else ""
    return SketchLine(text, color, leg.accessible != "yes")


@dataclass(frozen=True, slots=True)
class _Frame:
    west: float
    north: float
    scale: float
    narrower: float
    left: float
    top: float

    @classmethod
    def around(cls, points: list[Point]) -> "_Frame":
        lons, lats = [p[0] for p in points], [p[1] for p in points]
        narrower = math.cos(math.radians(sum(lats) / len(lats)))
        wide = max((max(lons) - min(lons)) * narrower, 1e-5)
        high = max(max(lats) - min(lats), 1e-5)
        scale = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high)
        left = (WIDTH - wide * scale) / 2
        top = (HEIGHT - high * scale) / 2
        return cls(min(lons), max(lats), scale, narrower, left, top)

    def place(self, point: Point) -> Point:
        x = self.left + (point[0] - self.west) * self.narrower * self.scale
        y = self.top + (self.north - point[1]) * self.scale
        return round(x, 1), round(y, 1)
