"""Getting on and off by numbers in words: on the ride, as a barrier, and why not the quicker."""

from collections.abc import Sequence

from msgspec import structs

from modugil.answers.finding.lines import line_word, vehicle_word
from modugil.answers.itinerary import BarrierText, BoardingText, JourneyAnswer, WhyNot
from modugil.answers.telling.kerb_origin import tell_kerb_origin
from modugil.answers.telling.sentences.boarding import Act, get_boarding_phrases
from modugil.answers.telling.teller import Teller, known
from modugil.answers.trips.door_to_door import Moment
from modugil.answers.trips.found import Found
from modugil.answers.trips.refused_boarding import (
    best_of,
    find_quicker_refused,
    list_refused_by_numbers,
    saved_s,
)
from modugil.core.access import Access
from modugil.routing.journey import BoardingNumbers, BoardingReason, Journey, RideLeg

BARRIER = "boarding"
"""The kind of a barrier that is a boarding refused by numbers."""


def tell_boarding(
    teller: Teller, numbers: BoardingNumbers | None, *, stop: int, act: Act
) -> BoardingText | None:
    """The numbers with their sentence; `stop` is where one gets on or off."""
    if numbers is None:
        return None
    by_ramp = numbers.reason is BoardingReason.RAMP
    slope, limit = known(numbers.slope_ratio), known(numbers.limit)
    return BoardingText(
        verdict="yes" if numbers.verdict is Access.YES else "no",
        reason=numbers.reason.value,
        text=_say(teller, numbers, stop=stop, act=act),
        rise_m=_metres(numbers.rise_m),
        slope_percent=None if slope is None else round(slope * 100, 1),
        limit_percent=round(limit * 100, 1) if by_ramp and limit is not None else None,
        limit_m=limit if not by_ramp else None,
        kerb_m=_metres(numbers.kerb_m),
        kerb_origin=tell_kerb_origin(numbers),
        floor_m=_metres(numbers.floor_m),
        kneels=numbers.kneels,
        ramp_m=_metres(numbers.ramp_m),
        door_m=_metres(numbers.door_m),
    )


def _say(teller: Teller, numbers: BoardingNumbers, *, stop: int, act: Act) -> str:
    name = teller.stop(stop).name
    return get_boarding_phrases(teller.language).tell(numbers, act=act, stop=name)


def boarding_barriers(teller: Teller, leg: RideLeg) -> list[BarrierText]:
    """Where one cannot get on or off by the numbers, as barriers of the ride."""
    ends: tuple[tuple[BoardingNumbers | None, int, Act], ...] = (
        (leg.board_numbers, leg.from_stop, "board"),
        (leg.alight_numbers, leg.to_stop, "alight"),
    )
    return [
        _barrier(teller, numbers, stop, act)
        for numbers, stop, act in ends
        if numbers is not None and numbers.verdict is Access.NO
    ]


def _barrier(teller: Teller, numbers: BoardingNumbers, stop: int, act: Act) -> BarrierText:
    place = teller.stop(stop)
    value = {
        BoardingReason.RAMP: numbers.slope_ratio,
        BoardingReason.STEP: numbers.rise_m,
        BoardingReason.DOOR: numbers.door_m,
    }[numbers.reason]
    return BarrierText(
        kind=BARRIER,
        text=_say(teller, numbers, stop=stop, act=act),
        lat=place.lat,
        lon=place.lon,
        value=known(value),
        limit=known(numbers.limit),
    )


def tell_quicker_refused(
    found: Found, teller: Teller, journeys: Sequence[Journey], told: list[JourneyAnswer]
) -> list[JourneyAnswer]:
    """The answers; the best that passes says which quicker ride only measured numbers refuse."""
    passing = [number for number, answer in enumerate(told) if answer.passes]
    if not passing:
        return told
    moment = found.moment
    shown = [journeys[number] for number in passing]
    refused = list_refused_by_numbers(
        found.preparation,
        found.ends,
        timetable=found.region.timetable,
        day=found.day,
        moment=moment,
        beyond_s=best_of(shown, moment=moment),
    )
    quicker = find_quicker_refused(shown, refused, moment=moment)
    if quicker is None:
        return told
    why_not = _why_not(teller, quicker, saved_s=saved_s(quicker, shown, moment=moment))
    best = min(passing, key=lambda number: _lateness(journeys[number], moment))
    return _tell_why_not(told, why_not, number=best)


def _lateness(journey: Journey, moment: Moment) -> tuple[int, int]:
    time_s = -journey.departure_s if moment.arrive_by else journey.arrival_s
    return time_s, journey.boardings


def _why_not(teller: Teller, refused: Journey, *, saved_s: int) -> WhyNot | None:
    """Why the quicker journey was not taken: the first of its rides that the numbers refuse."""
    rides = [leg for leg in refused.legs if isinstance(leg, RideLeg) and leg.refused_by_numbers]
    timetable = teller.timetable
    if not rides or timetable is None:
        return None
    ride = rides[0]
    barrier = boarding_barriers(teller, ride)[0]
    route = int(timetable.trips.route[ride.trip])
    vehicle = vehicle_word(int(timetable.lines.type[route]))
    line = line_word(timetable, route, language=teller.language)
    text = get_boarding_phrases(teller.language).quicker.format(
        line=teller.phrases.line(line, vehicle=vehicle),
        time=teller.clock_time(ride.departure_s),
        stop=teller.stop(ride.from_stop).name,
        minutes=max(1, round(saved_s / 60)),
        why=barrier.text,
    )
    text = text[:1].upper() + text[1:]
    return WhyNot(text=text, saved_s=saved_s, barrier=barrier)


def _tell_why_not(
    journeys: Sequence[JourneyAnswer], why_not: WhyNot | None, *, number: int
) -> list[JourneyAnswer]:
    """The journeys; the one of this number says on its first ride why the quicker was not taken."""
    told = list(journeys)
    legs = list(told[number].legs)
    free = [place for place, leg in enumerate(legs) if leg.why_not is None]
    if why_not is None or not free:
        return told
    place = next((one for one in free if legs[one].ride is not None), free[0])
    legs[place] = structs.replace(legs[place], why_not=why_not)
    told[number] = structs.replace(told[number], legs=legs)
    return told


def _metres(value: float) -> float | None:
    found = known(value)
    return None if found is None else round(found, 3)
