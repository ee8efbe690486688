"""The legs of a journey for a device: walks edge by edge, rides in whole sentences."""

from collections.abc import Sequence

from modugil.answers.guidance.build_streets import PacketStreets
from modugil.answers.guidance.packet import GuidedLeg
from modugil.answers.guidance.told_numbers import round_line
from modugil.answers.itinerary import Leg
from modugil.answers.telling.sentences import get_phrasebook
from modugil.answers.wording import join_sentences
from modugil.core.access import Access
from modugil.core.language import Language
from modugil.routing.journey import Journey, WalkLeg, Way

_LOW_FLOOR = {"yes": Access.YES, "no": Access.NO}


def list_ways(journey: Journey) -> list[Way]:
    """The ways along streets of the journey's walks."""
    legs = (leg for leg in journey.legs if isinstance(leg, WalkLeg))
    return [leg.way for leg in legs if leg.way is not None]


def build_legs(
    journey: Journey, told: Sequence[Leg], *, streets: PacketStreets, language: Language
) -> list[GuidedLeg]:
    """The journey's legs, in the words in which the journey is told."""
    return [
        _walk(leg, words, streets) if isinstance(leg, WalkLeg) else _ride(words, language)
        for leg, words in zip(journey.legs, told, strict=True)
    ]


def _walk(leg: WalkLeg, told: Leg, streets: PacketStreets) -> GuidedLeg:
    """A walk; what is told of it are its pathways, the streets are told by the device."""
    inside = [step.text for step in told.steps if step.kind == "pathway"]
    straight = [step.text for step in told.steps[:1] if leg.way is None and step.kind == "go"]
    return GuidedLeg(
        kind="walk",
        start=told.start,
        end=told.end,
        line=round_line(told.geometry),
        passed=streets.list_passed(leg.way) if leg.way is not None else [],
        departure=told.departure,
        arrival=told.arrival,
        texts=[*inside, *straight],
        warnings=told.warnings,
    )


def _ride(told: Leg, language: Language) -> GuidedLeg:
    """A ride; how it goes now is left out, for it is read when that is long past."""
    ride = told.ride
    assert ride is not None
    floor = get_phrasebook(language).low_floor(_LOW_FLOOR.get(ride.low_floor, Access.UNKNOWN))
    alerts = [card.text for card in told.alerts]
    return GuidedLeg(
        kind="ride",
        start=told.start,
        end=told.end,
        line=round_line(told.geometry),
        departure=told.departure,
        arrival=told.arrival,
        texts=[*(step.text for step in told.steps), join_sentences([floor], language=language)],
        warnings=[*told.warnings, *filter(None, alerts)],
    )
