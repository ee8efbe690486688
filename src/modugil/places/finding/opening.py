"""Whether a place is open at a moment, from opening hours as OSM writes them.

Example: `Mo-Fr 09:00-18:00; Sa 10:00-14:00; PH off`

Read by `opening-hours-py`, with the public holidays of the country that the region lies in. What it
says is believed only where it cannot send anybody to a closed door: see `_doubt`.

Source:  https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
"""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from opening_hours import OpeningHours, State, validate

from modugil.core.access import Access
from modugil.core.geo import LatLon

_NEVER_OPEN = ("off", "closed")
_LONGEST = 300
_SAME_TIMES = re.compile(r"(\d{1,2}:\d\d)\s*-\s*\1(?!\d)")
_OPEN_END = re.compile(r"\d\+")
_HOLIDAYS = re.compile(r"\bPH\b")
_ALWAYS = "24/7"
_SCHOOL_HOLIDAYS = re.compile(r"\bSH\b")
_SUBSTITUTE_DAYS = 3
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class OpenState:
    """Whether it is open, and until when that is so at least.

    Units:   `until` is local time without a zone.
    Unknown: `until` None: no change is foreseen.
    """

    open: Access
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours that could be read."""

    text: str
    rules: OpeningHours
    holidays: OpeningHours
    """Open on public holidays and no other day."""
    always: bool
    """Never closed."""

    def look(self, local: datetime) -> OpenState:
        """Whether it is open at a local time without a zone.

        Open by appointment, or with an end that is left open, is no promise and so unknown.
        """
        state, comment = self.rules.state(local)
        change = self.rules.next_change(local)
        until = change.replace(tzinfo=None) if change is not None else None
        if not self.always:
            midnight = datetime.combine(local.date() + timedelta(days=1), time())
            until = min(until, midnight) if until is not None else midnight
        said = Access.UNKNOWN
        if state == State.OPEN:
            said = Access.YES
        elif state == State.CLOSED:
            said = Access.NO
        promised = not comment and not _OPEN_END.search(self.text)
        if said is Access.YES and not promised:
            return OpenState(Access.UNKNOWN, until)
        doubted = self._doubt(local, said, changes=change is not None)
        return OpenState(Access.UNKNOWN if doubted else said, until)

    def _doubt(self, local: datetime, said: Access, *, changes: bool) -> bool:
        """Whether what is said may be wrong.

        Hours that tell only when it is closed do not tell when it is open. Hours that do not speak
        of public holidays promise nothing on one, unless it is always open. A holiday that falls on
        a weekend is known only by the day off that stands for it a few days later.
        """
        if self.always:
            return False
        if said is Access.NO and not changes:
            return self.text.lower() not in _NEVER_OPEN
        tells_holidays = _HOLIDAYS.search(self.text) is not None
        if tells_holidays or said is Access.YES:
            noon = datetime.combine(local.date(), time(12))
            is_holiday = self.holidays.is_open(noon)
            return not tells_holidays if is_holiday else _may_be_holiday(self.holidays, noon)
        return False


def parse_hours(text: str, *, at: LatLon) -> Hours | None:
    """The opening hours, or None where they cannot be read.

    `at` is where the place is, roughly: whose public holidays count, and when the sun
    rises.
    Unknown: times that begin when they end ("00:00-00:00" is written for "always" and for "not
             filled in"), and school holidays, which nobody knows here.
    """
    if not text or len(text) > _LONGEST or _SAME_TIMES.search(text):
        return None
    if _SCHOOL_HOLIDAYS.search(text):
        return None
    if not validate(text):
        return None
    rules = _read(text, at)
    return Hours(text.strip(), rules, _read("PH", at), str(rules.normalize()) == _ALWAYS)


def _read(text: str, at: LatLon) -> OpeningHours:
    return OpeningHours(text, coords=(at.lat, at.lon), auto_country=True, auto_timezone=True)


def _may_be_holiday(holidays: OpeningHours, noon: datetime) -> bool:
    """Whether a weekend's day may be a holiday that is known only by the day off after it."""
    return noon.weekday() >= _SATURDAY and any(
        holidays.is_open(noon + timedelta(days=days)) for days in range(1, _SUBSTITUTE_DAYS + 1)
    )
