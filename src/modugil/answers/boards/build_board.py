"""The stop board: what the timetable promises, as it is right now, the soonest first."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from modugil.answers.alerts.alert_card import AlertCard
from modugil.answers.boards.board import Board, Departure, StopLink
from modugil.answers.boards.look_at_call import Call, CallNow, look_at_call
from modugil.answers.boards.sight import Sight
from modugil.answers.boards.stop_calls import StopCalls
from modugil.answers.boards.tell_departure import FOLLOWED, call_access, tell_departure
from modugil.answers.finding.endpoints import Endpoint
from modugil.answers.wording import join_sentences
from modugil.conditions.conditions import TripRun
from modugil.core.access import Access
from modugil.core.time import local_day

MOST_LATE = timedelta(hours=2)
"""A run that should have left earlier than this is not looked for any more."""
MOST_EARLY = timedelta(minutes=10)
MOST_ROWS = 60
MOST_MINUTES = 240
DAYS_BACK, DAYS_ON = 1, 1
"""Runs of yesterday go on past midnight; those of tomorrow may begin within the board's time."""
CallsOf = Callable[[tuple[int, ...], date], StopCalls]


@dataclass(frozen=True, slots=True)
class BoardQuestion:
    """Of which stop, for how long, for whom."""

    endpoint: Endpoint
    minutes: int = 60
    low_floor_only: bool = False


def build_board(
    sight: Sight, question: BoardQuestion, *, calls_of: CallsOf, others: Sequence[StopLink] = ()
) -> Board:
    """The board; `calls_of` gives the calls by the timetable of some stops on a service day."""
    found = look_ahead(sight, question.endpoint.stops, minutes=question.minutes, calls_of=calls_of)
    rows = list(_fold_repeating(sight, found))
    access = [call_access(sight, row) for row in rows] if question.low_floor_only else []
    hidden_no = access.count(Access.NO)
    hidden_unknown = access.count(Access.UNKNOWN)
    if question.low_floor_only:
        rows = [row for row, can in zip(rows, access, strict=True) if can is Access.YES]
    told = [tell_departure(sight, row) for row in rows[:MOST_ROWS]]
    snapshot = sight.snapshot
    return Board(
        stop=question.endpoint.place,
        lines=sight.finder.lines_at(question.endpoint, language=sight.language, most=40),
        language=sight.language,
        now=sight.time(sight.now),
        minutes=question.minutes,
        low_floor_only=question.low_floor_only,
        is_live=any(row.state in FOLLOWED for row in told),
        as_of=sight.time(snapshot.as_of) if snapshot is not None else "",
        departures=told,
        hidden_no=hidden_no,
        hidden_unknown=hidden_unknown,
        left_out=len(rows) - len(told),
        message=_message(sight, question, told, hidden=(hidden_no, hidden_unknown)),
        others=list(others),
        alerts=_alerts(sight, question.endpoint.stops, told),
    )


def _alerts(sight: Sight, stops: tuple[int, ...], told: Sequence[Departure]) -> list[AlertCard]:
    """What staff tell of the stops, of the lines that serve them, and of runs on the board."""
    if sight.alerts is None or not sight.held:
        return []
    patterns, routes = sight.timetable.patterns, set[int]()
    for row in stops:
        first, last = patterns.at_stop_start[row : row + 2].tolist()
        serving = patterns.at_stop_pattern[first:last]
        routes.update(sight.timetable.trips.route[patterns.trip_start[serving]].tolist())
    parents = sight.timetable.stops.parent
    near = {*stops, *(int(parents[row]) for row in stops)}
    found = sight.alerts.of_stops(sight.held, near, routes=routes)
    of_runs = {id for row in told for id in row.alerts}
    return sight.tell_alerts(one for one in sight.held if one in found or one.alert.id in of_runs)


def _order(row: CallNow) -> tuple[datetime, datetime, int]:
    return row.expected, row.call.scheduled, row.call.run.trip


def look_ahead(
    sight: Sight,
    stops: tuple[int, ...],
    *,
    minutes: int,
    calls_of: CallsOf,
    of_trips: Container[int] | None = None,
    since: datetime | None = None,
) -> list[CallNow]:
    """Every call at these stops that is expected so soon, the soonest first; of these trips only.

    `since` is from when on the minutes count, by default now. What is known now is told of then
    too; of a time that is over, what was planned then.

    Unknown: `of_trips` None is every trip.
    """
    begin = sight.now if since is None else since
    until, judged = begin + timedelta(minutes=minutes), min(begin, sight.now)
    span = begin - MOST_LATE, until + MOST_EARLY
    found = []
    for call in _scheduled(sight, stops, calls_of, span, of_trips):
        now = look_at_call(call, snapshot=sight.snapshot, conditions=sight.conditions, now=judged)
        if now is None or now.expected > until:
            continue
        if judged == begin or now.expected >= begin:  # who is overdue now still comes
            found.append(now)
    return sorted(found, key=_order)


def _scheduled(
    sight: Sight,
    stops: tuple[int, ...],
    calls_of: CallsOf,
    span: tuple[datetime, datetime],
    of_trips: Container[int] | None,
) -> Iterator[Call]:
    """The calls by the timetable within the span, of these trips only."""
    today = local_day(span[0] + MOST_LATE, zone=sight.zone)
    for days in range(-DAYS_BACK, DAYS_ON + 1):
        calls = calls_of(stops, today + timedelta(days=days))
        low_s, high_s = ((end - calls.start).total_seconds() for end in span)
        rows = calls.between(low_s, high_s)
        for row, trip in enumerate(calls.trip[rows.start : rows.stop].tolist(), start=rows.start):
            if of_trips is None or trip in of_trips:
                yield _call(sight, calls, row, trip)


def _call(sight: Sight, calls: StopCalls, row: int, trip: int) -> Call:
    stop = int(calls.stop[row])
    return Call(
        TripRun(trip, calls.day),
        int(calls.position[row]),
        stop,
        int(sight.timetable.stops.parent[stop]),
        calls.start + timedelta(seconds=int(calls.departure_s[row])),
        bool(calls.is_last[row]),
        bool(calls.on_demand[row]),
    )


def _fold_repeating(sight: Sight, rows: Iterable[CallNow]) -> Iterator[CallNow]:
    """Of a trip that only says how often it runs, the next example stands for all that follow."""
    trips, told = sight.timetable.trips, set[tuple[int, int, int]]()
    for row in rows:
        trip = row.call.run.trip
        if int(trips.headway_s[trip]) > 0 and row.state == "timetable":
            same = int(trips.route[trip]), int(trips.headsign[trip]), row.call.stop
            if same in told:
                continue
            told.add(same)
        yield row


def _message(
    sight: Sight,
    question: BoardQuestion,
    told: Sequence[Departure],
    *,
    hidden: tuple[int, int],
) -> str:
    phrases, (no, unknown) = sight.phrases, hidden
    said = [] if told else [phrases.no_departures.format(n=question.minutes)]
    parts = [
        text.format(n=n)
        for text, n in ((phrases.hidden_no, no), (phrases.hidden_unknown, unknown))
        if n
    ]
    if parts:
        said.append(phrases.hidden.format(what=phrases.join(*parts)))
    return join_sentences(said, language=sight.language)
