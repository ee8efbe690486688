"""`modugil guide`: the packet from which a device guides by itself, as a file."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modugil.cli.needs_options import add_needs_options, read_needs_options
from modugil.cli.regions import find_built
from modugil.core.clock import SystemClock
from modugil.core.errors import BadInput, CouldNotKeep
from modugil.core.language import ALL_LANGUAGES

if TYPE_CHECKING:
    from modugil.answers.guidance.question import GuidanceQuestion


def add_command(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Add `guide` to the commands."""
    parser = commands.add_parser(
        "guide",
        help="write all that a device needs to guide along a journey or a course",
        description="One packet of JSON: the way, every street within 300 m of it with what it "
        "costs these needs, landmarks and toilets. Places and times are written as for `plan`.",
    )
    parser.add_argument("region", metavar="REGION", help="a built folder, or its id under build/")
    parser.add_argument("--from", dest="start", metavar="PLACE", help="where it begins")
    parser.add_argument("--to", dest="end", metavar="PLACE", help="where it ends")
    parser.add_argument("--at", metavar="TIME", help="when to leave, or with --arrive-by to arrive")
    parser.add_argument(
        "--arrive-by", action="store_true", help="arrive at that time at the latest"
    )
    parser.add_argument(
        "--journey", type=int, default=1, metavar="N", help="the Nth journey that `plan` tells"
    )
    parser.add_argument("--course", metavar="ID", help="a measured course instead of --from, --to")
    parser.add_argument("--language", choices=ALL_LANGUAGES, default="en", help="of names")
    parser.add_argument("--out", type=Path, metavar="JSON", help="the file; else it is printed")
    add_needs_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Build the packet, and print or write it."""
    if bool(options.course) == bool(options.start or options.end):
        raise BadInput("Guidance needs --from and --to, or --course.", allowed="Not both.")
    if not options.course and not (options.start and options.end):
        raise BadInput("Guidance needs both --from and --to.", allowed="Or --course.")
    # the compiled search takes a second to load; `--help` and mistakes should not wait for it
    import msgspec

    from modugil.answers.guidance.guide import open_guide
    from modugil.answers.open_planner import open_planner

    question = _read_question(options)
    guide = open_guide(open_planner(find_built(options.region)))
    _write(msgspec.json.encode(guide(question, now=SystemClock().now())), options.out)
    return 0


def _read_question(options: argparse.Namespace) -> "GuidanceQuestion":
    from modugil.answers.guidance.question import CourseGuidance, TripGuidance
    from modugil.answers.trips.question import TripQuestion

    needs, language = read_needs_options(options), options.language
    if options.course:
        return CourseGuidance(course=options.course, needs=needs, language=language)
    trip = TripQuestion(
        start=options.start,
        end=options.end,
        at=options.at,
        arrive_by=options.arrive_by,
        needs=needs,
        language=language,
        explain=False,
    )
    return TripGuidance(trip, options.journey)


def _write(packet: bytes, out: Path | None) -> None:
    if out is None:
        sys.stdout.write(packet.decode() + "\n")
        return
    try:
        out.write_bytes(packet)
    except OSError as fault:
        raise CouldNotKeep(f"{out} cannot be written: {fault.strerror}.") from fault
    sys.stdout.write(f"{out}: {len(packet):,} bytes\n")
