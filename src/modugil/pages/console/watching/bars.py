"""Bars for shares by horizon, as numbers that a template draws; a table says the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from modugil.live.operations.told.accuracy import Yardstick

HIGH, WIDE, STEP = 100, 46, 64


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: where it stands, how high it is, and what is written at it."""

    x: int
    y: int
    height: int
    label: str
    told: str


@dataclass(frozen=True, slots=True)
class Bars:
    """All bars of one yardstick."""

    bars: Sequence[Bar]
    width: int
    height: int = HIGH
    bar_width: int = WIDE


def draw_bars(yardstick: Yardstick) -> Bars:
    """A bar for each bucket of the horizon; one without a sample has no height."""
    bars = []
    for at, bucket in enumerate(yardstick.buckets):
        height = 0 if bucket.share is None else round(bucket.share * HIGH)
        told = "" if bucket.share is None else f"{bucket.share:.0%}"
        bars.append(Bar(at * STEP + 9, HIGH - height, height, bucket.minutes, told))
    return Bars(bars, width=max(1, len(bars)) * STEP)
