"""What is answered of courses, ready to be shown or sent: words chosen, links written.

Every struct is plain data in one language. Degrees are WGS 84. What nobody measured is "unknown",
never "no" and never "yes"; unknown numbers are None.
"""

from typing import Literal

import msgspec

from modugil.answers.itinerary import AccessWord, PlaceRef
from modugil.answers.sights.sight_answer import Quote, ToldSource
from modugil.core.language import Language

OrderWord = Literal["track", "said", "unknown"]
PartWord = Literal["whole", "run", "recommended", "points", "none"]


class KnownAspect(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """At how many points something is measured that these needs ask."""

    aspect: str
    known: int
    points: int
    text: str


class CourseCard(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One course in a list."""

    id: str
    name: str
    """As its source writes it, in Korean."""
    points: int
    verdict: AccessWord
    summary: str
    """Passable or not for these needs, and the first reason."""
    known: list[KnownAspect]
    lat: float
    lon: float
    sight: PlaceRef | None = None
    """The sight it lies in; None where none has its name."""


class CoursesAnswer(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """All courses of a region, for one person's needs."""

    needs: str
    """The preset, or `custom`."""
    language: Language
    message: str
    courses: list[CourseCard]


class Finding(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One thing of a point that decides whether it can be passed."""

    aspect: str
    access: AccessWord
    text: str


class PointAnswer(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One point: what was measured there, and whether it can be passed."""

    number: int
    """From 1, in the order of `CourseAnswer.points`; a walking order only where `order` says so."""
    place: PlaceRef
    access: AccessWord
    findings: list[Finding]
    """What refuses, and what one must know before; what is only not measured is in `unknown`."""
    measured: list[str]
    """What was measured, in words."""
    unknown: list[str]
    """What these needs ask and nobody measured, each by its name."""
    unknown_text: str
    """The same in one sentence; "" where everything is known."""
    quote: Quote | None
    """The source's own words; None where it has none."""
    recommended: AccessWord
    """Whether the survey counts it to the course that it recommends."""
    recommended_text: str
    offers: list[str]
    """What it is good for: toilet, other_toilet, parking, other_parking, rest, water."""
    sources: list[int]
    slope_deg: float | None = None
    """The steepest that is measured."""
    slope_way: str = ""
    slope_length_m: float | None = None
    width_m: float | None = None
    """The narrowest that is measured."""
    stretch: int | None = None
    """From 1; None where no track or number tells its place."""
    along_m: float | None = None
    along: str = ""


class PartAnswer(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The best part of it that can be passed as far as is known."""

    kind: PartWord
    access: AccessWord
    text: str
    points: list[int]
    """Numbers of `CourseAnswer.points`."""
    length_m: float | None = None


class EffortPiece(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One measured slope, and the level way that takes as much."""

    text: str
    points: list[int]
    slope_deg: float
    length_m: float
    level_m: float


class EffortAnswer(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What the measured slopes take; None where none was measured with its length."""

    text: str
    rule: str
    pieces: list[EffortPiece]
    refused: int
    unmeasured_points: int
    length_m: float | None
    level_m: float | None


class OfferAnswer(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One thing that a point offers."""

    offer: str
    text: str
    point: int


class CourseAnswer(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One course for one person's needs."""

    id: str
    name: str
    needs: str
    language: Language
    verdict: AccessWord
    summary: str
    rule: str
    """What is judged and what is not."""
    known: list[KnownAspect]
    order: OrderWord
    order_text: str
    length_m: float | None
    """Of the track; None where there is none."""
    stops: list[int]
    """Numbers of the points at which it cannot be passed."""
    part: PartAnswer
    effort: EffortAnswer
    points: list[PointAnswer]
    offers: list[OfferAnswer]
    not_known: list[str]
    """What one asks of a course and nobody says: toilet, parking, rest, in words."""
    lat: float
    lon: float
    sight: PlaceRef | None
    sources: list[ToldSource]
