"""The alerts of one region: which hold now, and which touch a stop, a line or a run."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from modugil.answers.alerts.alert_card import AlertCard
from modugil.answers.alerts.reach import Reach, reaches_of
from modugil.answers.alerts.tell_alert import Names, tell_alert
from modugil.conditions.conditions import TripRun
from modugil.conditions.staff.messages import ServiceAlert
from modugil.conditions.staff.published_ids import PublishedIds
from modugil.region.timetable import Timetable


class ListsAlerts(Protocol):
    """Knows what staff tell the public."""

    def list_alerts(self, *, now: datetime) -> Sequence[ServiceAlert]:
        """The alerts that hold at this instant."""
        ...


@dataclass(frozen=True, slots=True)
class HeldAlert:
    """One alert that holds, with what it touches."""

    alert: ServiceAlert
    reaches: tuple[Reach, ...]


class Alerts:
    """Answers which alerts touch what; safe to ask from several threads at once."""

    def __init__(self, timetable: Timetable | None, *, zone: ZoneInfo) -> None:
        """Nothing is looked up before someone asks; who keeps alerts is set as `staff`."""
        self.staff: ListsAlerts | None = None
        self._timetable = timetable
        self._ids = PublishedIds(timetable, zone=zone) if timetable is not None else None
        self._known: dict[str, HeldAlert] = {}

    def list_held(self, *, now: datetime) -> tuple[HeldAlert, ...]:
        """Every alert that holds now, the gravest first."""
        if self.staff is None or self._ids is None:
            return ()
        found = [self._look_up(alert) for alert in self.staff.list_alerts(now=now)]
        self._known = {one.alert.id: one for one in found}
        return tuple(sorted(found, key=lambda one: -_gravity(one.alert)))

    def of_line(self, held: Sequence[HeldAlert], route: int) -> list[HeldAlert]:
        """Those told of the line as a whole or of its runs."""
        return self._choose(held, lambda table, reach: reach.touches_line(table, route))

    def of_stops(
        self, held: Sequence[HeldAlert], stops: Collection[int], *, routes: Collection[int]
    ) -> list[HeldAlert]:
        """Those told of one of the stops, or of one of these lines there."""
        return self._choose(held, lambda table, reach: reach.touches_stops(table, stops, routes))

    def at_stops(
        self, held: Sequence[HeldAlert], stops: Collection[int], *, route: int
    ) -> list[HeldAlert]:
        """Those told of one of the stops, for all lines there or for this one."""
        return self._choose(
            held,
            lambda table, reach: (
                reach.stops is not None and reach.touches_stops(table, stops, (route,))
            ),
        )

    def of_run(
        self, held: Sequence[HeldAlert], run: TripRun, *, stops: Collection[int]
    ) -> list[HeldAlert]:
        """Those told of the run, of its line, or of one of these stops of it."""
        return self._choose(held, lambda table, reach: reach.touches_run(table, run, stops))

    def only_of_run(self, held: Sequence[HeldAlert], run: TripRun) -> list[HeldAlert]:
        """Those told of this very run, not of its whole line."""
        return self._choose(
            held,
            lambda table, reach: reach.trips is not None and reach.touches_run(table, run, ()),
        )

    def tell(self, held: Iterable[HeldAlert], *, names: Names, now: datetime) -> list[AlertCard]:
        """The alerts in words."""
        return [tell_alert(one.alert, one.reaches, names=names, now=now) for one in held]

    def _choose(
        self, held: Sequence[HeldAlert], fits: Callable[[Timetable, Reach], bool]
    ) -> list[HeldAlert]:
        table = self._timetable
        if table is None or not held:
            return []
        return [one for one in held if any(fits(table, reach) for reach in one.reaches)]

    def _look_up(self, alert: ServiceAlert) -> HeldAlert:
        known = self._known.get(alert.id)
        if known is not None and known.alert == alert:
            return known
        assert self._ids is not None
        return HeldAlert(alert, reaches_of(alert, self._ids))


def _gravity(alert: ServiceAlert) -> int:
    return int(alert.severity)
