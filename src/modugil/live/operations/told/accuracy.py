"""How right the predicted arrivals were, by the three public yardsticks. Anyone may see it."""

from datetime import datetime

import msgspec

from modugil.live.operations.told.head import Answer


class BucketShare(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One bucket of the horizon."""

    minutes: str
    """From and to, in minutes ahead: `3-6`."""
    share: float | None
    """Of the samples, how many were right; null without one."""
    samples: int


class Yardstick(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One yardstick: `transit`, `mbta` or `cal_itp`."""

    name: str
    overall: float | None
    """transit: the plain mean of its buckets; the others: of all samples."""
    samples: int
    buckets: list[BucketShare]


class Accuracy(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """All three, and the errors (actual minus predicted; below 0 the bus came earlier)."""

    samples: int
    yardsticks: list[Yardstick]
    mean_error_s: float | None
    mean_abs_error_s: float | None
    rmse_s: float | None
    inside_share: float | None
    """How often the bus came within the interval told; nine of ten is what it claims."""


class LineAccuracy(Accuracy, frozen=True, kw_only=True):
    """The same of one line."""

    line_id: str
    line: str


class AccuracyAnswer(Answer, frozen=True, kw_only=True):
    """Predictions sampled each minute and judged when the stop event was final."""

    window: str
    """hour or today."""
    since: datetime
    overall: Accuracy
    lines: list[LineAccuracy]
    waiting: int
    """Samples whose bus has not come yet."""
    unmatched: int
    """Samples of the window whose bus was never seen to come."""
