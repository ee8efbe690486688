"""The counts of arrivals judged, as shares."""

from datetime import datetime
from typing import Any

import numpy as np

from modugil.live.evaluation.yardsticks import MBTA_BUCKETS, TRANSIT_BUCKETS
from modugil.live.operations.accuracy import (
    ABSOLUTE,
    CAL_ITP,
    ERRORS,
    F64,
    INSIDE,
    MBTA,
    RIGHT,
    SAMPLES,
    SEEN,
    SQUARES,
    TRANSIT,
    Counts,
)
from modugil.live.operations.look import as_instant
from modugil.live.operations.network import ServiceNetwork
from modugil.live.operations.told.accuracy import (
    Accuracy,
    AccuracyAnswer,
    BucketShare,
    LineAccuracy,
    Yardstick,
)
from modugil.live.progress import I64

CAL_ITP_BUCKETS = (*TRANSIT_BUCKETS, "15-30")
YARDSTICKS = (
    ("transit", TRANSIT, TRANSIT_BUCKETS),
    ("mbta", MBTA, MBTA_BUCKETS),
    ("cal_itp", CAL_ITP, CAL_ITP_BUCKETS),
)


def tell_accuracy(
    network: ServiceNetwork,
    counts: Counts,
    *,
    window: str,
    since_ms: int,
    waiting: int,
    now: datetime,
) -> AccuracyAnswer:
    """Everything of one window, all lines together and each alone."""
    lines = []
    for line in np.flatnonzero(counts.errors[:, SAMPLES]).tolist():
        line_id, name = network.name_line(line)
        measured = _measure(counts.buckets[line], counts.errors[line])
        lines.append(LineAccuracy(line_id=line_id, line=name, **measured))
    return AccuracyAnswer(
        as_of=now,
        window=window,
        since=as_instant(since_ms),
        overall=Accuracy(**_measure(counts.buckets.sum(axis=0), counts.errors.sum(axis=0))),
        lines=sorted(lines, key=lambda one: (one.line, one.line_id)),
        waiting=waiting,
        unmatched=counts.unmatched,
    )


def _measure(buckets: I64, errors: F64) -> dict[str, Any]:
    samples = int(errors[SAMPLES])
    mean_s, absolute_s, square, inside = (
        float(errors[at]) / samples if samples else None
        for at in (ERRORS, ABSOLUTE, SQUARES, INSIDE)
    )
    return {
        "samples": samples,
        "yardsticks": [
            _tell(name, names, buckets[first : first + len(names)])
            for name, first, names in YARDSTICKS
        ],
        "mean_error_s": mean_s,
        "mean_abs_error_s": absolute_s,
        "rmse_s": None if square is None else float(np.sqrt(square)),
        "inside_share": inside,
    }


def _tell(name: str, names: tuple[str, ...], counts: I64) -> Yardstick:
    seen, right = counts[:, SEEN].tolist(), counts[:, RIGHT].tolist()
    shares = [one / of if of else None for one, of in zip(right, seen, strict=True)]
    known = [share for share in shares if share is not None]
    overall = sum(right) / sum(seen) if sum(seen) else None
    if name == "transit":
        overall = sum(known) / len(known) if known else None
    return Yardstick(
        name=name,
        overall=overall,
        samples=sum(seen),
        buckets=[
            BucketShare(minutes=minutes, share=share, samples=count)
            for minutes, share, count in zip(names, shares, seen, strict=True)
        ],
    )
