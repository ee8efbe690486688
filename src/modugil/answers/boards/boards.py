"""Everything about buses now that may be asked of one region."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import msgspec

from modugil.answers.alerts.alert_card import AlertsAnswer
from modugil.answers.boards.board import Board, StopLink
from modugil.answers.boards.build_board import BoardQuestion, build_board
from modugil.answers.boards.fleet_words import FleetWords, tell_fleet
from modugil.answers.boards.nearby import list_other_stops, list_stops_near, towards_of
from modugil.answers.boards.sight import Sight
from modugil.answers.boards.stop_calls import StopCalls, list_calls
from modugil.answers.boards.vehicles import VehicleCard, tell_vehicle, vehicle_access
from modugil.answers.finding.endpoints import Endpoint
from modugil.answers.finding.lines import line_word
from modugil.answers.planner import Planner
from modugil.answers.trips.preparation import Kept
from modugil.core.access import Access
from modugil.core.errors import PlaceNotFound, VehicleNotFound
from modugil.core.geo import LatLon
from modugil.core.language import Language
from modugil.live.snapshot.vehicle_state import VehicleState
from modugil.region.manifest import Bounds

KEPT_STOPS = 600
"""Calls of so many stops and days are kept: three days of the two hundred busiest."""
NEAR_M = 1000.0


class VehiclesAnswer(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The vehicles asked for, by line; `as_of` is "" where no fleet is followed."""

    now: str
    as_of: str
    vehicles: list[VehicleCard]
    left_out: int
    """How many more there are than are listed."""
    hidden: int
    """How many are left out for not being known to be low-floor."""
    fleet: FleetWords
    """Those that are wanted, whether listed or not, counted and in words."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which vehicles are wanted: within bounds, of one line (its number or id), low-floor only."""

    bounds: Bounds | None = None
    line: str = ""
    low_floor_only: bool = False

    def wants(self, sight: Sight, state: VehicleState) -> bool:
        """Whether it is within the bounds and of the line."""
        box, at = self.bounds, state.at
        if box is not None and not (
            box.south <= at.lat <= box.north and box.west <= at.lon <= box.east
        ):
            return False
        return not self.line or _is_of_line(sight, state, self.line)


class Boards:
    """Stop boards and vehicles of one region; safe to ask from several threads at once."""

    def __init__(self, planner: Planner) -> None:
        """Stand ready; nothing is read before someone asks."""
        self._planner = planner
        self._calls: Kept[tuple[tuple[int, ...], date], StopCalls] = Kept(most=KEPT_STOPS)
        self._others: Kept[tuple[tuple[int, ...], Language], list[StopLink]] = Kept(most=KEPT_STOPS)

    def look(self, *, now: datetime, language: Language) -> Sight:
        """How everything is at this instant.

        Errors:  PlaceNotFound where the region has no timetable.
        """
        region, live = self._planner.region, self._planner.live
        if region.timetable is None:
            raise PlaceNotFound("This region has no timetable and so no stops.")
        return Sight(
            region.timetable,
            self._planner.finder,
            region.zone,
            live.get_current() if live is not None else None,
            self._planner.conditions.get_current(),
            now,
            language,
            self._planner.alerts,
            self._planner.alerts.list_held(now=now),
        )

    def list_alerts(self, *, now: datetime, language: Language) -> AlertsAnswer:
        """Every alert that holds now, the gravest first; none where nobody writes any."""
        sight = self.look(now=now, language=language)
        told = sight.tell_alerts(sight.held)
        return AlertsAnswer(now=sight.time(now), language=language, alerts=told)

    def show_board(
        self, stop: str, *, now: datetime, language: Language, minutes: int, low_floor_only: bool
    ) -> Board:
        """The board of that stop (an id, as in `stop:ID`) for so many minutes.

        Errors:  PlaceNotFound if there is no such stop.
        """
        sight = self.look(now=now, language=language)
        endpoint = self._planner.finder.get_endpoint(
            f"stop:{stop.removeprefix('stop:')}", language=language
        )
        question = BoardQuestion(endpoint, minutes=minutes, low_floor_only=low_floor_only)
        return build_board(
            sight, question, calls_of=self.calls_of, others=self._others_of(endpoint, language)
        )

    def list_vehicles(
        self, wanted: Wanted, *, now: datetime, language: Language, limit: int
    ) -> VehiclesAnswer:
        """The vehicles that are wanted, by line."""
        sight = self.look(now=now, language=language)
        snapshot = sight.snapshot
        everyone = snapshot.list_vehicles() if snapshot is not None else ()
        states = [one for one in everyone if wanted.wants(sight, one)]
        hidden = 0
        if wanted.low_floor_only:
            every, states = states, [one for one in states if _is_low_floor(sight, one)]
            hidden = len(every) - len(states)
        states.sort(key=_line_order(sight))
        cards = [tell_vehicle(sight, one) for one in states[:limit]]
        return VehiclesAnswer(
            now=sight.time(now),
            as_of=sight.time(snapshot.as_of) if snapshot is not None else "",
            vehicles=cards,
            left_out=max(0, len(states) - limit),
            hidden=hidden,
            fleet=tell_fleet(sight, states),
        )

    def show_vehicle(self, vehicle: str, *, now: datetime, language: Language) -> VehicleCard:
        """That vehicle.

        Errors:  VehicleNotFound if it was not heard of lately.
        """
        sight = self.look(now=now, language=language)
        found = sight.snapshot.find_vehicle(vehicle) if sight.snapshot is not None else None
        if found is None:
            raise VehicleNotFound(f"Nothing was heard of a vehicle {vehicle[:60]!r} lately.")
        return tell_vehicle(sight, found)

    def list_lines(self, *, language: Language) -> list[str]:
        """The numbers of all lines, the shortest first."""
        timetable = self._planner.region.timetable
        if timetable is None:
            return []
        names = timetable.lines.short_names
        found = {names.get(row, language=language) for row in range(len(timetable.lines.id))}
        return sorted(filter(None, found), key=lambda name: (len(name), name))

    def list_stops_near(
        self, point: LatLon, *, language: Language, limit: int = 12
    ) -> list[StopLink]:
        """The stops around a point, the nearest first."""
        finder = self._planner.finder
        return list_stops_near(finder, point, language=language, limit=limit, within_m=NEAR_M)

    def towards(self, ref: str, *, language: Language) -> list[str]:
        """Where most of the runs that leave that stop or station go.

        Errors:  PlaceNotFound if there is no such stop.
        """
        finder = self._planner.finder
        rows = finder.get_endpoint(ref, language=language).stops
        assert finder.timetable is not None
        found = [towards_of(finder.timetable, row, language=language) for row in rows]
        return list(dict.fromkeys(sign for signs in found for sign in signs))

    def calls_of(self, stops: tuple[int, ...], day: date) -> StopCalls:
        """The calls by the timetable at these rows of stops on that service day."""
        region = self._planner.region
        timetable = region.timetable
        assert timetable is not None
        return self._calls.get(
            (stops, day), lambda: list_calls(timetable, stops, day=day, zone=region.zone)
        )

    def _others_of(self, endpoint: Endpoint, language: Language) -> list[StopLink]:
        finder = self._planner.finder
        return self._others.get(
            (endpoint.stops, language),
            lambda: list_other_stops(finder, endpoint, language=language),
        )


def _line_order(sight: Sight) -> Callable[[VehicleState], tuple[bool, int, str, str]]:
    """By line, the shortest number first; those on no trip last."""
    known: dict[int, str] = {}
    route_of = sight.timetable.trips.route

    def order(state: VehicleState) -> tuple[bool, int, str, str]:
        line = ""
        if state.run is not None:
            route = int(route_of[state.run.trip])
            if route not in known:
                known[route] = line_word(sight.timetable, route, language=sight.language)
            line = known[route]
        return not line, len(line), line, state.vehicle

    return order


def _is_low_floor(sight: Sight, state: VehicleState) -> bool:
    return vehicle_access(sight, state) is Access.YES


def _is_of_line(sight: Sight, state: VehicleState, line: str) -> bool:
    if state.run is None:
        return False
    lines, route = sight.timetable.lines, int(sight.timetable.trips.route[state.run.trip])
    names = (
        lines.short_names.get(route),
        lines.short_names.get(route, language=sight.language),
        lines.id[route],
    )
    return line.casefold() in (name.casefold() for name in names)
