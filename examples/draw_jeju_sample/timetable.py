"""When the buses run: invented, whole day, both directions, low-floor and not."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .corridors import Web
from .plane import Line, distance, heading
from .read_facts import BusLine, Place, Stop

MINUTE = 60
DAILY, WEEKDAY, WEEKEND = "daily", "weekday", "weekend"


@dataclass(frozen=True)
class Rhythm:
    """First and last departure, minutes between buses, and the floors that follow each other.

    `floors` is GTFS wheelchair_accessible of one bus after the other: 1 yes, 2 no, 0 unknown.
    """

    first: str
    last: str
    every_min: int
    floors: tuple[int, ...]
    peak: bool = False
    weekend: bool = False
    repeated: bool = False


RHYTHMS = {
    "101": Rhythm("05:40", "21:40", 40, (2, 1, 2), weekend=True),
    "102": Rhythm("05:50", "21:50", 40, (1, 2, 2), weekend=True),
    "181": Rhythm("06:00", "23:40", 60, (2, 2, 1)),
    "182": Rhythm("06:20", "22:20", 60, (2, 1, 2)),
    "201": Rhythm("05:30", "22:00", 30, (1, 2, 1, 0)),
    "202": Rhythm("05:35", "22:05", 30, (1, 1, 2, 0)),
    "211": Rhythm("05:45", "21:45", 60, (1, 2)),
    "212": Rhythm("06:15", "22:15", 60, (1, 0)),
    "240": Rhythm("06:30", "18:30", 60, (1, 2), weekend=True),
    "281": Rhythm("05:30", "23:50", 20, (1, 2, 1)),
    "282": Rhythm("05:40", "23:10", 30, (1, 2)),
    "311": Rhythm("05:35", "23:55", 20, (1, 1, 2), peak=True),
    "312": Rhythm("05:45", "23:45", 30, (1, 0, 2), peak=True),
    "365": Rhythm("05:40", "24:20", 20, (1, 2), repeated=True),
    "465": Rhythm("05:30", "24:10", 20, (1, 1, 2, 1), peak=True),
}


@dataclass(frozen=True)
class Run:
    """One line in one direction: where it calls, when after the start, and its drawn way."""

    line: BusLine
    direction: int
    stops: tuple[Stop, ...]
    after_s: tuple[int, ...]
    shape: Line
    along_m: tuple[float, ...]

    @property
    def shape_id(self) -> str:
        """The id of the shape that all its trips share."""
        return f"{self.line.number}-{self.direction}"


@dataclass(frozen=True)
class Trip:
    """One bus, or one that repeats at the headway until `until_s`."""

    id: str
    run: Run
    service: str
    start_s: int
    floor: int
    headway_s: int | None = None
    until_s: int | None = None


def seconds(text: str) -> int:
    """`24:10` -> seconds of the service day."""
    hours, minutes = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60


def clock(value: int) -> str:
    """Seconds -> `24:10:00`."""
    return f"{value // 3600:02d}:{value // 60 % 60:02d}:{value % 60:02d}"


def build_runs(web: Web, places: dict[str, Place], lines: list[BusLine]) -> list[Run]:
    """Both directions of every line."""
    return [build_run(web, places, line, direction) for line in lines for direction in (0, 1)]


def build_run(web: Web, places: dict[str, Place], line: BusLine, direction: int) -> Run:
    """One direction: the way over the roads, the stop on its side, and the minutes between."""
    calls = line.calls if direction == 0 else line.calls[::-1]
    shape: Line = [places[calls[0].place].at]
    along, after = [0.0], [0]
    for first, second in zip(calls, calls[1:], strict=False):
        metres, arms = web.way(first.place, second.place)
        if math.isinf(metres):
            raise ValueError(f"line {line.number}: no road from {first.place} to {second.place}")
        for corridor, forward in arms:
            shape += (corridor.line if forward else corridor.line[::-1])[1:]
        along.append(along[-1] + metres)
        after.append(after[-1] + ride_s(metres))
    stops = []
    for i, call in enumerate(calls):
        bays = {stop.id: stop for stop in places[call.place].stops}
        before, behind = calls[max(0, i - 1)], calls[min(len(calls) - 1, i + 1)]
        angle = heading(places[before.place].at, places[behind.place].at)
        stops.append(bays[call.bay] if call.bay else right_hand_stop(places[call.place], angle))
    return Run(line, direction, tuple(stops), tuple(after), shape, tuple(along))


def ride_s(metres: float) -> int:
    """Whole minutes for a ride: slow in town, faster between towns, with the dwell at the stop."""
    kmh = 18 if metres < 1000 else 26 if metres < 3000 else 42
    return max(1, math.ceil((metres / (kmh / 3.6) + 20) / MINUTE)) * MINUTE


def right_hand_stop(place: Place, angle: float) -> Stop:
    """The stop at the right of a bus that heads this way: traffic keeps right."""
    if len(place.stops) == 1:
        return place.stops[0]

    def rightness(stop: Stop) -> float:
        away = distance(place.at, stop.at)
        return -math.sin(heading(place.at, stop.at) - angle) * away

    return max(place.stops, key=lambda stop: (round(rightness(stop), 3), stop.id))


def build_trips(runs: list[Run]) -> list[Trip]:
    """Every bus of the timetable."""
    trips: list[Trip] = []
    for run in runs:
        rhythm = RHYTHMS[run.line.number]
        trips += _repeated(run, rhythm) if rhythm.repeated else _listed(run, rhythm)
    return trips


def _listed(run: Run, rhythm: Rhythm) -> list[Trip]:
    step = rhythm.every_min * MINUTE
    shift = run.direction * 5 * MINUTE
    starts = [
        (start, DAILY) for start in range(seconds(rhythm.first), seconds(rhythm.last) + 1, step)
    ]
    if rhythm.peak:
        hours = ("07:00", "08:00", "17:00", "18:00")
        starts += [(seconds(hour) + step // 2, WEEKDAY) for hour in hours]
    if rhythm.weekend:
        starts += [(seconds(hour) + step // 2, WEEKEND) for hour in ("10:00", "14:00")]
    trips = []
    for number, (start, service) in enumerate(starts):
        floor = rhythm.floors[(number + run.direction) % len(rhythm.floors)]
        name = f"{run.shape_id}-{clock(start + shift)[:5].replace(':', '')}-{service}"
        trips.append(Trip(name, run, service, start + shift, floor))
    return trips


def _repeated(run: Run, rhythm: Rhythm) -> list[Trip]:
    """One trip for each kind of floor, alternating, written as frequencies."""
    step = rhythm.every_min * MINUTE
    trips = []
    for number, floor in enumerate(rhythm.floors):
        start = seconds(rhythm.first) + number * step // len(rhythm.floors)
        name = f"{run.shape_id}-every-{number}"
        trips.append(Trip(name, run, DAILY, start, floor, step, seconds(rhythm.last)))
    return trips
