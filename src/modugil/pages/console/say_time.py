"""Times as staff read and type them: on the wall of the region, with the day where it matters."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from modugil.core.time import parse_instant
from modugil.pages.catalogue import Words

TYPED = "%Y-%m-%dT%H:%M"


@dataclass(frozen=True, slots=True)
class Times:
    """Tells instants in one zone and one language, seen from `now`."""

    words: Words
    zone: ZoneInfo
    now: datetime

    def clock(self, instant: datetime | None) -> str:
        """Hours and minutes, and the day where it is not today; "" for none."""
        if instant is None:
            return ""
        here, today = instant.astimezone(self.zone), self.now.astimezone(self.zone)
        if here.date() == today.date():
            return here.strftime("%H:%M")
        text = self.words("console.day_and_time")
        return text.format(month=here.month, day=here.day, time=here.strftime("%H:%M"))

    def full(self, instant: datetime | None) -> str:
        """Date and time to the second; "" for none."""
        return "" if instant is None else f"{instant.astimezone(self.zone):%Y-%m-%d %H:%M:%S}"

    def iso(self, instant: datetime) -> str:
        """As programs read it, with its offset."""
        return instant.astimezone(self.zone).isoformat(timespec="seconds")

    def typed(self, instant: datetime | None) -> str:
        """As a field for date and time holds it; "" for none."""
        return "" if instant is None else instant.astimezone(self.zone).strftime(TYPED)

    def parse(self, text: str) -> datetime:
        """What was typed, as an instant.

        Errors:  BadInput if it is no date and time.
        """
        return parse_instant(text, zone=self.zone)

    def age(self, instant: datetime | None) -> str:
        """How long ago that was; "" for none."""
        if instant is None:
            return ""
        return self.words("console.ago", span=self.span((self.now - instant).total_seconds()))

    def span(self, seconds: float | None) -> str:
        """So much time, as short as it can be said; "" for none."""
        if seconds is None:
            return ""
        whole = max(0, round(abs(seconds)))
        if whole < 90:
            return self.words("console.seconds", n=whole)
        minutes = round(whole / 60)
        if minutes < 90:
            return self.words("duration.minutes", m=minutes)
        if minutes < 48 * 60:
            hours, rest = divmod(minutes, 60)
            return (
                self.words("duration.hours_minutes", h=hours, m=rest)
                if rest
                else self.words("duration.hours", h=hours)
            )
        return self.words("console.days", n=round(minutes / 1440))
