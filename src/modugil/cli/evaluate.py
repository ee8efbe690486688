"""`modugil eval arrivals`: predictions measured against what buses really did."""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich import box
from rich.table import Table

from modugil.cli.terminal import open_console, show_progress
from modugil.core.errors import BadInput, RegionUnreadable
from modugil.core.time import get_zone, parse_instant

if TYPE_CHECKING:
    from modugil.live.evaluation.recording import Recording
    from modugil.live.evaluation.score import Score

BUCKETS = ("0-3", "3-6", "6-10", "10-15")


def add_command(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Add `eval` to the commands."""
    parser = commands.add_parser(
        "eval",
        help="measure predictions against recorded buses",
        description="Measures what the live rooms say against what really happened.",
    )
    kinds = parser.add_subparsers(title="what is measured", metavar="WHAT", required=True)
    arrivals = kinds.add_parser(
        "arrivals",
        help="arrival predictions, beside the timetable and timetable plus delay",
        description="Goes through a recording in the order in which it reached the server. At each "
        "newly known stop event every stop ahead within half an hour is predicted, and compared "
        "with what was observed. Buckets are minutes from the prediction to the actual arrival.",
    )
    _add_options(arrivals)
    arrivals.set_defaults(run=run)


def _add_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--positions", type=Path, required=True, metavar="FILE", help="recorded positions (CSV)")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument(
        "--stop-events", type=Path, metavar="FILE", help="observed stop events (CSV)"
    )
    source.add_argument(
        "--gtfs", type=Path, metavar="FILE", help="timetable and shapes (GTFS, zip)"
    )
    add("--stops", type=Path, metavar="FILE", help="places of the stops (Parquet or CSV)")
    add("--time-zone", metavar="TZ", help="IANA name (default: the timetable's, else UTC)")
    add(
        "--score-from",
        metavar="TIME",
        help="score predictions made from this moment on, having learnt from what came before: "
        "2026-11-23T12:00, local time, or Unix seconds",
    )
    add("--json", action="store_true", help="print numbers for a program instead of a table")


def run(options: argparse.Namespace) -> int:
    """Measure, and print the table or JSON."""
    from modugil.live.evaluation.measure import measure
    from modugil.live.evaluation.score import score_all

    with show_progress("Arrivals") as report:
        report("Reading", 0.0)
        recording, zone_name = read_recording(options)
        score_from_ms = _parse_score_from(options.score_from, zone_name)
        samples = measure(recording, score_from_ms=score_from_ms, report=report)
    if not len(samples):
        raise BadInput("There is nothing to score: no stop was reached after a prediction.")
    scores = score_all(samples)
    if options.json:
        told = {"samples": len(samples), "methods": {k: s.as_json() for k, s in scores.items()}}
        print(json.dumps(told, indent=2))  # noqa: T201 - for a program, not for a terminal
    else:
        console = open_console()
        console.print(build_accuracy_table(scores))
        console.print(build_error_table(scores))
        console.print(f"{len(samples):,} predictions of {len(recording.known_ms):,} events.")
    return 0


def read_recording(options: argparse.Namespace) -> "tuple[Recording, str]":
    """The recording that the options name, and its time zone.

    Errors:  BadInput for a file, a column or a time zone that is not there.
    """
    try:
        zone = get_zone(options.time_zone or "UTC")
    except RegionUnreadable as fault:
        raise BadInput(fault.message, allowed=fault.allowed) from fault
    if options.stop_events is not None:
        from modugil.live.evaluation.read_positions import add_positions
        from modugil.live.evaluation.read_stop_events import read_stop_events

        recording = read_stop_events(options.stop_events, zone=zone)
        return add_positions(recording, options.positions, stops=options.stops), zone.key
    from modugil.live.evaluation.read_trace import read_trace

    return read_trace(options.positions, gtfs=options.gtfs, time_zone=options.time_zone)


def _parse_score_from(text: str | None, zone_name: str) -> int:
    if text is None:
        return 0
    try:
        return round(float(text) * 1_000)
    except ValueError:
        return round(parse_instant(text, zone=get_zone(zone_name)).timestamp() * 1_000)


def build_accuracy_table(scores: "Mapping[str, Score]") -> Table:
    """One row a method: how many were accurate by bucket, and by the other yardsticks."""
    table = _open_table("Share accurate, %", "Transit", *BUCKETS, "MBTA", "Cal-ITP")
    for name, score in scores.items():
        shares = [score.transit[key] for key in ("overall", *BUCKETS)]
        shares += [score.mbta["overall"], score.cal_itp["overall"]]
        table.add_row(name, *map(_percent, shares))
    return table


def build_error_table(scores: "Mapping[str, Score]") -> Table:
    """One row a method: how far off in seconds, and how often anything was said."""
    headings = ("mean |e|", "median |e|", "median e", "RMSE", "interval %", "coverage %")
    table = _open_table("Errors up to 15 minutes ahead, s", *headings)
    for name, score in scores.items():
        errors = (
            score.mean_abs_error_s,
            score.median_abs_error_s,
            score.median_error_s,
            score.rmse_s,
        )
        shares = (score.interval_coverage, score.coverage)
        told = [_seconds(one["overall"]) for one in errors]
        table.add_row(name, *told, *map(_percent, shares))
    return table


def _open_table(title: str, *headings: str) -> Table:
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    table.add_column("method", no_wrap=True)
    for heading in headings:
        table.add_column(heading, justify="right")
    return table


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100.0 * share:.1f}"


def _seconds(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f}"
