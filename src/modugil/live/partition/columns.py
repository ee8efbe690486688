"""What is known of a partition's vehicles at one tick, as columns without rows nobody asks for."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from modugil.live.fix import Fix
from modugil.live.predictions.predictions import NO_PREDICTIONS, Predictions
from modugil.live.progress import I64, Progress
from modugil.live.tracking.tick_snapshot import TickSnapshot

OF_VEHICLES = ("row", "delay_s")


@dataclass(frozen=True, slots=True, eq=False)
class FleetColumns:
    """The vehicles heard of lately; rows are counted anew from 0."""

    newest: Sequence[Fix]
    progress: Progress
    predictions: Predictions


def pick_shown(snapshot: TickSnapshot) -> FleetColumns:
    """What the snapshot says of the vehicles it shows."""
    shown = np.asarray(snapshot.shown, np.int64)
    row_of = np.full(len(snapshot.progress.trip), -1, np.int32)
    row_of[shown] = np.arange(len(shown), dtype=np.int32)
    told = snapshot.predictions
    rows = row_of[told.row]
    return FleetColumns(
        [snapshot.newest[row] for row in shown.tolist()],
        Progress(*(getattr(snapshot.progress, one.name)[shown] for one in fields(Progress))),
        _pick(told._replace(row=rows), np.flatnonzero(rows >= 0)),
    )


def _pick(told: Predictions, vehicles: np.ndarray) -> Predictions:
    """The predictions of these of its vehicles, in this order."""
    counts = np.diff(told.start)[vehicles]
    start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    places = np.repeat(told.start[:-1][vehicles] - start[:-1], counts) + np.arange(start[-1])
    picked = {
        name: column[vehicles] if name in OF_VEHICLES else column[places]
        for name, column in told._asdict().items()
        if name != "start"
    }
    return Predictions(start=start, **picked)


def join_columns(parts: Sequence[FleetColumns]) -> FleetColumns:
    """The vehicles of all parts, one part after the other."""
    if not parts:
        return FleetColumns([], empty_progress(), NO_PREDICTIONS)
    first_rows = np.cumsum([0, *(len(part.newest) for part in parts)])
    told = [part.predictions for part in parts]
    joined = {
        name: np.concatenate([getattr(one, name) for one in told])
        for name in Predictions._fields
        if name not in ("row", "start")
    }
    rows = [one.row + np.int32(at) for one, at in zip(told, first_rows[:-1], strict=True)]
    return FleetColumns(
        [fix for part in parts for fix in part.newest],
        Progress(
            *(
                np.concatenate([getattr(part.progress, one.name) for part in parts])
                for one in fields(Progress)
            )
        ),
        Predictions(row=np.concatenate(rows), start=_join_starts(told), **joined),
    )


def _join_starts(told: Sequence[Predictions]) -> I64:
    counts = np.concatenate([np.diff(one.start) for one in told])
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


def empty_progress() -> Progress:
    """Of no vehicle."""
    kinds = ("u1", "i4", "i4", "i4", "f4", "f4", "i4", "u1", "i8", "f4", "i8")
    return Progress(*(np.empty(0, kind) for kind in kinds))
