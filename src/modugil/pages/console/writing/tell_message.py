"""A message in words: its headline, when it holds and what it touches, for staff and for riders."""

from collections.abc import Sequence
from dataclasses import dataclass

from modugil.conditions.staff.messages import (
    Cancellation,
    Detour,
    ServiceAlert,
    StaffMessage,
    Written,
)
from modugil.core.language import Language, pick_text
from modugil.pages.console.visit import Visit
from modugil.pages.console.writing.kinds import kind_of
from modugil.pages.console.writing.lines import (
    find_line,
    find_stop,
    find_trip,
    line_name,
    list_run_stops,
    run_text,
)
from modugil.pages.console.writing.spans import say_span
from modugil.pages.console.writing.states import list_spans, state_of
from modugil.pages.console.writing.touched import say_touched


@dataclass(frozen=True, slots=True)
class Told:
    """One written message as a list shows it."""

    id: str
    kind: str
    state: str
    header: str
    when: str
    touches: Sequence[str]
    author: str
    written: str
    revision: int
    withdrawn: str


def tell_written(visit: Visit, written: Written) -> Told:
    """The message with who wrote it when."""
    times, message = visit.times, written.message
    return Told(
        id=message.id,
        kind=kind_of(message).key,
        state=state_of(written, now=visit.now, zone=visit.zone),
        header=tell_header(visit, message),
        when=tell_when(visit, message),
        touches=tell_touches(visit, message),
        author=written.author,
        written=times.full(written.written),
        revision=written.revision,
        withdrawn=times.full(written.withdrawn),
    )


def tell_header(visit: Visit, message: StaffMessage, *, language: Language | None = None) -> str:
    """The headline in that language, as a rider sees it."""
    wanted = language or visit.language
    texts = message.header if isinstance(message, ServiceAlert) else message.reason
    return pick_text(texts, language=wanted, default=texts.get("ko", ""))


def tell_when(visit: Visit, message: StaffMessage) -> str:
    """All its spans in words; of a cancelled run its day."""
    if isinstance(message, Cancellation):
        return message.day.isoformat()
    spans = list_spans(message, zone=visit.zone)
    return "; ".join(say_span(one, times=visit.times) for one in spans)


def tell_touches(visit: Visit, message: StaffMessage) -> list[str]:
    """What it touches, each in words."""
    sight = visit.look()
    if isinstance(message, ServiceAlert):
        return [say_touched(sight, visit.words, one) for one in message.touches]
    if isinstance(message, Cancellation):
        return _tell_cancelled(visit, message)
    return _tell_detour(visit, message)


def _tell_cancelled(visit: Visit, message: Cancellation) -> list[str]:
    sight = visit.look()
    trip = find_trip(sight, message.trip)
    if trip is None:
        return [message.trip]
    told = [run_text(sight, trip)]
    if message.skipped_positions:
        stops = list_run_stops(sight, trip)
        names = [stops[at].text for at in sorted(message.skipped_positions) if at < len(stops)]
        told.append(visit.words("writing.without_stops", names=", ".join(names)))
    return told


def _tell_detour(visit: Visit, message: Detour) -> list[str]:
    sight, names = visit.look(), visit.look().timetable.stops.names
    line = find_line(sight, message.route)
    ends = []
    for id in (message.from_stop, message.to_stop):
        row = find_stop(sight, id)
        ends.append(id if row is None else names.get(row, language=visit.language))
    name = message.route if line is None else line_name(sight, line)
    return [visit.words("writing.not_served_between", name=name, first=ends[0], last=ends[1])]
