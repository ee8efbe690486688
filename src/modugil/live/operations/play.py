"""A part of the past as tracks, in answers that are never too long."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import numpy as np

from modugil.live.operations.look import as_instant, as_ms, known
from modugil.live.operations.network import SIDES, ServiceNetwork
from modugil.live.operations.playback import (
    MOST_POINTS,
    MOST_READ_S,
    PlaybackQuestion,
    Stepped,
    read_steps,
)
from modugil.live.operations.read_history import find_span, read_again_if_merged
from modugil.live.operations.told.playback import PlaybackAnswer, Track


def play(
    network: ServiceNetwork, folder: Path, question: PlaybackQuestion, *, now: datetime
) -> PlaybackAnswer:
    """The tracks from the start of the question, as far as one answer goes.

    Errors:  CouldNotLook if history cannot be read.
    """
    length_ms = as_ms(question.end) - as_ms(question.start)
    wanted = -(-length_ms // (1000 * question.step_s))
    steps = min(wanted, max(1, MOST_READ_S // question.step_s))
    lines = Lines(network)
    tracks = [
        track
        for one in read_again_if_merged(partial(read_steps, folder, question, steps=steps))
        for track in _split_by_trip(one, lines)
        if question.line in ("", track.line, track.line_id)
    ]
    steps = _fit(tracks, steps)
    tracks = [cut for track in tracks for cut in _cut(track, steps)]
    end = min(question.end, question.start + timedelta(seconds=steps * question.step_s))
    span = read_again_if_merged(partial(find_span, folder))
    return PlaybackAnswer(
        as_of=now,
        start=question.start,
        end=end,
        step_s=question.step_s,
        steps=steps,
        tracks=tracks,
        points=sum(len(track.steps) for track in tracks),
        kept_from=as_instant(span[0]) if span else None,
        kept_until=as_instant(span[1]) if span else None,
        next=str(as_ms(end)) if steps < wanted else "",
    )


def go_on(question: PlaybackQuestion, start_ms: int) -> PlaybackQuestion:
    """The same question from where the answer before it ended."""
    return replace(question, start=as_instant(start_ms))


class Lines:
    """The line of a trip by the trip's id, which is what history keeps."""

    def __init__(self, network: ServiceNetwork) -> None:
        """Ask the timetable on first use only."""
        self._network = network
        self._row_of: dict[str, int] | None = None

    def find(self, trip_id: str) -> tuple[str, str]:
        """The line's id and what is written on the bus; empty for a trip that is not known."""
        if not trip_id:
            return "", ""
        if self._row_of is None:
            self._row_of = {name: row for row, name in enumerate(self._network.timetable.trips.id)}
        row = self._row_of.get(trip_id)
        return ("", "") if row is None else self._network.name_line(_line(self._network, row))


def _line(network: ServiceNetwork, trip: int) -> int:
    return int(network.group[trip]) // SIDES


def _split_by_trip(one: Stepped, lines: Lines) -> Iterator[Track]:
    """A track for each trip that the vehicle drove, one after the other."""
    names = np.array(one.trip_id, np.str_)
    edges = [0, *(np.flatnonzero(names[1:] != names[:-1]) + 1).tolist(), len(names)]
    for first, end in zip(edges[:-1], edges[1:], strict=True):
        line_id, line = lines.find(one.trip_id[first])
        yield Track(
            vehicle=one.vehicle,
            line_id=line_id,
            line=line,
            trip_id=one.trip_id[first],
            steps=one.step[first:end].tolist(),
            lats=np.round(one.lat[first:end], 6).tolist(),
            lons=np.round(one.lon[first:end], 6).tolist(),
            speeds_mps=[known(speed) for speed in one.speed_mps[first:end].tolist()],
            ages_s=one.age_s[first:end].tolist(),
        )


def _fit(tracks: list[Track], steps: int) -> int:
    """How many steps one answer has room for, one at least."""
    counts = np.zeros(steps + 1, np.int64)
    for track in tracks:
        np.add.at(counts, np.array(track.steps) + 1, 1)
    room = int(np.searchsorted(np.cumsum(counts), MOST_POINTS, side="right")) - 1
    return max(1, min(steps, room))


def _cut(track: Track, steps: int) -> Iterator[Track]:
    """The track's part before that step, if it has one."""
    count = int(np.searchsorted(np.array(track.steps), steps))
    if count:
        yield Track(
            vehicle=track.vehicle,
            line_id=track.line_id,
            line=track.line,
            trip_id=track.trip_id,
            steps=track.steps[:count],
            lats=track.lats[:count],
            lons=track.lons[:count],
            speeds_mps=track.speeds_mps[:count],
            ages_s=track.ages_s[:count],
        )
