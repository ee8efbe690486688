"""`modugil plan`: a journey for one question, or for every pair of a file."""

import argparse
import sys
from pathlib import Path
from typing import Any

from modugil.cli.needs_options import add_needs_options, read_needs_options
from modugil.cli.regions import find_built
from modugil.core.clock import SystemClock
from modugil.core.errors import BadInput
from modugil.core.language import ALL_LANGUAGES

LONGEST_WINDOW_MIN = 240


def add_command(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Add `plan` to the commands."""
    parser = commands.add_parser(
        "plan",
        help="plan a journey, or one for every pair of a file",
        description="A place is LAT,LON, stop:ID (the feed's own id), stop:FEED:ID where feeds "
        "clash, or place:ID. A time is like 2026-11-23T08:00, local unless it has an offset; "
        "without one, now.",
    )
    parser.add_argument("region", metavar="REGION", help="a built folder, or its id under build/")
    parser.add_argument("--from", dest="start", metavar="PLACE", help="where it begins")
    parser.add_argument("--to", dest="end", metavar="PLACE", help="where it ends")
    parser.add_argument("--at", metavar="TIME", help="when to leave, or with --arrive-by to arrive")
    parser.add_argument(
        "--arrive-by", action="store_true", help="arrive at that time at the latest"
    )
    parser.add_argument(
        "--window", type=int, default=0, metavar="MINUTES", help="all departures within so long"
    )
    parser.add_argument("--language", choices=ALL_LANGUAGES, default="en", help="of the itinerary")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument(
        "--pairs", type=Path, metavar="CSV", help="plan every pair of a file with columns from,to"
    )
    parser.add_argument(
        "--out", type=Path, metavar="CSV", help="where the result of --pairs is written"
    )
    add_needs_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Plan, and print or write what was found."""
    _check(options)
    # the compiled search takes a second to load; `--help` and mistakes should not wait for it
    from modugil.answers.open_planner import open_planner
    from modugil.answers.trips.question import TripQuestion
    from modugil.cli.pairs import plan_pairs
    from modugil.cli.show_trip import show_trip

    question = TripQuestion(
        start=options.start or "",
        end=options.end or "",
        at=options.at,
        arrive_by=options.arrive_by,
        needs=read_needs_options(options),
        language=options.language,
        window_s=options.window * 60,
    )
    planner = open_planner(find_built(options.region))
    now = SystemClock().now()
    if options.pairs is not None:
        return plan_pairs(planner, question, pairs=options.pairs, out=options.out, now=now)
    answer = planner.plan(question, now=now)
    if options.json:
        import msgspec

        sys.stdout.write(msgspec.json.format(msgspec.json.encode(answer), indent=1).decode() + "\n")
    else:
        show_trip(answer)
    return 0


def _check(options: argparse.Namespace) -> None:
    if not 0 <= options.window <= LONGEST_WINDOW_MIN:
        raise BadInput(
            f"--window is {options.window}.", allowed=f"It may be from 0 to {LONGEST_WINDOW_MIN}."
        )
    if options.pairs is not None:
        if options.start or options.end:
            raise BadInput("--pairs takes its places from the file.", allowed="Leave --from, --to.")
        if options.out is None:
            raise BadInput("--pairs needs a file to write to.", allowed="Add --out result.csv.")
        if options.json:
            raise BadInput("--pairs writes CSV.", allowed="Leave --json.")
    elif not (options.start and options.end):
        raise BadInput("A plan needs --from and --to.", allowed="Or --pairs and --out.")
    elif options.out is not None:
        raise BadInput("--out belongs to --pairs.", allowed="Leave it, or add --pairs.")
