"""Getting on at a stop by the numbers, as facts and for the needs that ask for a ramp.

A board knows of nobody's own limits: it tells kerb, floor, ramp and door, and what they mean for
each standard need that asks for step-free boarding, as the plan would judge it.
"""

from dataclasses import replace
from functools import cache, lru_cache

import msgspec

from modugil.answers.boards.sentences.boarding_facts import get_fact_phrases
from modugil.answers.finding.endpoints import access_word
from modugil.answers.itinerary import AccessWord, KerbOriginWord
from modugil.answers.telling.kerb_origin import tell_kerb_origin
from modugil.answers.telling.sentences import get_phrasebook
from modugil.answers.telling.teller import known
from modugil.core.access import Access
from modugil.core.language import Language
from modugil.region.timetable import Timetable
from modugil.region.vocabulary import KerbOrigin
from modugil.routing.presets import list_presets
from modugil.routing.transit import boarding_limits
from modugil.routing.transit.boarding_numbers import (
    Asked,
    Measured,
    access_of,
    explain_boarding,
    kerb_origin_at,
    measured_at,
    shape_of,
)

MOST_TOLD = 4096
"""So many are kept: there are few kinds of kerbs and vehicles, and many departures."""


class GettingOnFor(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What the numbers and the flags mean for one of the standard needs."""

    needs: str
    """The preset, as in the `needs` of a plan."""
    access: AccessWord
    """As `boardAccess` of a ride of the plan for these needs."""
    text: str


class GettingOn(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What is measured of the stop's kerb and of the vehicle; None where it is not."""

    text: str
    kerb_m: float | None
    kerb_origin: KerbOriginWord
    floor_m: float | None
    kneels: bool
    """Whether `floor_m` is that of the vehicle when it kneels."""
    ramp_m: float | None
    """0: it is known that there is none."""
    door_m: float | None
    rise_m: float | None
    slope_percent: float | None
    """Rise over run of the ramp; None also where the ramp does not reach."""
    needs: list[GettingOnFor]


def tell_getting_on(
    timetable: Timetable, *, trip: int, stop: int, access: Access, language: Language
) -> GettingOn | None:
    """The numbers of getting on that trip at that stop; `access` is that of its vehicle.

    Unknown: None where nothing is measured of the vehicle, and of one that is told to be another
             than the planned one.
    """
    measures, planned = timetable.measures, int(timetable.trips.wheelchair[trip])
    if not len(measures.pattern_vehicle) or access != planned:
        return None
    vehicle = int(measures.pattern_vehicle[timetable.trips.pattern[trip]])
    if vehicle < 0:
        return None
    measured = measured_at(measures, stop=stop, vehicle=vehicle)
    flags = Access(int(timetable.stops.wheelchair[stop])), access
    return _tell(measured, flags, kerb_origin_at(measures, stop=stop), language)


@lru_cache(maxsize=MOST_TOLD)
def _tell(
    measured: Measured, flags: tuple[Access, Access], origin: KerbOrigin, language: Language
) -> GettingOn:
    shape = replace(shape_of(measured), kerb_origin=origin)
    slope = known(shape.slope_ratio)
    return GettingOn(
        text=get_fact_phrases(language).tell_facts(shape, language=language),
        kerb_m=_metres(shape.kerb_m),
        kerb_origin=tell_kerb_origin(shape),
        floor_m=_metres(shape.floor_m),
        kneels=shape.kneels,
        ramp_m=_metres(shape.ramp_m),
        door_m=_metres(shape.door_m),
        rise_m=_metres(shape.rise_m),
        slope_percent=None if slope is None else round(slope * 100, 1),
        needs=[
            _for_needs(preset, asked, measured, flags=flags, language=language)
            for preset, asked in _asking()
        ],
    )


@cache
def _asking() -> tuple[tuple[str, Asked], ...]:
    """The standard needs that ask for step-free boarding, each with its limits."""
    found = ((one.preset, boarding_limits(one)) for one in list_presets())
    return tuple((preset, asked) for preset, asked in found if asked)


def _for_needs(
    preset: str,
    asked: Asked,
    measured: Measured,
    *,
    flags: tuple[Access, Access],
    language: Language,
) -> GettingOnFor:
    access = access_of(*flags, measured=measured, asked=asked)
    numbers = None if Access.NO in flags else explain_boarding(measured, asked)
    who = get_phrasebook(language).presets[preset]
    text = get_fact_phrases(language).tell_who(who, access, numbers, language=language)
    return GettingOnFor(needs=preset, access=access_word(access), text=text)


def _metres(value: float) -> float | None:
    found = known(value)
    return None if found is None else round(found, 3)
