"""What a worker tells of one partition after each tick, as bytes.

Instants are milliseconds from the tick's, in 32 bits: 24 days to both sides. What runs have called
at and how they differ from the plan is told as the difference from the message before, or whole.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any, Final

import msgspec
import numpy as np

from modugil.conditions.conditions import TripChange, TripRun
from modugil.live.fix import Fix
from modugil.live.partition.columns import FleetColumns
from modugil.live.predictions.predictions import Predictions
from modugil.live.progress import Progress

WHOLE = -1
_KINDS: Final = dict(
    zip(
        (one.name for one in fields(Progress)),
        ("u1", "i4", "i4", "i4", "f4", "f4", "i4", "u1", "i8", "f4", "i8"),
        strict=True,
    )
)
_INSTANTS: Final = ("arrival_ms", "departure_ms", "low_ms", "high_ms", "likely_ms")
_COLUMNS: Final = {"row": "i4", "delay_s": "i4", "position": "i2", "support": "u1"}


class ChangeTold(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """How one run differs from the plan."""

    trip: int
    day: int
    delays_s: tuple[tuple[int, int], ...]
    cancelled: bool
    skipped: tuple[int, ...]
    wheelchair: int | None
    full: bool


class Counted(msgspec.Struct, frozen=True, array_like=True):
    """How following goes, counted since the partition was taken."""

    verdicts: dict[str, int] = {}
    stop_events: int = 0
    final_stop_events: int = 0
    tick_ms: float = 0.0
    failed_ticks: int = 0


class PartitionTold(msgspec.Struct, frozen=True, array_like=True):
    """One partition at one tick."""

    partition: int
    claim: int
    """Grows when another worker takes the partition."""
    number: int
    since: int
    """The number of the message that `called`, `changes` and `gone` go on from, or WHOLE."""
    as_of_ms: int
    built: str
    """Tells one build of the region from others, as rows are told."""
    fixes: list[Fix]
    progress: dict[str, bytes]
    predictions: dict[str, bytes]
    called: list[tuple[int, int, int]]
    """Trip, day and last position of runs."""
    changes: list[ChangeTold]
    gone: list[tuple[int, int]]
    """Trip and day of runs that are as planned again."""
    shown_ms: bytes
    """When the fixes that this tick made visible were measured."""
    counted: Counted


_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(PartitionTold)


def encode(told: PartitionTold) -> bytes:
    """The message as bytes."""
    return _ENCODER.encode(told)


def decode(body: bytes) -> PartitionTold:
    """The message of these bytes.

    Errors:  msgspec.DecodeError for those of another version.
    """
    return _DECODER.decode(body)


def pack_progress(progress: Progress) -> dict[str, bytes]:
    """The columns as bytes."""
    return {
        name: np.ascontiguousarray(getattr(progress, name), kind).tobytes()
        for name, kind in _KINDS.items()
    }


def pack_predictions(told: Predictions, *, as_of_ms: int) -> dict[str, bytes]:
    """The columns as bytes."""
    packed = {
        name: np.ascontiguousarray(getattr(told, name), kind).tobytes()
        for name, kind in _COLUMNS.items()
    }
    for name in _INSTANTS:
        since_ms = getattr(told, name) - as_of_ms
        packed[name] = np.clip(since_ms, -(1 << 31), (1 << 31) - 1).astype("i4").tobytes()
    packed["count"] = np.diff(told.start).astype("i4").tobytes()
    return packed


def unpack(told: PartitionTold) -> FleetColumns:
    """The columns that were told."""
    progress = {name: np.frombuffer(told.progress[name], kind) for name, kind in _KINDS.items()}
    columns: dict[str, Any] = {
        name: np.frombuffer(told.predictions[name], kind) for name, kind in _COLUMNS.items()
    }
    columns["position"] = columns["position"].astype(np.int32)
    for name in _INSTANTS:
        since_ms = np.frombuffer(told.predictions[name], "i4")
        columns[name] = since_ms.astype(np.int64) + told.as_of_ms
    counts = np.frombuffer(told.predictions["count"], "i4")
    start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return FleetColumns(told.fixes, Progress(**progress), Predictions(start=start, **columns))


def pack_changes(
    changes: Mapping[TripRun, TripChange], runs: Iterable[TripRun]
) -> list[ChangeTold]:
    """How these runs differ from the plan."""
    return [
        ChangeTold(
            run.trip,
            run.day.toordinal(),
            changes[run].delays_s,
            changes[run].cancelled,
            tuple(sorted(changes[run].skipped_positions)),
            changes[run].wheelchair,
            changes[run].full,
        )
        for run in runs
    ]


def unpack_change(told: ChangeTold) -> tuple[TripRun, TripChange]:
    """The run, and how it differs."""
    change = TripChange(
        told.cancelled, told.delays_s, frozenset(told.skipped), told.wheelchair, told.full
    )
    return TripRun(told.trip, date.fromordinal(told.day)), change
