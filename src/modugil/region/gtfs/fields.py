"""What the fields of a feed mean: texts to times, dates, numbers, choices and references."""

import math
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modugil.core.access import Access
from modugil.region.gtfs.tables import I32, Table

NO_TIME = -1
BLANK = -1
UNKNOWN = -2
_TIME = re.compile(r"(\d{1,3}):([0-5]\d):([0-5]\d)", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d{1,9}", re.ASCII)
_MOST = 1e9
"""No length, time or level is larger; beyond some 1e38 it would not fit its array."""
FIRST_DAY = date(1970, 1, 1).toordinal()
LAST_DAY = date(2149, 12, 31).toordinal()


@dataclass(frozen=True, slots=True)
class FieldKind:
    """How a text is read: by `parse`, which raises ValueError; an empty or bad one is `blank`."""

    parse: Callable[[str], Any]
    blank: Any
    dtype: type[np.generic]
    fault: str = "invalid_number"


def parse_time_s(text: str) -> int:
    """Seconds of the service date that a text such as 8:15:00 or 25:10:00 means."""
    found = _TIME.fullmatch(text)
    if found is None:
        raise ValueError(text)
    hours, minutes, seconds = found.groups()
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds)


def parse_day(text: str) -> int:
    """The proleptic ordinal of a date such as 20261123."""
    if len(text) != 8 or not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    day = date(int(text[:4]), int(text[4:6]), int(text[6:])).toordinal()
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(text)
    return day


def parse_whole(text: str) -> int:
    """A whole number."""
    if _WHOLE.fullmatch(text) is None:
        raise ValueError(text)
    return int(text)


def parse_real(text: str, *, low: float = -_MOST, high: float = _MOST) -> float:
    """A number within the limits."""
    number = float(text)
    if "_" in text or not low <= number <= high:  # Python alone reads 1_000 as a number
        raise ValueError(text)
    return number


def _at_least_zero(text: str) -> int:
    number = parse_whole(text)
    if number < 0:
        raise ValueError(text)
    return number


TIME = FieldKind(parse_time_s, NO_TIME, np.int32, "invalid_time")
DAY = FieldKind(parse_day, BLANK, np.int32, "invalid_date")
WHOLE = FieldKind(parse_whole, 0, np.int32)
COUNT = FieldKind(_at_least_zero, -1, np.int32)
REAL = FieldKind(parse_real, math.nan, np.float64)
MEASURE = FieldKind(lambda text: parse_real(text, low=0.0), math.nan, np.float64)
LATITUDE = FieldKind(
    lambda text: parse_real(text, low=-90, high=90), math.nan, np.float64, "invalid_position"
)
LONGITUDE = FieldKind(
    lambda text: parse_real(text, low=-180, high=180), math.nan, np.float64, "invalid_position"
)


def choice(allowed: Collection[int], *, blank: int) -> FieldKind:
    """A field that holds one of a few numbers."""

    def parse(text: str) -> int:
        number = parse_whole(text)
        if number not in allowed:
            raise ValueError(text)
        return number

    return FieldKind(parse, blank, np.int32, "invalid_choice")


ACCESS = choice([int(one) for one in Access], blank=int(Access.UNKNOWN))


def parse_column(
    table: Table, field: str, kind: FieldKind, *, needed: bool = False
) -> NDArray[Any]:
    """The values of one column; each bad one is a fault and read as empty.

    An empty text is a fault where the field is `needed`.
    """
    column = table.column(field)
    values = np.full(max(1, len(column.texts)), kind.blank, kind.dtype)
    bad: list[int] = []
    for code, text in enumerate(column.texts):
        if not text:
            bad += [code] if needed else []
            continue
        try:
            values[code] = kind.parse(text)
        except ValueError:
            bad.append(code)
    if bad:
        table.fault(kind.fault, np.flatnonzero(np.isin(column.codes, bad)), field=field)
    return values[column.codes]


def refer(
    table: Table,
    field: str,
    known: Mapping[str, int],
    *,
    fault: str,
    lost: Collection[str] = (),
    needed: bool = False,
) -> I32:
    """The rows that the ids of one column mean: BLANK where empty, UNKNOWN where there is none.

    An id in `lost` is UNKNOWN without a fault, as the row it means already has one; an empty id is
    a fault where it is `needed`.
    """
    column = table.column(field)
    rows = np.full(max(1, len(column.texts)), BLANK, np.int32)
    bad: list[int] = []
    for code, text in enumerate(column.texts):
        if text:
            rows[code] = known.get(text, UNKNOWN)
            if rows[code] == UNKNOWN and text not in lost:
                bad.append(code)
        elif needed:
            bad.append(code)
    if bad:
        table.fault(fault, np.flatnonzero(np.isin(column.codes, bad)), field=field)
    return rows[column.codes]


def unique_rows(table: Table, field: str) -> I32:
    """The rows whose id is there and new; the others are faults."""
    column = table.column(field)
    blank = column.is_blank()
    first = np.zeros(len(table), np.bool_)
    first[np.unique(column.codes, return_index=True)[1]] = True
    table.fault("id_missing", np.flatnonzero(blank), field=field)
    table.fault("id_twice", np.flatnonzero(~blank & ~first), field=field)
    return np.flatnonzero(first & ~blank).astype(np.int32)
