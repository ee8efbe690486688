"""Fixes from lines of NMEA 0183: GGA and RMC of one instant make one fix.

    $GNRMC,061230.10,A,3329.97728,N,12631.87130,E,19.98,80.1,221126,,,R*62
    $GNGGA,061230.10,3329.97728,N,12631.87130,E,4,18,0.7,40.2,M,23.1,M,1.0,0017*63

GGA knows the quality and no date; RMC knows date, speed and heading. A GGA before midnight beside
an RMC after it belongs to the day before. Other sentences are passed over. Source: NMEA 0183.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from math import nan

from modugil.core.errors import FixUnreadable
from modugil.live.fix import Door, Fix, FixQuality
from modugil.live.formats.bounds import EARLIEST_MS, LATEST_MS, MOST_FIXES, told
from modugil.live.formats.nmea_sentence import (
    Sentence,
    parse_sentence,
    read_angle,
    read_number,
    read_time_of_day,
)

KNOT_MPS = 1852.0 / 3600.0
MOST_LINES = 8 * MOST_FIXES
_DAY_MS = 86_400_000
_QUALITY_OF_MODE = {
    "A": FixQuality.GPS,
    "D": FixQuality.DIFFERENTIAL,
    "E": FixQuality.DEAD_RECKONING,
    "F": FixQuality.RTK_FLOAT,
    "M": FixQuality.MANUAL,
    "N": FixQuality.INVALID,
    "P": FixQuality.PPS,
    "R": FixQuality.RTK_FIXED,
    "S": FixQuality.SIMULATOR,
}


@dataclass(frozen=True, slots=True)
class NmeaRead:
    """The fixes of some lines in time order, and how many lines were damaged."""

    fixes: list[Fix]
    damaged_lines: int


@dataclass(slots=True)
class _Epoch:
    """What the sentences of one instant tell so far."""

    day_ms: int
    date_ms: int | None = None
    lat: float | None = None
    lon: float | None = None
    quality: int | None = None
    mode: int | None = None
    speed_mps: float | None = None
    heading_deg: float | None = None


def read_nmea(
    text: str | bytes, *, vehicle: str, received_ms: int, door: Door = Door.MQTT
) -> NmeaRead:
    """The fixes that these lines tell.

    Unknown: without any RMC or ZDA the day is the one that brings the time nearest to its receipt.
             Damaged lines are counted and passed over, as long as there is one fix.
    Errors:  FixUnreadable with the first fault and its line, where there is no fix at all.
    """
    lines = _split(text)
    epochs: list[_Epoch] = []
    faults = []
    for number, line in enumerate(lines, start=1):
        try:
            _add(parse_sentence(line.strip()), epochs)
        except FixUnreadable as fault:
            faults.append(f"Line {number}: {fault.message}")
    if not epochs or len(epochs) > MOST_FIXES:
        told_fault = faults[0] if faults else f"There are {len(epochs)} positions in these lines."
        raise FixUnreadable(told_fault, allowed=f"Send 1 to {MOST_FIXES} pairs of GGA and RMC.")
    _date(epochs, received_ms)
    fixes = [_build(one, vehicle, received_ms, door) for one in epochs]
    return NmeaRead(sorted(fixes, key=lambda fix: fix.time_ms), len(faults))


def _split(text: str | bytes) -> list[str]:
    if isinstance(text, bytes | bytearray | memoryview):
        text = bytes(text).decode("ascii", "replace")
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise FixUnreadable(f"There are {len(lines)} lines.", allowed=f"Send at most {MOST_LINES}.")
    return lines


def _add(sentence: Sentence, epochs: list[_Epoch]) -> None:
    """Tell the epoch of the sentence what it says; one that is new begins where times differ."""
    if sentence.kind not in _READERS:
        return
    reader, least = _READERS[sentence.kind]
    if len(sentence.fields) < least:
        raise FixUnreadable(f"{sentence.kind} has {len(sentence.fields)} fields.")
    if not sentence.fields[0]:
        return  # a receiver that does not know the time yet
    told_epoch = reader(sentence.fields)
    if epochs and epochs[-1].day_ms == told_epoch.day_ms:
        _merge(epochs[-1], told_epoch)
    elif sentence.kind != "ZDA":
        epochs.append(told_epoch)
    elif epochs:
        _carry_date(epochs[-1], told_epoch)


def _read_gga(fields: list[str]) -> _Epoch:
    if fields[5] not in tuple("012345678"):
        raise FixUnreadable(f"GGA's quality is {fields[5][:5]!r}.", allowed="It may be 0 to 8.")
    return _Epoch(
        read_time_of_day(fields[0]),
        lat=read_angle(fields[1], fields[2], "NS"),
        lon=read_angle(fields[3], fields[4], "EW"),
        quality=int(fields[5]),
    )


def _read_rmc(fields: list[str]) -> _Epoch:
    if fields[1] not in ("A", "V"):
        raise FixUnreadable(f"RMC's status is {fields[1][:5]!r}.", allowed="It may be A or V.")
    mode = fields[11] if len(fields) > 11 else ""
    knots = read_number(fields[6], "speed")
    heading = read_number(fields[7], "course")
    valid = fields[1] == "A"
    return _Epoch(
        read_time_of_day(fields[0]),
        date_ms=_read_date(fields[8][:2], fields[8][2:4], f"20{fields[8][4:]}"),
        lat=read_angle(fields[2], fields[3], "NS"),
        lon=read_angle(fields[4], fields[5], "EW"),
        mode=_QUALITY_OF_MODE.get(mode) if valid else FixQuality.INVALID,
        speed_mps=None if knots is None or not valid else knots * KNOT_MPS,
        heading_deg=None if heading is None or not valid else heading % 360.0,
    )


def _read_zda(fields: list[str]) -> _Epoch:
    date_ms = _read_date(fields[1], fields[2], fields[3])
    return _Epoch(read_time_of_day(fields[0]), date_ms=date_ms)


@lru_cache(maxsize=64)
def _read_date(day: str, month: str, year: str) -> int:
    text = day + month + year
    if not (text.isascii() and text.isdigit() and len(text) == 8):
        raise FixUnreadable(f"The date is {text[:12]!r}.")
    try:
        return int(datetime(int(year), int(month), int(day), tzinfo=UTC).timestamp()) * 1000
    except ValueError as cause:
        raise FixUnreadable(f"There is no date {day}.{month}.{year}.") from cause


_READERS = {"GGA": (_read_gga, 9), "RMC": (_read_rmc, 9), "ZDA": (_read_zda, 4)}
"""Who reads each kind, and how many fields it needs."""


def _merge(epoch: _Epoch, other: _Epoch) -> None:
    for name in _Epoch.__slots__:
        if getattr(epoch, name) is None:
            setattr(epoch, name, getattr(other, name))


def _carry_date(epoch: _Epoch, other: _Epoch) -> None:
    """A date told for another instant, as long as this one has none."""
    if epoch.date_ms is None and other.date_ms is not None:
        near_ms = other.date_ms + other.day_ms
        epoch.date_ms = _nearest_day(epoch.day_ms, near_ms)


def _date(epochs: list[_Epoch], received_ms: int) -> None:
    """Each epoch has the day of its own RMC, else the one nearest to its dated neighbour."""
    near_ms = received_ms
    for epoch in epochs:
        if epoch.date_ms is not None:
            near_ms = epoch.date_ms + epoch.day_ms
            break
    for epoch in epochs:
        if epoch.date_ms is None:
            epoch.date_ms = _nearest_day(epoch.day_ms, near_ms)
        near_ms = epoch.date_ms + epoch.day_ms


def _nearest_day(day_ms: int, near_ms: int) -> int:
    """The midnight after which `day_ms` is at most twelve hours from the instant `near_ms`."""
    return round((near_ms - day_ms) / _DAY_MS) * _DAY_MS


def _build(epoch: _Epoch, vehicle: str, received_ms: int, door: Door) -> Fix:
    there = epoch.lat is not None and epoch.lon is not None
    time_ms = (epoch.date_ms or 0) + epoch.day_ms
    if not EARLIEST_MS <= time_ms <= LATEST_MS:
        raise FixUnreadable("The time of these lines is not of this century.")
    quality = epoch.quality if epoch.quality is not None else epoch.mode
    return Fix(
        vehicle=vehicle,
        time_ms=time_ms,
        lat=told(epoch.lat) if there else nan,
        lon=told(epoch.lon) if there else nan,
        received_ms=received_ms,
        door=door,
        heading_deg=told(epoch.heading_deg),
        speed_mps=told(epoch.speed_mps),
        quality=int(FixQuality.UNKNOWN if quality is None else quality),
    )
