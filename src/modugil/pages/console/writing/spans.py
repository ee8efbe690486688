"""From when until when something holds, as it is typed on the region's wall clock."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from modugil.conditions.conditions import Span
from modugil.core.errors import BadInput
from modugil.pages.console.posted import Posted
from modugil.pages.console.say_time import Times

MOST_SPANS = 8


def count_rows(posted: Posted, *, more: int = 0) -> int:
    """How many rows of start and end the form shows: those filled in, one at least."""
    used = [
        row for row in range(MOST_SPANS) if posted.get(f"start_{row}") or posted.get(f"end_{row}")
    ]
    shown = (used[-1] + 1 if used else 1) + more
    return min(MOST_SPANS, shown)


def read_spans(posted: Posted, *, times: Times) -> tuple[tuple[Span, ...], dict[str, str]]:
    """The spans in order of their starts, and what is wrong by the name of the input."""
    spans: list[Span] = []
    faults: dict[str, str] = {}
    for row in range(MOST_SPANS):
        start, wrong = _read(posted, f"start_{row}", times=times)
        end, wrong_end = _read(posted, f"end_{row}", times=times)
        faults |= wrong | wrong_end
        if start is None and end is None:
            continue
        if start is not None and end is not None and end <= start:
            faults[f"end_{row}"] = times.words("writing.ends_first")
        spans.append(Span(start, end))
    spans.sort(key=lambda one: one.start.timestamp() if one.start else float("-inf"))
    return tuple(spans), faults


def fill_spans(spans: Sequence[Span], *, times: Times) -> Iterator[tuple[str, str]]:
    """The spans as fields of a form."""
    for row, span in enumerate(spans[:MOST_SPANS]):
        yield f"start_{row}", times.typed(span.start)
        yield f"end_{row}", times.typed(span.end)


def say_span(span: Span, *, times: Times) -> str:
    """From when until when."""
    words = times.words
    start, end = times.clock(span.start), times.clock(span.end)
    if start and end:
        return words("writing.from_until", start=start, end=end)
    if start:
        return words("writing.from", start=start)
    return words("writing.until", end=end) if end else words("writing.always")


def _read(posted: Posted, name: str, *, times: Times) -> tuple[datetime | None, dict[str, str]]:
    text = posted.get(name)
    if not text:
        return None, {}
    try:
        return times.parse(text), {}
    except BadInput:
        return None, {name: times.words("writing.no_time")}
