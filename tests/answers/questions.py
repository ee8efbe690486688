"""Questions in one line, and what is true of every answer."""

from dataclasses import replace
from typing import Any

from tests.answers.world import DAY, NOW, World

from modugil.answers.trips.found import Found
from modugil.answers.trips.question import TripQuestion
from modugil.routing.journey import Journey, RideLeg, WalkLeg
from modugil.routing.needs import Needs
from modugil.routing.presets import get_preset


def ask(start: str, end: str, at: str = "08:00", **options) -> TripQuestion:
    """A question; `needs` may be a preset's name, `at` a time of the test day."""
    needs = options.pop("needs", "walking")
    return TripQuestion(
        start=start,
        end=end,
        at=at if "T" in at else f"{DAY}T{at}",
        needs=needs if isinstance(needs, Needs) else get_preset(needs),
        **options,
    )


def search(world: World, start: str, end: str, at: str = "08:00", **options) -> Found:
    """What the planner finds."""
    return world.planner.search(ask(start, end, at, **options), now=NOW)


def plan(world: World, start: str, end: str, at: str = "08:00", **options):
    """What the planner tells."""
    return world.planner.plan(ask(start, end, at, **options), now=NOW)


def wall(found: Found, second: int) -> str:
    """A second of the base day as HH:MM:SS on the wall."""
    return found.time(second)[11:19]


def told(found: Found) -> list[str]:
    """Each journey in one line: times, lines ridden, unverified metres."""
    timetable = found.region.timetable
    return [
        f"{wall(found, one.departure_s)}-{wall(found, one.arrival_s)}"
        f" {'+'.join(_line(timetable, leg) for leg in rides(one)) or 'walk'}"
        f" {one.unverified_m:.0f}m"
        for one in found.journeys
    ]


def _line(timetable, leg: RideLeg) -> str:
    return timetable.lines.id[int(timetable.trips.route[leg.trip])]


def rides(journey: Journey) -> list[RideLeg]:
    """The rides of a journey."""
    return [leg for leg in journey.legs if isinstance(leg, RideLeg)]


def first_arrival(found: Found) -> float:
    """Seconds of the base day; inf where there is no journey."""
    return min((one.arrival_s for one in found.journeys), default=float("inf"))


def check_laws(found: Found) -> None:
    """What every journey must obey, whoever asks for whatever."""
    for journey in found.journeys:
        _check_order(found, journey)
        _check_sums(journey)
    moment = found.moment
    for one in found.journeys:
        if moment.arrive_by:
            assert one.arrival_s <= moment.time_s
        else:
            assert one.departure_s >= moment.time_s
        if moment.window_s and moment.arrive_by:
            assert one.arrival_s >= moment.time_s - moment.window_s
        elif moment.window_s:
            assert one.departure_s <= moment.time_s + moment.window_s
    _check_unbeaten(found)


def _check_order(found: Found, journey: Journey) -> None:
    legs = journey.legs
    if not legs:
        assert journey.departure_s == journey.arrival_s
        return
    assert (legs[0].departure_s, legs[-1].arrival_s) == (journey.departure_s, journey.arrival_s)
    for leg in legs:
        assert leg.departure_s <= leg.arrival_s
    for before, after in zip(legs, legs[1:], strict=False):
        assert before.arrival_s <= after.departure_s
        assert before.to_stop == after.from_stop >= 0
    for end, stop in ((found.ends.start, legs[0].from_stop), (found.ends.end, legs[-1].to_stop)):
        assert stop in ((-1,) if not end.stops else (-1, *end.stops))


def _check_sums(journey: Journey) -> None:
    assert journey.boardings == len(rides(journey))
    unverified_m = sum(leg.unverified_m for leg in journey.legs)
    assert abs(journey.unverified_m - unverified_m) <= len(journey.legs)


def _check_unbeaten(found: Found) -> None:
    moment = found.moment
    for one in found.journeys:
        for other in found.journeys:
            if one is other or not (
                other.boardings <= one.boardings and other.unverified_m <= one.unverified_m
            ):
                continue
            later, earlier = other.departure_s >= one.departure_s, other.arrival_s <= one.arrival_s
            if moment.window_s:
                assert not (later and earlier)
            else:
                assert not (later if moment.arrive_by else earlier)


def first_walk(journey: Journey) -> WalkLeg:
    """The journey's first leg, which is on foot or wheels."""
    leg = journey.legs[0]
    assert isinstance(leg, WalkLeg)
    return leg


def stricter(needs: Needs, **limits: Any) -> Needs:
    """The same needs under another name, some limits closer."""
    return replace(needs, preset="custom", **limits)


def check_told(journey):
    """Times in order, sentences for every leg, geometry that joins up."""
    assert journey.departure <= journey.arrival
    for leg in journey.legs:
        if leg.length_m > 20:
            assert leg.steps
        assert all(len(step.text) > 5 for step in leg.steps)
        assert not (journey.passes and leg.barriers)
    for before, after in zip(journey.legs, journey.legs[1:], strict=False):
        (lon, lat), (next_lon, next_lat) = before.geometry[-1], after.geometry[0]
        assert abs(lat - next_lat) + abs(lon - next_lon) < 0.004
