"""What cancellations and detours change about the plan, as conditions take it."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from modugil.conditions.conditions import Conditions, TripChange, TripRun
from modugil.conditions.merge_changes import merge_changes
from modugil.conditions.staff.detoured_runs import find_detoured
from modugil.conditions.staff.messages import Cancellation, Detour, StaffMessage
from modugil.conditions.staff.published_ids import PublishedIds

SOURCE = "staff"
"""The name under which conditions know what is told here; it sorts after "live"."""
DAYS_AHEAD = 8
"""So far ahead journeys avoid what is cancelled: a week and the day after."""


def list_days(today: date) -> list[date]:
    """The service dates that are told of; yesterday's buses run past midnight."""
    return [today + timedelta(days=shift) for shift in range(-1, DAYS_AHEAD)]


def build_contribution(
    messages: Iterable[StaffMessage], ids: PublishedIds, *, today: date
) -> Conditions:
    """Cancelled runs, stops that are not served, and how much later those behind a detour are."""
    days = list_days(today)
    trips: dict[TripRun, TripChange] = {}
    for message in messages:
        for run, change in _list_changes(message, ids, days):
            trips[run] = merge_changes(trips[run], change) if run in trips else change
    return Conditions(trips=trips)


def _list_changes(
    message: StaffMessage, ids: PublishedIds, days: Sequence[date]
) -> list[tuple[TripRun, TripChange]]:
    if isinstance(message, Cancellation):
        skipped = message.skipped_positions
        change = TripChange(cancelled=not skipped, skipped_positions=skipped)
        trips = ids.find_trips(message.trip) if message.day in days else []
        return [(TripRun(trip, message.day), change) for trip in trips]
    if isinstance(message, Detour):
        return [
            (one.run, _detoured(message, one.first, one.last))
            for one in find_detoured(message, ids, days=days)
        ]
    return []


def _detoured(detour: Detour, first: int, last: int) -> TripChange:
    return TripChange(
        delays_s=((last + 1, detour.delay_s),) if detour.delay_s else (),
        skipped_positions=frozenset(range(first, last + 1)),
    )
