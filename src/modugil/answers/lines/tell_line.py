"""One direction of a line in words: its stops, what comes to each, and every bus on its way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from modugil.answers.boards.board import Departure
from modugil.answers.boards.build_board import CallsOf, look_ahead
from modugil.answers.boards.sight import Sight
from modugil.answers.boards.tell_departure import tell_departure
from modugil.answers.boards.vehicles import tell_vehicle
from modugil.answers.lines.courses import NOT_TOLD, Course, Way, count_runs
from modugil.answers.lines.line import LineBus, LineDirection, LineStop, LineVariant
from modugil.answers.lines.phrases import LinePhrases, get_line_phrases, kind_of
from modugil.answers.lines.place_bus import Spot, place_bus
from modugil.answers.lines.say_variant import say_variant
from modugil.answers.wording import join_sentences
from modugil.core.time import instant_of_service_second
from modugil.live.snapshot.vehicle_state import VehicleState

AHEAD_MIN = 180
"""For so long what comes next is looked for."""
MOST_DEPARTURES = 5
MOST_VARIANTS = 12
Runs = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class LineSight:
    """One instant of one line."""

    sight: Sight
    day: date
    runs: Runs
    """[t] which trips run on this service day."""
    calls_of: CallsOf
    states: Sequence[VehicleState]
    """The vehicles that drive a run of the line."""
    stop_alerts: dict[int, list[str]]
    """Ids of the alerts of some rows of stops."""

    @property
    def phrases(self) -> LinePhrases:
        """The phrases of the language."""
        return get_line_phrases(self.sight.language)


def tell_way(line: LineSight, way: Way) -> LineDirection:
    """The direction as it is now."""
    sight, stops = line.sight, way.main.stops
    placed = [
        (place_bus(sight.timetable, way, state), state)
        for state in line.states
        if state.run is not None and state.run.trip in way.trips
    ]
    buses = [(spot, _tell_bus(line, way, spot, state)) for spot, state in placed]
    towards = _towards(line, way.main)
    runs_today = sum(count_runs(course, line.runs) for course in way.courses)
    first, last = _first_and_last(line, way)
    return LineDirection(
        direction=None if way.direction == NOT_TOLD else way.direction,
        towards=towards,
        runs_today=runs_today,
        first=first,
        last=last,
        stops=[
            _tell_stop(line, way, row, [bus for spot, bus in buses if spot.row == row])
            for row in range(len(stops))
        ],
        elsewhere=[bus for spot, bus in buses if spot.row < 0],
        departures=_departures(line, way, stops[0], most=MOST_DEPARTURES),
        variants=[_tell_variant(line, way, one) for one in way.variants[:MOST_VARIANTS]],
        text=_say(line, towards, len(stops), (runs_today, first, last), [one for one, _ in placed]),
    )


def _tell_stop(line: LineSight, way: Way, row: int, buses: list[LineBus]) -> LineStop:
    stop = way.main.stops[row]
    found = _departures(line, way, stop, most=1) if row < len(way.main.stops) - 1 else []
    buses.sort(key=lambda bus: bus.share)
    return LineStop(
        stop=line.sight.finder.stop_at(stop, language=line.sight.language).place,
        next=found[0] if found else None,
        buses=buses,
        alerts=line.stop_alerts.get(stop, []),
    )


def _departures(line: LineSight, way: Way, stop: int, *, most: int) -> list[Departure]:
    found = look_ahead(
        line.sight,
        (stop,),
        minutes=AHEAD_MIN,
        calls_of=line.calls_of,
        of_trips=way.trips,
    )
    return [tell_departure(line.sight, one) for one in found[:most]]


def _tell_bus(line: LineSight, way: Way, spot: Spot, state: VehicleState) -> LineBus:
    card = tell_vehicle(line.sight, state)
    phrases, board = line.phrases, line.sight.phrases
    where = card.where
    if spot.place == "waiting":
        where = phrases.to_first
    elif spot.row >= 0:
        name = _name(line, way.main.stops[spot.row])
        following = card.next_stop.name if card.next_stop is not None else ""
        said = phrases.at_stop if spot.place == "stop" or not following else phrases.between
        where = board.join(board.statuses[state.status], said.format(stop=name, next=following))
    text = board.join(where, card.how, card.age)
    return LineBus(place=spot.place, share=spot.share, text=text, card=card)


def _tell_variant(line: LineSight, way: Way, course: Course) -> LineVariant:
    phrases, finder, language = line.phrases, line.sight.finder, line.sight.language
    runs = count_runs(course, line.runs)
    what = say_variant(
        course.stops,
        way.main.stops,
        places=way.place_of[course.stops],
        phrases=phrases,
        name_of=lambda row: _name(line, row),
    )
    said = phrases.variant if runs else phrases.variant_none
    return LineVariant(
        towards=_towards(line, course),
        runs_today=runs,
        stops=[finder.stop_at(row, language=language).place.ref for row in course.stops],
        text=said.format(n=runs, what=what),
    )


def _say(
    line: LineSight,
    towards: str,
    stops: int,
    runs: tuple[int, str, str],
    spots: Sequence[Spot],
) -> str:
    phrases = line.phrases
    many, first, last = runs
    waiting = sum(spot.place == "waiting" for spot in spots)
    driven = len(spots) - waiting
    said = [
        phrases.direction.format(towards=towards or phrases.no_sign, n=stops),
        phrases.runs.format(n=many, first=first[11:16], last=last[11:16])
        if many
        else phrases.no_runs,
    ]
    if line.sight.snapshot is not None:
        said.append(phrases.buses[kind_of(driven)].format(n=driven))
        said.append(phrases.waits.format(n=waiting) if waiting else "")
    return join_sentences(said, language=line.sight.language)


def _towards(line: LineSight, course: Course) -> str:
    """Where most runs of the course say they go; where it ends if they say nothing."""
    trips, language = line.sight.timetable.trips, line.sight.language
    signs, counts = np.unique(trips.headsign[course.trips], return_counts=True)
    sign = int(signs[counts.argmax()])
    headsign = trips.headsigns.get(sign, language=language) if sign >= 0 else ""
    return line.sight.phrases.toward(headsign or _name(line, course.stops[-1]))


def _name(line: LineSight, stop: int) -> str:
    names = line.sight.timetable.stops.names
    return names.get(stop, language=line.sight.language) or line.sight.timetable.stops.id[stop]


def _first_and_last(line: LineSight, way: Way) -> tuple[str, str]:
    """When the first and the last run of this service day leave their first stops."""
    sight, trips = line.sight, line.sight.timetable.trips
    patterns = sight.timetable.patterns
    rows = np.array(sorted(way.trips), np.int64)
    rows = rows[line.runs[rows]]
    if not len(rows):
        return "", ""
    pattern = trips.pattern[rows]
    length = np.diff(patterns.stop_start)[pattern]
    starts = patterns.time_start[pattern] + (rows - patterns.trip_start[pattern]) * length
    seconds = patterns.departure_s[starts]
    ends = (
        instant_of_service_second(int(second), day=line.day, zone=sight.zone)
        for second in (seconds.min(), seconds.max())
    )
    first, last = ends
    return sight.time(first), sight.time(last)
