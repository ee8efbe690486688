"""A course: points inside a sight that somebody measured, and what is known of their order.

The rows of a file are no walking order. An order is known only where a track was recorded on the
way (see `snap`) or where all points are numbered by someone (`course_order`); nobody guesses it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from modugil.core.access import Access
from modugil.core.geo import LatLon
from modugil.places.place import Place
from modugil.region.vocabulary import Surface


class Order(StrEnum):
    """Who says in which order the points are met."""

    TRACK = "track"
    """A recorded track that passes them."""
    SAID = "said"
    """Every point has a number that a source or the staff gave it."""
    UNKNOWN = "unknown"


class Offer(StrEnum):
    """What a point is good for besides being passed."""

    TOILET = "toilet"
    """One that is said to be accessible."""
    OTHER_TOILET = "other_toilet"
    PARKING = "parking"
    """A space for disabled people."""
    OTHER_PARKING = "other_parking"
    REST = "rest"
    WATER = "water"


@dataclass(frozen=True, slots=True)
class Span:
    """A measured number: from the least to the greatest it can be by what is said."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Slope:
    """The steepest that is measured at a point.

    Units:   degrees from the level.
    Unknown: `way` "" where nobody says whether it goes up or down; `length_m` None.
    """

    steepest_deg: Span
    way: str
    length_m: float | None


@dataclass(frozen=True, slots=True)
class Width:
    """The narrowest that is measured at a point; `of_path` False where only a door was."""

    narrowest_m: Span
    of_path: bool


@dataclass(frozen=True, slots=True)
class CoursePoint:
    """One point of a course and what was measured there.

    Unknown: None, Surface.UNKNOWN, Access.UNKNOWN: never that nothing is in the way.
    """

    place: Place
    slope: Slope | None = None
    width: Width | None = None
    steps: Span | None = None
    """How many; from 1 to infinity where steps are named and not counted, 0 where none are."""
    surface: Surface = Surface.UNKNOWN
    even: Access = Access.UNKNOWN
    """NO where a source warns of the ground: uneven, slippery, broken."""
    wheelchair: Access = Access.UNKNOWN
    """What is said of the point as a whole."""
    recommended: Access = Access.UNKNOWN
    number: int | None = None
    """Its place in the order that is said."""
    offers: frozenset[Offer] = frozenset()

    @property
    def where(self) -> LatLon:
        """Where it is."""
        return LatLon(self.place.lat, self.place.lon)


@dataclass(frozen=True, slots=True)
class Stop:
    """A point on a stretch, so many metres from its beginning; `away_m` beside the track."""

    point: int
    along_m: float
    away_m: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a course that is walked without a break, its points in the order they are met."""

    length_m: float
    stops: tuple[Stop, ...]
    line: tuple[LatLon, ...] = ()
    """As it was walked from its beginning to its end; straight between numbered points."""


@dataclass(frozen=True, slots=True)
class Course:
    """All points of one course; `points` have no order but the one that `stretches` give."""

    id: str
    name: str
    points: tuple[CoursePoint, ...]
    order: Order = Order.UNKNOWN
    stretches: tuple[Stretch, ...] = ()
    """None where the order is not known."""

    @property
    def middle(self) -> LatLon:
        """The mean of its points."""
        count = len(self.points)
        return LatLon(
            sum(one.place.lat for one in self.points) / count,
            sum(one.place.lon for one in self.points) / count,
        )

    def list_in_order(self) -> Iterator[int]:
        """Every point once: those whose order is known first, then the others as they are."""
        met = list(dict.fromkeys(stop.point for one in self.stretches for stop in one.stops))
        yield from met
        yield from (row for row in range(len(self.points)) if row not in set(met))
