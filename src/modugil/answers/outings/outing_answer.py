"""What a day out looks like, ready to be shown or sent; as `itinerary` in all else.

Kilometres are written as they are on the map (`wheelsKm`) and as the battery counts them
(`levelKm`): on the level, uphill more.
"""

from typing import Literal

import msgspec

from modugil.answers.itinerary import JourneyAnswer, PlaceRef, SourceCredit
from modugil.core.language import Language
from modugil.routing.outings.problem import StopWord

ShortWord = Literal["", "toilet", "battery", "both", "ways"]


class OutingStop(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One stop of the day, and how far battery and bladder are as one comes and as one goes."""

    what: StopWord
    place: PlaceRef
    arrival: str
    begin: str
    """When what one came for begins: later than the arrival where one waits until it opens."""
    departure: str
    text: str
    """What one does there, in one sentence."""
    at_km: float
    """How far one has come on wheels or foot."""
    left_km: float | None
    """In the battery, in kilometres on the level; None where none is counted."""
    left_after_km: float | None
    toilet_min: int | None
    """Minutes since one could last use a toilet; None where that is not counted."""
    toilet_after_min: int | None
    uses_toilet: bool = False


class OutingPart(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The way from one stop to the next."""

    start: PlaceRef
    end: PlaceRef
    journey: JourneyAnswer
    wheels_km: float
    level_km: float | None


class Broken(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A limit that a day does not keep: where the battery ends, or a stretch without a toilet."""

    kind: Literal["battery", "reserve", "toilet"]
    text: str
    at_km: float | None = None
    minutes: int | None = None
    begin: str = ""
    end: str = ""


class OutingPlan(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One day; `parts[i]` leads from `stops[i]` to `stops[i + 1]`."""

    departure: str
    arrival: str
    duration_s: int
    summary: str
    stops: list[OutingStop]
    parts: list[OutingPart]
    wheels_km: float
    level_km: float | None
    unknown_slope_km: float | None
    """Of the kilometres on wheels or foot, those of which no slope is known."""
    charging_min: int
    lowest_left_km: float | None
    longest_toilet_min: int | None
    broken: list[Broken]
    """Empty where every limit is kept."""


class OutingLimits(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The limits asked for; None where there is none."""

    range_km: float | None
    range_now_km: float | None
    reserve_km: float | None
    toilet_every_min: float | None
    toilet_visit_min: float
    accepts_unknown: bool
    on_wheels_only: bool


class OutingAnswer(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The day that keeps the limits, beside the day without them.

    Where `fits` is false no day keeps them: `plan` is what comes nearest and tells what it breaks,
    `short` what is in the way; None where nothing connects the places at all. Where not
    `all_tried` there are more ways to combine stops than one question may try: a better day may
    exist, and unless `farthest` says how far one comes within the limits, one that keeps them.
    """

    region: str
    language: Language
    asked_at: str
    when: str
    needs: str
    needs_text: str
    places: list[PlaceRef]
    """Start, places on the way, end."""
    limits: OutingLimits
    fits: bool
    short: ShortWord
    short_km: float | None
    farthest: str | None
    """The last place that can be reached within the limits, where that is known."""
    all_tried: bool
    message: str
    plan: OutingPlan | None
    without: OutingPlan | None
    same: bool
    """Whether the day without limits keeps them anyway."""
    assumptions: list[str]
    """What the numbers rest on, in sentences."""
    credits: list[SourceCredit]
