"""The days for which something is lent: whole days on the wall of the region, first and last in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from modugil.people.rental.refused import AskRefused

LONGEST_DAYS = 14
AHEAD_DAYS = 60
"""So far ahead the last day may be."""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last day, both of them in."""

    first: date
    last: date

    def __iter__(self) -> Iterator[date]:
        """Each day, the first one first."""
        return (self.first + number * ONE_DAY for number in range(len(self)))

    def __len__(self) -> int:
        """How many they are."""
        return (self.last - self.first).days + 1

    def moved_to(self, first: date) -> "Days":
        """As many days from another one on."""
        return Days(first, first + (self.last - self.first))


def check_days(days: Days, *, today: date) -> Days:
    """The days, if they may be asked for on that day.

    Errors:  AskRefused if they lie behind, too far ahead, are too many, or end before they begin.
    """
    if days.last < days.first:
        raise AskRefused("days_wrong", "The last day is before the first.")
    if days.first < today:
        raise AskRefused("days_past", "The first day is over.", allowed=f"From {today} on.")
    if len(days) > LONGEST_DAYS:
        raise AskRefused(
            "days_long", f"Things are lent for {LONGEST_DAYS} days at most.", allowed="Ask again."
        )
    if days.last > latest_day(today):
        raise AskRefused(
            "days_far", f"So far ahead nothing is lent: until {latest_day(today)} at most."
        )
    return days


def latest_day(today: date) -> date:
    """The last day that may be asked for."""
    return today + AHEAD_DAYS * ONE_DAY


def parse_day(text: str) -> date:
    """The day of a text like 2026-11-23.

    Errors:  AskRefused if it is none.
    """
    try:
        if len(text) != 10:
            raise ValueError(text)
        found = date.fromisoformat(text)
    except ValueError as cause:
        raise AskRefused(
            "days_wrong", f"{text[:20]!r} is no day.", allowed="Write it like 2026-11-23."
        ) from cause
    if not date.min.year < found.year < date.max.year:
        raise AskRefused("days_wrong", f"{text!r} is no day to lend something.")
    return found
