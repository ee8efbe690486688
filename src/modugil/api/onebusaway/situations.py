"""What staff tell the public, as OneBusAway situations, and what each of them touches."""

from collections.abc import Collection, Iterable, Sequence

import msgspec
import numpy as np
from msgspec import UNSET, UnsetType

from modugil.answers.alerts.reach import Reach
from modugil.api.onebusaway.ids import Ids
from modugil.api.onebusaway.structs import Told
from modugil.conditions.conditions import TripRun
from modugil.conditions.staff.messages import Cause, Effect, ServiceAlert, Severity, Texts, Touched
from modugil.conditions.staff.published_ids import PublishedIds
from modugil.region.timetable import Timetable

_REASONS = {
    Cause.TECHNICAL_PROBLEM: "equipmentReason",
    Cause.MAINTENANCE: "equipmentReason",
    Cause.CONSTRUCTION: "equipmentReason",
    Cause.STRIKE: "personnelReason",
    Cause.WEATHER: "environmentReason",
    Cause.POLICE_ACTIVITY: "securityAlert",
}
_OTHER_REASON = "miscellaneousReason"
_SEVERITIES = {
    Severity.UNKNOWN_SEVERITY: "unknown",
    Severity.INFO: "slight",
    Severity.WARNING: "normal",
    Severity.SEVERE: "severe",
}
FIRST_LANGUAGE = "ko"
"""Every message is written in it, others may be missing; an answer holds one language."""


class Said(Told, kw_only=True):
    """A text in one language."""

    lang: str
    value: str


class Window(Told, kw_only=True):
    """A span of time (ms); an open end is left out."""

    start: int | UnsetType = msgspec.field(default=UNSET, name="from")
    end: int | UnsetType = msgspec.field(default=UNSET, name="to")


class Affects(Told, kw_only=True):
    """One thing that is touched; "" is any."""

    agency_id: str = ""
    route_id: str = ""
    direction_id: str = ""
    stop_id: str = ""
    trip_id: str = ""
    application_id: str = ""


class Consequence(Told, kw_only=True):
    """What it does to the service."""

    condition: str


class Situation(Told, kw_only=True):
    """Something people must know."""

    id: str
    creation_time: int
    reason: str
    severity: str
    summary: Said
    description: Said
    url: Said | UnsetType
    active_windows: list[Window]
    publication_windows: list[Window]
    all_affects: list[Affects]
    consequences: list[Consequence]
    consequence_message: str = ""


class Situations:
    """The situations of one moment."""

    def __init__(
        self,
        alerts: Sequence[ServiceAlert],
        *,
        timetable: Timetable,
        ids: Ids,
        published: PublishedIds,
    ) -> None:
        """Look up what these alerts touch."""
        self.alerts = alerts
        self._timetable = timetable
        self._ids = ids
        agency = ids.agencies[0]
        self._reaches = [
            (f"{agency}_{one.id}", [_reach(told, published) for told in one.touches])
            for one in alerts
        ]
        self._alerts = {
            id: (one, reaches) for one, (id, reaches) in zip(alerts, self._reaches, strict=True)
        }

    def of_run(self, run: TripRun, *, stops: Collection[int]) -> list[str]:
        """Those told of the run or its line, or of one of these stops."""
        table = self._timetable
        return [
            id
            for id, reaches in self._reaches
            if any(reach.touches_run(table, run, stops) for reach in reaches)
        ]

    def of_stops(self, stops: Collection[int], *, routes: Collection[int]) -> list[str]:
        """Those told of one of the stops, or of one of these lines there."""
        table = self._timetable
        return [
            id
            for id, reaches in self._reaches
            if any(reach.touches_stops(table, stops, routes) for reach in reaches)
        ]

    def encode(self, ids: Iterable[str]) -> list[bytes]:
        """These situations as JSON."""
        return [msgspec.json.encode(self._build(id, *self._alerts[id])) for id in sorted(ids)]

    def _build(self, id: str, alert: ServiceAlert, reaches: Sequence[Reach]) -> Situation:
        windows = [
            Window(
                start=round(span.start.timestamp() * 1000) if span.start else UNSET,
                end=round(span.end.timestamp() * 1000) if span.end else UNSET,
            )
            for span in alert.active
        ]
        begins = [window.start for window in windows if isinstance(window.start, int)]
        return Situation(
            id=id,
            creation_time=min(begins, default=0),
            reason=_REASONS.get(alert.cause, _OTHER_REASON),
            severity=_SEVERITIES[alert.severity],
            summary=_say(alert.header),
            description=_say(alert.description),
            url=_say(alert.url) if any(alert.url.values()) else UNSET,
            active_windows=windows,
            publication_windows=[
                Window(start=one.start, end=one.end)
                for one in windows
                if isinstance(one.start, int) and isinstance(one.end, int)
            ],
            all_affects=[self._affects(reach) for reach in reaches],
            consequences=[Consequence(condition=_condition(alert.effect))],
        )

    def _affects(self, reach: Reach) -> Affects:
        ids = self._ids
        return Affects(
            agency_id=_first(reach.agencies, ids.agencies),
            route_id=_first(reach.routes, ids.routes),
            stop_id=_first(reach.stops, ids.stops),
            trip_id=_first(reach.trips, ids.trips),
            direction_id="" if reach.direction is None else str(reach.direction),
        )


def _reach(told: Touched, ids: PublishedIds) -> Reach:
    """What is touched, as rows; what the region does not hold is touched by nothing."""
    return Reach(
        told,
        _rows(ids.find_agency(told.agency)) if told.agency else None,
        _rows(ids.find_route(told.route)) if told.route else None,
        _platforms(ids, ids.find_stop(told.stop)) if told.stop else None,
        frozenset(ids.find_trips(told.trip)) if told.trip else None,
        told.direction,
        told.day,
    )


def _rows(row: int | None) -> frozenset[int]:
    return frozenset() if row is None else frozenset((row,))


def _platforms(ids: PublishedIds, stop: int | None) -> frozenset[int]:
    """The stop and, of a station, every platform in it."""
    if stop is None:
        return frozenset()
    return frozenset((stop, *np.flatnonzero(ids.timetable.stops.parent == stop).tolist()))


def _first(rows: Collection[int] | None, names: Sequence[str]) -> str:
    return names[min(rows)] if rows else ""


def _say(texts: Texts) -> Said:
    for lang in (FIRST_LANGUAGE, *texts):
        if texts.get(lang):
            return Said(lang=lang, value=texts[lang])
    return Said(lang=FIRST_LANGUAGE, value="")


def _condition(effect: Effect) -> str:
    """The effect as SIRI writes it: NO_SERVICE is noService."""
    first, *others = effect.name.lower().split("_")
    return first + "".join(one.capitalize() for one in others)
