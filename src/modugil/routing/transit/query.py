"""What is asked of a transit search."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from modugil.core.errors import BadInput
from modugil.routing.transit.boarding import BoardingRule
from modugil.routing.transit.boarding_numbers import Asked
from modugil.routing.transit.lanes import F32, I32

MAX_BOARDINGS = 8
"""The most boardings of a journey unless a query says otherwise."""
MOST_BOARDINGS_ALLOWED = 30
NO_LINK = -1


@dataclass(frozen=True, slots=True, eq=False)
class StopLabels:
    """Stops one can walk to from the journey's start, or from which one can walk to its end.

    Shapes:  n labels; a stop may be there several times (the quickest way and the verified way).
    Units:   seconds and metres of the walk; `unverified_m` is the part of it that is not verified.
             `link` is a row of the station links the walk ends (or begins) with, or NO_LINK.
    """

    stop: I32
    time_s: I32
    length_m: F32
    unverified_m: F32
    link: I32

    def __len__(self) -> int:
        """How many labels there are."""
        return len(self.stop)


def stop_labels(
    stop: Iterable[int] | I32,
    *,
    time_s: Iterable[float] | np.ndarray,
    length_m: Iterable[float] | np.ndarray | None = None,
    unverified_m: Iterable[float] | np.ndarray | None = None,
) -> StopLabels:
    """Labels from plain columns; seconds are rounded up, metres not given are 0."""
    stops = _column(stop, np.int32)
    zero = np.zeros(len(stops), np.float32)
    return StopLabels(
        stop=stops,
        time_s=np.ceil(_column(time_s, np.float64)).astype(np.int32),
        length_m=zero if length_m is None else _column(length_m, np.float32),
        unverified_m=zero if unverified_m is None else _column(unverified_m, np.float32),
        link=np.full(len(stops), NO_LINK, np.int32),
    )


def at_stop(stop: int) -> StopLabels:
    """One label: the journey starts or ends at the stop itself."""
    return stop_labels([stop], time_s=[0])


def _column(values: Iterable[float] | np.ndarray, kind: type) -> np.ndarray:
    rows = values if isinstance(values, np.ndarray) else list(values)
    return np.ascontiguousarray(rows, dtype=kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitQuery:
    """One question to the transit search.

    Units:   seconds since the start of the base day. `time_s` is the earliest departure, or with
             `arrive_by` the latest arrival. With a `window_s` above 0 every journey is wanted that
             departs from `time_s` to `time_s + window_s` (arrives from `time_s - window_s` to
             `time_s`) and that no other beats; else the best for `time_s` alone.
    Unknown: `rule` says what is done about boarding that is not known to be step-free. `limits` are
             what measures of platforms and vehicles are held against: without them, or with
             `flags_alone`, the flags decide, and with both the numbers are told all the same.
    """

    sources: StopLabels
    targets: StopLabels
    time_s: int
    arrive_by: bool = False
    window_s: int = 0
    max_boardings: int = MAX_BOARDINGS
    change_time_s: int = 0
    rule: BoardingRule = BoardingRule.ANY
    limits: Asked = ()
    flags_alone: bool = False

    @property
    def deciding_limits(self) -> Asked:
        """The limits that decide who may board where; none where the flags do."""
        return () if self.flags_alone else self.limits

    def __post_init__(self) -> None:
        """Refuse what cannot be meant.

        Errors:  BadInput naming the field and its range.
        """
        for name, low, high in _RANGES:
            if not low <= getattr(self, name) <= high:
                raise BadInput(
                    f"{name} is {getattr(self, name)}.", allowed=f"It may be from {low} to {high}."
                )


_RANGES = (
    ("window_s", 0, 86_400),
    ("max_boardings", 1, MOST_BOARDINGS_ALLOWED),
    ("change_time_s", 0, 3600),
)
