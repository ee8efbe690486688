"""The fleet as it was: from history, step by step, in answers that are never too long."""

from datetime import timedelta

import pyarrow.parquet as pq
import pytest
from tests.live.history.rides import put
from tests.live.operations.days import Day, line

from modugil.core.errors import BadInput, CouldNotLook
from modugil.live.history.keeper import HistoryKeeper
from modugil.live.history.records import StopEventRecord
from modugil.live.history.settings import HistorySettings
from modugil.live.operations import play
from modugil.live.operations.playback import PlaybackQuestion
from modugil.live.stop_events.stop_events import EventKind
from modugil.store.journal import Journal


@pytest.fixture(scope="module")
def day(tmp_path_factory):
    """Two buses of two lines; the first names no trip, but was seen at stops."""
    folder = tmp_path_factory.mktemp("played")
    day = Day(line("08:00"), line("08:00", name="2"), folder=folder)
    world = day.world
    buses = [
        *world.drive("1-08:00", vehicle="0055/1", hint=type(world.drive("1-08:00")[0].hint)()),
        *world.drive("2-08:00", vehicle="0055/2"),
    ]
    events = [
        StopEventRecord(
            "0055/1", "1-08:00", "2026-11-23", at, "abcdef"[at], int(EventKind.PASSING),
            world.ms(f"08:0{2 * at}"), 500, world.ms(f"08:0{2 * at}"),
        )
        for at in range(5)
    ]  # fmt: skip
    journal = Journal(folder / "journal")
    keeper = HistoryKeeper(journal, folder / "history", HistorySettings(), pause=int)
    keeper.keep(day.at("07:50"))
    put(journal, [*sorted(buses, key=lambda one: one.received_ms), *events])
    keeper.keep(day.at("08:20"))
    journal.close()
    return day


def ask(day, start, end, **how):
    return PlaybackQuestion(day.at(start), day.at(end), **how)


def test_every_vehicle_stands_where_it_was_at_each_step(day):
    told = day.room.play(ask(day, "08:01", "08:03", step_s=30), now=day.now)
    assert (told.steps, told.points, told.next) == (4, 8, "")
    track = next(one for one in told.tracks if one.vehicle == "0055/2")
    assert track.steps == [0, 1, 2, 3]
    kept = {fix.time_ms: fix for fix in day.world.drive("2-08:00", vehicle="0055/2")}
    for step, lat, lon in zip(track.steps, track.lats, track.lons, strict=True):
        fix = kept[day.world.ms("08:01") + 30_000 * step]
        assert (lat, lon) == (pytest.approx(fix.lat, abs=2e-6), pytest.approx(fix.lon, abs=2e-6))
    assert track.ages_s == [0, 0, 0, 0]


def test_lines_come_from_what_was_seen_at_stops_and_else_from_the_terminal(day):
    told = day.room.play(ask(day, "08:01", "08:03"), now=day.now)
    assert {one.vehicle: one.line for one in told.tracks} == {"0055/1": "1", "0055/2": "2"}


def test_one_line_one_vehicle_or_one_box_alone(day):
    def vehicles(**how):
        told = day.room.play(ask(day, "08:01", "08:03", **how), now=day.now)
        return sorted({one.vehicle for one in told.tracks})

    assert vehicles(line="2") == ["0055/2"]
    assert vehicles(vehicle="0055/1") == ["0055/1"]
    assert vehicles(box=(33.0, 126.0, 34.0, 127.0)) == ["0055/1", "0055/2"]
    assert vehicles(box=(33.0, 120.0, 34.0, 121.0)) == []


def test_a_long_question_is_answered_in_parts_that_join(day, monkeypatch):
    whole = day.room.play(ask(day, "08:00", "08:10"), now=day.now)
    monkeypatch.setattr(play, "MOST_POINTS", 31)
    points, start_ms, answers = 0, None, 0
    while True:
        part = day.room.play(ask(day, "08:00", "08:10"), now=day.now, start_ms=start_ms)
        assert part.points <= 31
        points, answers = points + part.points, answers + 1
        if not part.next:
            break
        start_ms = int(part.next)
    assert (points, whole.next) == (whole.points, "")
    assert answers > 3
    assert part.end == day.at("08:10")


def test_a_bus_that_was_silent_is_shown_for_two_minutes_with_its_age(day):
    told = day.room.play(ask(day, "08:10:30", "08:15", step_s=30, line="2"), now=day.now)
    (track,) = told.tracks
    assert track.ages_s == [0, 0, 30, 60, 90, 120]


def test_an_answer_says_how_far_history_reaches(day):
    told = day.room.play(ask(day, "08:00", "08:01"), now=day.now)
    assert told.kept_from <= day.at("07:59")
    assert day.at("08:11") <= told.kept_until <= day.at("08:14")
    nothing = day.room.play(ask(day, "05:00", "05:01"), now=day.now)
    assert (nothing.tracks, nothing.points) == ([], 0)


def test_a_question_that_cannot_be_meant_is_refused(day):
    with pytest.raises(BadInput):
        ask(day, "08:01", "08:01")
    with pytest.raises(BadInput):
        PlaybackQuestion(day.at("08:00"), day.at("08:01") + timedelta(days=1))


def test_without_history_there_is_nothing_to_play():
    day = Day(line("08:00"))
    with pytest.raises(CouldNotLook):
        day.room.play(ask(day, "08:00", "08:01"), now=day.now)


def test_the_day_is_known_again_after_a_start(day):
    again = Day(
        line("08:00"), line("08:00", name="2"), start="08:20",
        folder=day.room._sources.folder.parent,
    )  # fmt: skip
    assert again.room.read_again(again.now) == 5
    told = again.room.show_adherence(now=again.now)
    assert (told.overall.observed, told.overall.on_time_share) == (5, 1.0)
    assert told.since == again.at("00:00")


def test_files_that_are_merged_while_they_are_read_are_read_again(day, monkeypatch):
    read, calls = pq.ParquetFile, []

    def vanish_once(path, **how):
        calls.append(path)
        if len(calls) == 1:
            raise FileNotFoundError(path)
        return read(path, **how)

    monkeypatch.setattr(pq, "ParquetFile", vanish_once)
    told = day.room.play(ask(day, "08:01", "08:03", step_s=30), now=day.now)
    assert told.points == 8


def test_a_damaged_file_is_not_told_as_an_empty_road(day, monkeypatch):
    def broken(path, **how):
        raise OSError("damaged")

    monkeypatch.setattr(pq, "ParquetFile", broken)
    with pytest.raises(CouldNotLook):
        day.room.play(ask(day, "08:01", "08:03"), now=day.now)
