"""Every line of one region: a list to choose from, and one line as it is now."""

from collections import Counter
from datetime import date, datetime

import msgspec
import numpy as np

from modugil.answers.alerts.alerts import HeldAlert
from modugil.answers.boards.boards import Boards
from modugil.answers.boards.sight import Sight
from modugil.answers.lines.courses import Way, list_ways
from modugil.answers.lines.find_line import find_route, tell_line_card
from modugil.answers.lines.line import LineAnswer, LineCard, LinesAnswer
from modugil.answers.lines.phrases import get_line_phrases
from modugil.answers.lines.tell_line import LineSight, Runs, tell_way
from modugil.answers.lines.ways import Ways
from modugil.answers.planner import Planner
from modugil.answers.trips.preparation import Kept
from modugil.core.language import Language
from modugil.core.time import local_day
from modugil.live.snapshot.vehicle_state import VehicleState
from modugil.region.calendar import active_services
from modugil.region.timetable import Timetable

KEPT_LINES = 400
KEPT_DAYS = 4


class Lines:
    """The lines of one region; safe to ask from several threads at once."""

    def __init__(self, planner: Planner, boards: Boards) -> None:
        """Stand ready; nothing is read before someone asks."""
        self._timetable = planner.region.timetable
        self._boards = boards
        self.ways = Ways(planner.region.timetable)
        self._ways: Kept[tuple[int, date], tuple[Way, ...]] = Kept(most=KEPT_LINES)
        self._runs: Kept[date, Runs] = Kept(most=KEPT_DAYS)
        self._cards: Kept[tuple[Language, date], list[LineCard]] = Kept(most=KEPT_DAYS)

    def list_lines(self, text: str = "", *, now: datetime, language: Language) -> LinesAnswer:
        """The lines whose number, name or end holds the text, the shortest number first.

        Errors:  PlaceNotFound where the region has no timetable.
        """
        sight = self._boards.look(now=now, language=language)
        snapshot, trips = sight.snapshot, sight.timetable.trips
        day = local_day(now, zone=sight.zone)
        cards = self._cards.get((language, day), lambda: self._list_cards(sight, day))
        as_of = ""
        if snapshot is not None:
            driven = (one.run for one in snapshot.list_vehicles())
            heard = Counter(int(trips.route[run.trip]) for run in driven if run is not None)
            cards = [
                msgspec.structs.replace(card, buses=heard[route])
                for route, card in enumerate(cards)
            ]
            as_of = sight.time(snapshot.as_of)
        wanted = text.strip().casefold()
        found = [one for one in cards if _fits(one, wanted)]
        found.sort(key=lambda one: (one.line.casefold() != wanted, len(one.line), one.line, one.id))
        return LinesAnswer(now=sight.time(now), as_of=as_of, lines=found)

    def show_line(self, line: str, *, now: datetime, language: Language) -> LineAnswer:
        """That line (its route id, FEED:ID where feeds clash) as it is now.

        Errors:  LineNotFound if there is no such line, PlaceNotFound without any timetable.
        """
        sight = self._boards.look(now=now, language=language)
        route, day = find_route(sight.finder, line), local_day(now, zone=sight.zone)
        ways = self._ways_of(sight.timetable, route, day)
        states, of_stops = _states_of(sight, route), _alerts_of_stops(sight, route, ways)
        ids = {row: [one.alert.id for one in held] for row, held in of_stops.items()}
        seen = LineSight(sight, day, self._runs_of(day), self._boards.calls_of, states, ids)
        directions = [tell_way(seen, way) for way in ways]
        runs, snapshot = sum(one.runs_today for one in directions), sight.snapshot
        heard = len(states) if snapshot is not None else None
        phrases = get_line_phrases(language)
        alerts = _alerts_of_line(sight, route, of_stops)
        return LineAnswer(
            line=tell_line_card(sight, route, runs_today=runs, buses=heard),
            language=language,
            now=sight.time(now),
            as_of=sight.time(snapshot.as_of) if snapshot is not None else "",
            directions=directions,
            alerts=sight.tell_alerts(alerts),
            text=phrases.say_heard(heard),
            message="" if runs or heard else phrases.not_today,
        )

    def _list_cards(self, sight: Sight, day: date) -> list[LineCard]:
        """By row."""
        routes = len(sight.timetable.lines.id)
        mine = sight.timetable.trips.route[self._runs_of(day)]
        many = np.bincount(mine, minlength=routes).tolist()
        return [
            tell_line_card(sight, route, runs_today=many[route], buses=None)
            for route in range(routes)
        ]

    def _ways_of(self, timetable: Timetable, route: int, day: date) -> tuple[Way, ...]:
        runs = self._runs_of(day)
        return self._ways.get((route, day), lambda: list_ways(timetable, route, runs=runs))

    def _runs_of(self, day: date) -> Runs:
        timetable = self._timetable
        assert timetable is not None
        return self._runs.get(
            day, lambda: active_services(timetable.services, day=day)[timetable.trips.service]
        )


def _states_of(sight: Sight, route: int) -> list[VehicleState]:
    if sight.snapshot is None:
        return []
    route_of = sight.timetable.trips.route
    states = sight.snapshot.list_vehicles()
    return [one for one in states if one.run is not None and route_of[one.run.trip] == route]


def _alerts_of_stops(sight: Sight, route: int, ways: tuple[Way, ...]) -> dict[int, list[HeldAlert]]:
    """The alerts that are told of single stops of the line."""
    if sight.alerts is None or not sight.held:
        return {}
    parent, found = sight.timetable.stops.parent, {}
    for row in {row for way in ways for course in way.courses for row in course.stops}:
        near = {row, int(parent[row])}
        if held := sight.alerts.at_stops(sight.held, near, route=route):
            found[row] = held
    return found


def _alerts_of_line(
    sight: Sight, route: int, of_stops: dict[int, list[HeldAlert]]
) -> list[HeldAlert]:
    """Those of the line and those of its stops, the gravest first."""
    if sight.alerts is None or not sight.held:
        return []
    ids = {one.alert.id for held in of_stops.values() for one in held}
    ids |= {one.alert.id for one in sight.alerts.of_line(sight.held, route)}
    return [one for one in sight.held if one.alert.id in ids]


def _fits(card: LineCard, wanted: str) -> bool:
    texts = (card.line, card.name, card.id, *card.ends)
    return any(wanted in text.casefold() for text in texts)
