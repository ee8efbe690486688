"""What vehicles of all partitions were just seen to do, so that everybody's predictions learn."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Final

import msgspec
import numpy as np

from modugil.live.predictions.predictor import Predictor
from modugil.live.stop_events.stop_events import NO_EVENTS, StopEvents

_KINDS: Final = dict(
    zip(
        (one.name for one in fields(StopEvents)),
        ("i4", "i4", "i4", "i4", "u1", "i8", "i4", "i8"),
        strict=True,
    )
)


class SeenTold(msgspec.Struct, frozen=True, array_like=True):
    """The stop events of one tick; `vehicle` counts in `names`."""

    worker: str
    built: str
    names: list[str]
    columns: dict[str, bytes]


_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(SeenTold)


def encode_seen(
    events: StopEvents, *, vehicles: Mapping[str, int], worker: str, built: str
) -> bytes:
    """These events as bytes; `vehicles` gives the rows by name that `events` speaks of."""
    rows, places = np.unique(events.vehicle, return_inverse=True)
    name_of = {row: name for name, row in vehicles.items()}
    columns = {
        name: np.ascontiguousarray(getattr(events, name), kind).tobytes()
        for name, kind in _KINDS.items()
    }
    columns["vehicle"] = places.astype("i4").tobytes()
    return _ENCODER.encode(SeenTold(worker, built, [name_of[r] for r in rows.tolist()], columns))


def decode_seen(body: bytes, *, built: str, row_of: dict[str, int]) -> tuple[str, StopEvents]:
    """Which worker tells these events, and the events by the rows of `row_of`, which grows.

    Unknown: of those of another build of the region, or that cannot be read, there are none.
    """
    try:
        told = _DECODER.decode(body)
    except msgspec.DecodeError:
        return "", NO_EVENTS
    if told.built != built:
        return told.worker, NO_EVENTS
    columns = {name: np.frombuffer(told.columns[name], kind) for name, kind in _KINDS.items()}
    rows = [row_of.setdefault(name, len(row_of)) for name in told.names]
    columns["vehicle"] = np.array(rows, np.int32)[columns["vehicle"]]
    return told.worker, StopEvents(*columns.values())


class OthersSeen:
    """Learns from what the vehicles of other workers do; called by the thread that ticks."""

    def __init__(self, predictor: Predictor, *, worker: str, built: str) -> None:
        """`predictor` is that of all engines of this worker; what it tells itself is left out."""
        self._predictor = predictor
        self._worker = worker
        self._built = built
        self._row_of: dict[str, int] = {}
        self.events = 0
        """How many were learnt from."""

    def learn(self, body: bytes) -> None:
        """Take these events in.

        Unknown: those of another build of the region, or that cannot be read, teach nothing.
        """
        worker, events = decode_seen(body, built=self._built, row_of=self._row_of)
        if worker != self._worker:
            self._predictor.learn(events)
            self.events += len(events)
