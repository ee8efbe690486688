"""How much strength, or battery, the measured slopes of a course take.

On a uniform slope wheels need `m g (sin a + Crr cos a)` newtons going up and the difference of the
two going down, where it is pushed or held back by as much. Beside the level, where it is
`m g Crr`, weight and gravity fall out: a piece of L metres takes as much as
`L (sin a + Crr cos a) / Crr` metres on the level. Only pieces whose slope and length are both
measured count, and only those that the needs do not refuse; the same slope told at several points
counts once. Where nobody says which way it goes, it counts as going up, and the whole a slope of
several numbers as its steepest.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians, sin

from modugil.answers.courses.judge import CourseVerdict, judge_slope
from modugil.core.access import Access
from modugil.core.thresholds import limit
from modugil.places.courses.course import Course
from modugil.routing.needs import Needs

ROLLING = "effort.rolling_ratio"


@dataclass(frozen=True, slots=True)
class Piece:
    """One measured slope; `way` as it counts.

    Units:   `level_m` metres on the level that take as much.
    """

    points: tuple[int, ...]
    slope_deg: float
    length_m: float
    way: str
    level_m: float


@dataclass(frozen=True, slots=True)
class Effort:
    """What the measured pieces take together.

    Unknown: no `pieces` where none was measured; `unmeasured` points have no slope or no length.
    """

    pieces: tuple[Piece, ...]
    refused: int
    """Pieces left out because these needs cannot pass them."""
    unmeasured: int

    @property
    def length_m(self) -> float:
        """How long the pieces are."""
        return sum(one.length_m for one in self.pieces)

    @property
    def level_m(self) -> float:
        """How long a level way takes as much."""
        return sum(one.level_m for one in self.pieces)


def find_level_m(slope_deg: float, length_m: float, *, way: str = "up") -> float:
    """Metres on the level that take as much as this piece."""
    rolling, angle = limit(ROLLING), radians(slope_deg)
    lift = -sin(angle) if way == "down" else sin(angle)
    return length_m * abs(lift + rolling * cos(angle)) / rolling


def measure_effort(
    course: Course, verdict: CourseVerdict, needs: Needs, *, among: Iterable[int] | None = None
) -> Effort:
    """The effort of the points, by default of all of the course."""
    rows = range(len(course.points)) if among is None else among
    found: dict[tuple[float, float, str], list[int]] = {}
    unmeasured = 0
    for row in rows:
        slope = course.points[row].slope
        if slope is None or not slope.length_m:
            unmeasured += 1
            continue
        key = (slope.steepest_deg.high, slope.length_m, slope.way or "up")
        found.setdefault(key, []).append(row)
    passed = {
        key: points
        for key, points in found.items()
        if judge_slope(course.points[points[0]].slope, needs) is not Access.NO
    }
    pieces = tuple(
        Piece(tuple(points), deg, length_m, way, find_level_m(deg, length_m, way=way))
        for (deg, length_m, way), points in passed.items()
    )
    return Effort(pieces, len(found) - len(passed), unmeasured)
