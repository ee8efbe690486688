"""Where, when and which way, as EXIF tells it.

Form:    GPSLatitude (33, 30, 14.4) with GPSLatitudeRef "N"; GPSImgDirection 349.06;
         DateTimeOriginal "2021:07:29 11:16:42" with OffsetTimeOriginal "+02:00".
Source:  CIPA DC-008 (Exif 2.32), sections 4.6.5 and 4.6.6.
"""

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any

from modugil.core.geo import LatLon
from modugil.places.roadview.photo import Camera, PhotoRefused

Tags = Mapping[int, Any]
MAKE, MODEL = 271, 272
_TAKEN, _OFFSET, _SUBSECOND = 36867, 36881, 37521
_FOCAL, _FOCAL_35 = 37386, 41989
_LAT_REF, _LAT, _LON_REF, _LON, _TIME, _HEADING, _DAY, _ACCURACY = 1, 2, 3, 4, 7, 17, 29, 31
_FILM_WIDTH_MM = 36.0
_LONGEST_OFFSET = timedelta(hours=15)
_EARLIEST = 1990
_AHEAD = timedelta(days=1)
NO_POSITION = "The file does not tell where the picture was taken (no GPS position in EXIF)."


def read_point(gps: Tags) -> LatLon:
    """Where it was taken. Errors: PhotoRefused."""
    lat, lon = (_degrees(gps.get(tag)) for tag in (_LAT, _LON))
    if lat is None or lon is None:
        raise PhotoRefused("no_position", NO_POSITION)
    south = _word(gps.get(_LAT_REF)).upper() == "S"
    west = _word(gps.get(_LON_REF)).upper() == "W"
    lat, lon = -lat if south else lat, -lon if west else lon
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise PhotoRefused(
            "position_impossible", "The GPS position that the file tells is not on the earth."
        )
    if abs(lat) < 1e-6 and abs(lon) < 1e-6:
        raise PhotoRefused(
            "position_impossible", "The file tells the position 0, 0, as cameras without a fix do."
        )
    return LatLon(lat, lon)


def read_taken(gps: Tags, exif: Tags, *, zone: tzinfo, now: datetime) -> tuple[datetime, str]:
    """When it was taken, and what had to be assumed ("" for nothing).

    A local time without an offset is moved to the time of the satellites where the file tells it,
    else it is taken as of `zone`.
    Errors:  PhotoRefused where no time is told, or one that cannot be.
    """
    local, satellite = _local_time(exif), _satellite_time(gps)
    offset, assumed = _offset(_word(exif.get(_OFFSET))), ""
    if local is None:
        if satellite is None:
            raise PhotoRefused(
                "no_time", "The file does not tell when the picture was taken (no time in EXIF)."
            )
        taken = satellite.astimezone(zone)
    elif offset is not None:
        taken = local.replace(tzinfo=timezone(offset))
    elif satellite is not None and _lag(local, satellite) is not None:
        taken = local.replace(tzinfo=timezone(_lag(local, satellite) or timedelta()))
    else:
        taken = local.replace(tzinfo=zone)
        assumed = "It tells no offset from UTC: its time was taken as that of the region."
    if taken.year < _EARLIEST or taken > now + _AHEAD:
        raise PhotoRefused(
            "time_impossible", f"The file says it was taken on {taken:%Y-%m-%d}, which cannot be."
        )
    return taken, assumed


def read_heading(gps: Tags) -> float | None:
    """Which way the camera looked, clockwise from north; None where that is not told."""
    value = _number(gps.get(_HEADING))
    return value % 360.0 if value is not None and 0 <= value <= 360 else None


def read_accuracy(gps: Tags) -> float | None:
    """How far the position may be off, in metres; None where that is not told."""
    value = _number(gps.get(_ACCURACY))
    return value if value is not None and 0 < value < 100_000 else None


def read_camera(main: Tags, exif: Tags) -> Camera:
    """What took it."""
    focal, film = _number(exif.get(_FOCAL)), _number(exif.get(_FOCAL_35))
    view = math.degrees(2 * math.atan(_FILM_WIDTH_MM / 2 / film)) if film and film > 1 else None
    return Camera(
        _word(main.get(MAKE))[:60],
        _word(main.get(MODEL))[:60],
        focal if focal and 0 < focal < 10_000 else None,
        round(view, 1) if view else None,
    )


def _word(value: Any) -> str:  # noqa: ANN401 - a tag holds whatever a camera wrote
    text = value.decode("ascii", "replace") if isinstance(value, bytes) else value
    if not isinstance(text, str):
        return ""
    return "".join(one for one in text if one.isprintable()).strip()


def _number(value: Any) -> float | None:  # noqa: ANN401
    try:
        number = float(value)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _numbers(value: Any) -> list[float]:  # noqa: ANN401
    if not isinstance(value, tuple | list) or len(value) != 3:
        return []
    numbers = [_number(one) for one in value]
    return [one for one in numbers if one is not None and one >= 0] if None not in numbers else []


def _degrees(value: Any) -> float | None:  # noqa: ANN401
    numbers = _numbers(value)
    if len(numbers) != 3:
        return None
    return numbers[0] + numbers[1] / 60 + numbers[2] / 3600


def _local_time(exif: Tags) -> datetime | None:
    text = _word(exif.get(_TAKEN))
    if re.fullmatch(r"\d{4}:\d\d:\d\d \d\d:\d\d:\d\d", text, re.ASCII) is None:
        return None
    part = _word(exif.get(_SUBSECOND))
    second = f".{part[:6]}" if part.isascii() and part.isdigit() else ""
    try:
        return datetime.fromisoformat(f"{text[:10].replace(':', '-')}T{text[11:]}{second}")  # noqa: DTZ007
    except ValueError:
        return None


def _satellite_time(gps: Tags) -> datetime | None:
    day, time = _word(gps.get(_DAY)), _numbers(gps.get(_TIME))
    if re.fullmatch(r"\d{4}:\d\d:\d\d", day, re.ASCII) is None or len(time) != 3:
        return None
    try:
        midnight = datetime.fromisoformat(f"{day.replace(':', '-')}T00:00:00+00:00")
    except ValueError:
        return None
    seconds = time[0] * 3600 + time[1] * 60 + time[2]
    return midnight + timedelta(seconds=seconds) if seconds < 86_401 else None


def _offset(text: str) -> timedelta | None:
    found = re.fullmatch(r"([+-])(\d\d):(\d\d)", text, re.ASCII)
    if found is None:
        return None
    size = timedelta(hours=int(found[2]), minutes=int(found[3]))
    if size > _LONGEST_OFFSET:
        return None
    return -size if found[1] == "-" else size


def _lag(local: datetime, satellite: datetime) -> timedelta | None:
    """The offset of the clock on the wall, to a quarter of an hour; None if it cannot be one."""
    seconds = (local.replace(tzinfo=UTC) - satellite).total_seconds()
    lag = timedelta(seconds=round(seconds / 900) * 900)
    return lag if abs(lag) <= _LONGEST_OFFSET else None
