"""`modugil eval arrivals`: without hindsight, numbers a program can read, clear when it cannot."""

import json
from dataclasses import replace

import numpy as np
import pytest

from modugil.cli.main import main
from modugil.core.time import get_zone
from modugil.live.evaluation.fill_gaps import Visits, fill_gaps
from modugil.live.evaluation.measure import measure
from modugil.live.evaluation.read_positions import add_positions
from modugil.live.evaluation.read_stop_events import read_stop_events
from modugil.live.evaluation.read_trace import read_trace
from modugil.live.evaluation.score import score, score_all

UTC = get_zone("UTC")
MIDNIGHT = 1_565_568_000
HEADER = (
    "trip_id,stop_sequence,event,route_id,start_time,vehicle_id,stop_id,"
    "first_poll_ts,first_time,first_delay,scheduled_time"
)
POSITIONS = "poll_header_ts,vehicle_id,timestamp,trip_id,lat,lon"


def silent(*_):
    """Nobody watches."""


def write_day(folder, *, trips=12, stops=10, change=None):
    """Trips every ten minutes that lose 35 s more on each leg than planned, a little at random."""
    chance = np.random.default_rng(7)
    rows, fixes = [HEADER], [POSITIONS]
    for trip in range(trips):
        start = MIDNIGHT + 8 * 3_600 + trip * 600
        lost = 0
        for stop in range(stops):
            planned = start + stop * 60
            lost += int(chance.integers(25, 46)) if stop else 0
            known = planned + lost + 20
            values = [f"T{trip:02}", stop + 1, "departure", "R", "08:00:00", "V", f"S{stop}-x"]
            values += [known, planned + lost, lost, planned]
            if change:
                values = change(values)
            rows.append(",".join(map(str, values)))
            fixes.append(f"{known},V,{planned + lost},T{trip:02},{-36.9 + stop / 100},174.7")
    events, positions = folder / "events.csv", folder / "positions.csv"
    events.write_text("\n".join(rows) + "\n")
    positions.write_text("\n".join(fixes) + "\n")
    return events, positions


def score_day(recording):
    """The numbers of every method on the whole recording."""
    samples = measure(recording, score_from_ms=0, report=silent)
    return {name: one.as_json() for name, one in score_all(samples).items()}


def command(events, positions, *more):
    return ["eval", "arrivals", "--stop-events", str(events), "--positions", str(positions), *more]


def test_json_tells_every_method_and_bucket(tmp_path, capsys):
    assert main(command(*write_day(tmp_path), "--json")) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told["methods"]) == {"modugil", "modugil_median", "timetable", "delay"}
    for method in told["methods"].values():
        assert set(method["transit"]) == {"overall", "0-3", "3-6", "6-10", "10-15"}
        assert 0.0 <= method["transit"]["overall"] <= 1.0
        assert 0.0 <= method["mbta"]["overall"] <= 1.0
        assert method["mean_abs_error_s"]["overall"] >= 0.0
        assert method["coverage"] == 1.0
    buckets = [
        told["methods"]["modugil"]["transit"][key] for key in ("0-3", "3-6", "6-10", "10-15")
    ]
    mean = sum(buckets) / 4
    assert told["methods"]["modugil"]["transit"]["overall"] == pytest.approx(mean)


def test_the_tables_name_every_method_on_the_narrowest_screen(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    assert main(command(*write_day(tmp_path))) == 0
    told = capsys.readouterr().out
    for name in (
        "modugil",
        "modugil_median",
        "timetable",
        "delay",
        "Transit",
        "10-15",
        "Cal-ITP",
        "RMSE",
    ):
        assert name in told


def test_what_is_learnt_makes_predictions_better_than_timetable_and_delay(tmp_path):
    events, _ = write_day(tmp_path, trips=30)
    told = score_day(read_stop_events(events, zone=UTC))
    assert told["modugil"]["transit"]["overall"] > 0.95
    assert told["modugil"]["transit"]["overall"] > told["delay"]["transit"]["overall"]
    assert told["delay"]["transit"]["overall"] > told["timetable"]["transit"]["overall"]
    assert told["modugil_median"]["mean_abs_error_s"]["overall"] < 40


def test_scoring_from_a_moment_keeps_what_was_learnt_before(tmp_path):
    events, _ = write_day(tmp_path)
    recording = read_stop_events(events, zone=UTC)
    from_ms = (MIDNIGHT + 9 * 3_600) * 1_000
    whole = measure(recording, score_from_ms=0, report=silent)
    late = measure(recording, score_from_ms=from_ms, report=silent)
    kept = whole.now_ms >= from_ms
    assert 0 < len(late) < len(whole)
    assert late.shown_ms.tolist() == whole.shown_ms[kept].tolist()


@pytest.mark.parametrize("hour", [8, 9])
def test_what_becomes_known_later_never_changes_what_was_said_before(tmp_path, hour):
    moment = MIDNIGHT + hour * 3_600 + 1_800

    def otherwise(values):
        known = values[7]
        if known < moment:
            return values
        chance = np.random.default_rng(known)
        slower = int(chance.integers(0, 400))
        return [*values[:7], known + slower, values[8] + slower, values[9] + slower, values[10]]

    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    said = []
    for folder, change in (("a", None), ("b", otherwise)):
        events, _ = write_day(tmp_path / folder, change=change)
        recording = read_stop_events(events, zone=UTC)
        everything = replace(recording, truth_ms=recording.truth_ms.copy())
        predictor_said = _say_all(everything, until_ms=moment * 1_000)
        said.append(predictor_said)
    assert said[0]
    assert said[0] == said[1]


def _say_all(recording, *, until_ms):
    """Everything that was said before that moment, of stops whether they were reached or not."""
    from modugil.live.evaluation.measure import build_predictor

    told = build_predictor(recording)
    said = []
    for now_ms, rows, progress in recording.replay(told, report=silent):
        if now_ms >= until_ms:
            break
        starts = np.full(len(rows), recording.day_start_ms, np.int64)
        expected = told.expect(progress, rows=rows, day_start_ms=starts, now_ms=now_ms)
        columns = (expected.position, expected.arrival_ms, expected.low_ms, expected.high_ms)
        said.append((now_ms, [column.tolist() for column in columns]))
    return said


def test_events_an_hour_off_their_time_are_left_out(tmp_path):
    def broken(values):
        return [*values[:9], 3_600, values[10]] if values[:2] == ["T03", 4] else values

    events, _ = write_day(tmp_path, change=broken)
    recording = read_stop_events(events, zone=UTC)
    assert len(recording.known_ms) == 119
    assert (recording.truth_ms == -1).sum() == 1  # the call is planned, since other trips tell it


def test_an_event_without_its_time_is_left_out_and_the_others_stay(tmp_path):
    def broken(values):
        return [*values[:8], "", *values[9:]] if values[:2] == ["T03", 4] else values

    events, _ = write_day(tmp_path, change=broken)
    assert len(read_stop_events(events, zone=UTC).known_ms) == 119


def test_rows_in_any_order_with_numbers_as_decimals_are_the_same_recording(tmp_path):
    def decimals(values):
        return [values[0], f"{values[1]}.0", *values[2:7], *(f"{one}.0" for one in values[7:])]

    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    events, positions = write_day(tmp_path / "a")
    others, mixed = write_day(tmp_path / "b", change=decimals)
    for file in (others, mixed):
        head, *rows = file.read_text().splitlines()
        np.random.default_rng(3).shuffle(rows)
        file.write_text("\n".join([head, *rows]) + "\n")
    first, second = (
        add_positions(read_stop_events(one, zone=UTC), two, stops=None)
        for one, two in ((events, positions), (others, mixed))
    )
    assert score_day(first) == score_day(second)


def test_a_call_that_one_trip_is_not_seen_at_is_known_from_the_others():
    told = Visits(
        trip=np.array([0, 0, 0, 1, 1]),
        sequence=np.array([1, 2, 3, 5, 7]),
        stop=np.array([10, 11, 12, 10, 12]),
        planned_s=np.array([0, 30, 120, 1_000, 1_100]),
        origin=np.arange(5),
    )
    filled = fill_gaps(told)
    assert filled.stop.tolist() == [10, 11, 12, 10, 11, 12]
    assert filled.sequence.tolist() == [1, 2, 3, 5, 6, 7]
    assert filled.planned_s.tolist() == [0, 30, 120, 1_000, 1_025, 1_100]
    assert filled.origin.tolist() == [0, 1, 2, 3, -1, 4]


def test_a_method_that_says_nothing_is_neither_accurate_nor_wrong(tmp_path):
    events, _ = write_day(tmp_path)
    samples = measure(read_stop_events(events, zone=UTC), score_from_ms=0, report=silent)
    silent_half = np.where(np.arange(len(samples)) % 2, samples.shown_ms, -(1 << 62))
    scored = score(samples, silent_half).as_json()
    assert scored["coverage"] == pytest.approx(0.5, abs=0.01)
    assert scored["transit"]["overall"] <= 0.51
    assert scored["mean_abs_error_s"]["overall"] < 200


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("events", "stop_id", "halt"), "lacks the column stop_id"),
        (("positions", "timestamp", "when"), "lacks the column timestamp"),
        (("events", "departure", "jump"), "unknown event 'jump'"),
        (("positions", ",T", ",X"), "no position of any trip"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_in_one_sentence(tmp_path, capsys, change, sentence):
    name, old, new = change
    files = dict(zip(("events", "positions"), write_day(tmp_path), strict=True))
    files[name].write_text(files[name].read_text().replace(old, new))
    assert main(command(files["events"], files["positions"])) == 2
    assert sentence in " ".join(capsys.readouterr().err.split())


def test_a_missing_file_is_told(tmp_path, capsys):
    _, positions = write_day(tmp_path)
    assert main(command(tmp_path / "nothing.csv", positions)) == 2
    assert "cannot be read" in " ".join(capsys.readouterr().err.split())


def test_a_time_zone_that_does_not_exist_is_told(tmp_path, capsys):
    assert main(command(*write_day(tmp_path), "--time-zone", "Mars/Olympus")) == 2
    assert "Mars/Olympus" in capsys.readouterr().err


def test_nothing_to_score_is_told(tmp_path, capsys):
    assert main(command(*write_day(tmp_path), "--score-from", "2030-01-01T00:00")) == 2
    assert "nothing to score" in " ".join(capsys.readouterr().err.split())


def test_one_morning_of_a_whole_city(shared_data, capsys):
    folder = shared_data / "auckland_morning"
    arguments = command(
        folder / "stop_events_observed.csv.gz",
        folder / "vehicle_positions_dedup.csv.gz",
        "--stops", str(folder / "stops.parquet"),
        "--time-zone", "Pacific/Auckland", "--score-from", "2019-08-13T09:00", "--json",
    )  # fmt: skip
    assert main(arguments) == 0
    methods = json.loads(capsys.readouterr().out)["methods"]
    assert methods["modugil"]["transit"]["overall"] > 0.91
    assert min(methods["modugil"]["transit"].values()) > 0.88
    assert methods["modugil_median"]["mean_abs_error_s"]["overall"] < 64
    assert 0.87 < methods["modugil"]["interval_coverage"] < 0.95
    assert methods["modugil"]["coverage"] > 0.999
    assert methods["delay"]["transit"]["overall"] < 0.6


def test_positions_with_their_timetable(shared_data):
    folder = shared_data / "wmata_buses"
    recording, zone = read_trace(
        folder / "vehicle_positions.csv.gz", gtfs=folder / "gtfs.zip", time_zone=None
    )
    assert zone == "America/New_York"
    told = score_day(recording)
    assert told["modugil"]["transit"]["overall"] > 0.82
    assert told["modugil"]["transit"]["overall"] > told["delay"]["transit"]["overall"] + 0.1
