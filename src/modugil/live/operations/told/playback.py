"""Where the fleet was, step by step, from what is kept."""

from datetime import datetime

import msgspec

from modugil.live.operations.told.head import Answer


class Track(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One vehicle on one line (or none), as columns; a step without a position is left out."""

    vehicle: str
    line_id: str
    line: str
    trip_id: str
    steps: list[int]
    """Which steps: the k-th is at `start` + k * `step_s`."""
    lats: list[float]
    lons: list[float]
    speeds_mps: list[float | None]
    ages_s: list[int]
    """How old the position was at that step."""


class PlaybackAnswer(Answer, frozen=True, kw_only=True):
    """From `start` to before `end`, which may be sooner than asked for: go on with `next`."""

    start: datetime
    end: datetime
    step_s: int
    steps: int
    tracks: list[Track]
    points: int
    kept_from: datetime | None
    """The first instant of which anything is kept."""
    kept_until: datetime | None
    """Where it ends for now: the newest minutes are not history yet."""
    next: str = ""
    """Give this as `next` for what follows; empty at the end."""
