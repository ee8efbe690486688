"""Instants, service dates, and seconds since noon minus twelve hours.

GTFS counts a trip's times from *noon minus 12 h* of its service date, which is midnight except on
days when daylight saving begins or ends. Everything that turns such seconds into instants and back
is here. Source: GTFS reference, field type Time.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from modugil.core.errors import BadInput, RegionUnreadable

DAY_S = 86_400


def get_zone(name: str) -> ZoneInfo:
    """The time zone of that IANA name.

    Errors:  RegionUnreadable if there is no such zone.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as cause:
        raise RegionUnreadable(
            f"The time zone {name!r} does not exist.",
            allowed="Give an IANA name such as Asia/Seoul.",
        ) from cause


def service_day_start(day: date, *, zone: ZoneInfo) -> datetime:
    """The instant (UTC) from which the times of this service date are counted: noon minus 12 h."""
    noon = datetime.combine(day, time(12), tzinfo=zone)
    return noon.astimezone(UTC) - timedelta(hours=12)


def seconds_of_service_day(instant: datetime, *, day: date, zone: ZoneInfo) -> int:
    """Whole seconds from the service date's start to the instant; may be below 0 or past 24 h."""
    return int((instant - service_day_start(day, zone=zone)).total_seconds() // 1)


def instant_of_service_second(second: int, *, day: date, zone: ZoneInfo) -> datetime:
    """The instant (UTC) that lies this many seconds after the start of the service date."""
    return service_day_start(day, zone=zone) + timedelta(seconds=int(second))


def service_day_shift_s(day: date, *, other: date, zone: ZoneInfo) -> int:
    """Seconds from the start of `day` to that of `other`: what to add to other's times."""
    gap = service_day_start(other, zone=zone) - service_day_start(day, zone=zone)
    return int(gap.total_seconds())


def local_day(instant: datetime, *, zone: ZoneInfo) -> date:
    """The calendar date on the wall at that instant."""
    return instant.astimezone(zone).date()


def parse_instant(text: str, *, zone: ZoneInfo) -> datetime:
    """The instant (UTC) that an ISO 8601 text means; without an offset it is local time.

    Errors:  BadInput if the text is not a date and time, or one without days around it: the first
             and the last year that can be told have no day before or after.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
        if not date.min.year < moment.year < date.max.year:
            raise ValueError(text)
    except ValueError as cause:
        raise BadInput(
            f"{text!r} is not a date and time.",
            allowed="Write it like 2026-11-23T08:00, or with an offset: 2026-11-23T08:00+09:00.",
        ) from cause
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    return moment.astimezone(UTC)


def format_local(instant: datetime, *, zone: ZoneInfo) -> str:
    """The instant as ISO 8601 in the zone, with its offset, to the second."""
    return instant.astimezone(zone).isoformat(timespec="seconds")
