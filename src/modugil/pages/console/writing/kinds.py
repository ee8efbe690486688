"""The three kinds of message, each with its form: how it begins, is filled in, and is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from modugil.conditions.staff.messages import (
    Cancellation,
    Cause,
    Effect,
    ServiceAlert,
    Severity,
    StaffMessage,
    Touched,
)
from modugil.pages.console.posted import Posted, build_posted
from modugil.pages.console.visit import Visit
from modugil.pages.console.writing import alert_form, cancellation_form, detour_form
from modugil.pages.console.writing.alert_form import Draft
from modugil.pages.console.writing.find_touched import find_touched
from modugil.pages.console.writing.lines import Choice, list_lines
from modugil.pages.console.writing.spans import count_rows
from modugil.pages.console.writing.touched import encode_touched, say_touched

MORE_TIMES = "more_times"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of message."""

    key: str
    texts: tuple[str, ...]
    begin: Callable[[Visit], Posted]
    fill: Callable[[Visit, Any], Posted]
    read: Callable[..., Draft]
    offer: Callable[[Visit, Posted], Mapping[str, object]]
    """What its template needs beside the form."""


def kind_of(message: StaffMessage) -> Kind:
    """Which kind a message is."""
    if isinstance(message, ServiceAlert):
        return KINDS["alert"]
    return KINDS["cancellation" if isinstance(message, Cancellation) else "detour"]


def _begin_alert(visit: Visit) -> Posted:
    """From now on, about what the address names."""
    query = visit.query
    about = Touched(
        route=query.get("route", ""), stop=query.get("stop", ""), trip=query.get("trip", "")
    )
    touch = encode_touched(about)
    return build_posted(
        [("start_0", visit.times.typed(visit.now))] + ([("touch", touch)] if touch else [])
    )


def _offer_alert(visit: Visit, posted: Posted) -> Mapping[str, object]:
    sight, words = visit.look(), visit.words
    chosen = alert_form.list_touched(posted)
    found = find_touched(visit.desk, sight, posted.get("search"))

    def tell(one: Touched) -> Choice:
        return Choice(encode_touched(one), say_touched(sight, words, one))

    return {
        "chosen": [tell(one) for one in chosen],
        "found": [tell(one) for one in dict.fromkeys(found) if one not in chosen],
        "rows": count_rows(posted, more=int(posted.get("do") == MORE_TIMES)),
        "causes": [one.name for one in Cause],
        "effects": [one.name for one in Effect],
        "severities": [one.name for one in Severity],
    }


def _offer_cancellation(visit: Visit, posted: Posted) -> Mapping[str, object]:
    sight = visit.look()
    return {"lines": list_lines(sight), "offered": cancellation_form.offer(sight, posted)}


def _begin_detour(visit: Visit) -> Posted:
    query = visit.query
    told = {"start_0": visit.times.typed(visit.now), "line": query.get("line", "")}
    return build_posted(told.items())


def _offer_detour(visit: Visit, posted: Posted) -> Mapping[str, object]:
    sight = visit.look()
    stops = detour_form.find_stops(visit, posted)
    return {
        "lines": list_lines(sight),
        "offered": detour_form.offer(sight, posted),
        "found_stops": stops,
        "replacement_rows": detour_form.count_rows(posted),
    }


KINDS: Mapping[str, Kind] = {
    "alert": Kind(
        "alert",
        alert_form.TEXT_FIELDS[:2],
        _begin_alert,
        alert_form.fill_alert,
        alert_form.read_alert,
        _offer_alert,
    ),
    "cancellation": Kind(
        "cancellation",
        cancellation_form.TEXT_FIELDS,
        cancellation_form.begin_cancellation,
        cancellation_form.fill_cancellation,
        cancellation_form.read_cancellation,
        _offer_cancellation,
    ),
    "detour": Kind(
        "detour",
        detour_form.TEXT_FIELDS,
        _begin_detour,
        detour_form.fill_detour,
        detour_form.read_detour,
        _offer_detour,
    ),
}
