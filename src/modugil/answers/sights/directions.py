"""How one gets there: the way from a start for one's needs, else the nearest stops and buses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from modugil.answers.asking.asked_needs import read_needs
from modugil.answers.boards.board import Board, Departure, StopLink
from modugil.answers.boards.boards import NEAR_M, Boards
from modugil.answers.boards.sentences import get_board_phrases
from modugil.answers.itinerary import JourneyAnswer, TripAnswer
from modugil.answers.planner import Planner
from modugil.answers.sights.scope import Scope
from modugil.answers.sights.sentences.fill import fill
from modugil.answers.sights.sight_answer import SightLine, Verdict
from modugil.answers.trips.question import TripQuestion

STOPS = 3
MINUTES = 120
UNVERIFIED_FROM_M = 0.5
"""Less is no way that anybody could still look at."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the section says."""

    verdict: Verdict
    answer: str
    lines: list[SightLine]


def tell_way(scope: Scope, planner: Planner, *, start: str, needs: Mapping[str, str]) -> Told:
    """The way from that start, with buses as they are now.

    Errors:  BadInput and its kinds for a start or needs that cannot be.
    """
    question = TripQuestion(
        start=start,
        end=f"place:{scope.place.id}",
        needs=read_needs(needs),
        language=scope.language,
    )
    trip = planner.plan(question, now=scope.now)
    whole = SightLine(text=scope.phrases.way.whole_way, href=link_plan(trip, needs))
    best = next(iter(trip.journeys), None)
    said = [best.summary if best is not None else "", trip.message, trip.times_text]
    lines = [SightLine(text=text) for text in said[1:] if text]
    lines += [SightLine(text=warning) for warning in (best.warnings if best is not None else ())]
    answer = said[0] or trip.message
    return Told(_judge(best), answer, [*(one for one in lines if one.text != answer), whole])


def link_plan(trip: TripAnswer, needs: Mapping[str, str]) -> str:
    """The page that tells the whole way, asked with the same words."""
    words: dict[str, str] = {}
    for end, place in (("from", trip.start), ("to", trip.end)):
        words |= {end: place.name, f"{end}Ref": place.ref, f"{end}For": place.name}
    return "/?" + urlencode({**words, **needs, "language": trip.language})


def tell_stops(scope: Scope, planner: Planner, boards: Boards) -> Told:
    """The nearest stops, the lines that stop there and the next low-floor bus of each."""
    way = scope.phrases.way
    ask = SightLine(text=way.give_start)
    if planner.region.timetable is None:
        return Told("unknown", way.no_timetable, [ask])
    found = boards.list_stops_near(scope.point, language=scope.language, limit=STOPS)
    if not found:
        answer = fill(way.no_stop, distance=scope.phrases.distance(NEAR_M))
        return Told("unknown", answer, [ask])
    answer = fill(
        way.nearest_stop,
        stop=found[0].stop.name,
        distance=scope.phrases.distance(found[0].away_m),
    )
    lines = [line for one in found for line in _tell_stop(scope, planner, boards, one)]
    return Told("", answer, [*lines, ask])


def _tell_stop(
    scope: Scope, planner: Planner, boards: Boards, link: StopLink
) -> Sequence[SightLine]:
    """One stop in two lines: what stops there, and the next low-floor bus."""
    way, stop = scope.phrases.way, link.stop
    finder = planner.finder
    lines = finder.lines_at(
        finder.get_endpoint(stop.ref, language=scope.language), language=scope.language, most=12
    )
    text = fill(
        way.lines_at if lines else way.no_lines_at,
        stop=_name(scope, link),
        distance=scope.phrases.distance(link.away_m),
        lines=scope.phrases.list_of(lines),
    )
    board = boards.show_board(
        stop.ref, now=scope.now, language=scope.language, minutes=MINUTES, low_floor_only=True
    )
    return (
        SightLine(text=text, distance_m=link.away_m, place=stop),
        SightLine(text=_say_bus(scope, board), as_of=board.as_of, place=stop),
    )


def _say_bus(scope: Scope, board: Board) -> str:
    """The next bus known to be low-floor, or that there is none and how many may be."""
    way = scope.phrases.way
    running = [one for one in board.departures if one.state not in ("cancelled", "skipped")]
    if running:
        return fill(way.next_bus, stop=board.stop.name, bus=_say(scope, running[0]))
    told = fill(way.no_low_floor, stop=board.stop.name, n=str(MINUTES))
    if not board.hidden_unknown:
        return told
    perhaps = fill(way.perhaps_low_floor, n=str(board.hidden_unknown))
    return scope.phrases.sentences(told, perhaps)


def _name(scope: Scope, link: StopLink) -> str:
    """Two stops across the street share a name: where their buses go tells them apart."""
    towards = scope.phrases.list_of(link.towards)
    return f"{link.stop.name} ({towards})" if towards else link.stop.name


def _say(scope: Scope, departure: Departure) -> str:
    phrases = get_board_phrases(scope.language)
    return phrases.join(departure.line, departure.towards, departure.text)


def _judge(journey: JourneyAnswer | None) -> Verdict:
    """Whether there is a way for these needs; unknown where a part of it is not confirmed."""
    if journey is None or not journey.passes:
        return "no"
    return "unknown" if journey.unverified_m >= UNVERIFIED_FROM_M else "yes"
