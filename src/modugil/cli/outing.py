"""`modugil outing`: a day out with chargers and toilets on the way, beside the day without."""

import argparse
import sys
from typing import Any

from modugil.answers.outings.question import MOST_VIA, STAY_WORDS, UNKNOWN, read_outing
from modugil.cli.needs_options import add_needs_options
from modugil.cli.regions import find_built
from modugil.core.clock import SystemClock
from modugil.core.errors import BadInput
from modugil.core.language import ALL_LANGUAGES
from modugil.routing.parse_needs import list_limits

VIA = ("PLACE", "MIN")
NUMBERS = {
    "range_km": "how far the battery goes when full; without it none is counted",
    "range_now_km": "what is left in it at the start, if it is not full",
    "reserve_km": "what is to be left at every moment, if not a tenth",
    "toilet_every_min": "the longest between two toilets; without it none is counted",
    "toilet_visit_min": "how long a visit takes, if not 10",
}


def add_command(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Add `outing` to the commands."""
    parser = commands.add_parser(
        "outing",
        help="plan a day through several places, with chargers and toilets on the way",
        description="Beside it stands the day without the limits, and what is broken in it. "
        "Places and times are written as for `plan`.",
    )
    parser.add_argument("region", metavar="REGION", help="a built folder, or its id under build/")
    parser.add_argument("--from", dest="start", metavar="PLACE", required=True, help="its start")
    via = "a place on the way and how long one stays; up to five times"
    parser.add_argument("--via", nargs="+", action="append", default=[], metavar=VIA, help=via)
    parser.add_argument("--to", dest="end", metavar="PLACE", required=True, help="its end")
    parser.add_argument("--at", default="", metavar="TIME", help="when to leave, if not now")
    for name, text in NUMBERS.items():
        flag = f"--{name.replace('_', '-')}"
        parser.add_argument(flag, dest=name, default="", metavar="NUMBER", help=text)
    parser.add_argument("--no-vehicles", action="store_true", help="go all the way on wheels")
    unknown = "count also what is not known to be usable, or open"
    parser.add_argument("--accept-unknown", action="store_true", help=unknown)
    parser.add_argument("--language", choices=ALL_LANGUAGES, default="en", help="of the sentences")
    parser.add_argument("--json", action="store_true", help="print JSON instead of sentences")
    add_needs_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Plan the day, and print both."""
    if len(options.via) > MOST_VIA or any(len(one) > len(VIA) for one in options.via):
        raise BadInput("--via is not understood.", allowed="It is --via PLACE MIN, up to 5 times.")
    words = {_word(name): str(getattr(options, name)) for name in (*NUMBERS, *list_limits())}
    words |= {word: "".join(one[1:]) for word, one in zip(STAY_WORDS, options.via, strict=False)}
    words |= {"needs": options.needs, "at": options.at, "unknown": UNKNOWN[options.accept_unknown]}
    words["onWheelsOnly"] = str(options.no_vehicles)
    via, language = tuple(one[0] for one in options.via), options.language
    question = read_outing(words, start=options.start, end=options.end, via=via, language=language)
    # the compiled search takes a second to load; `--help` and mistakes should not wait for it
    import msgspec

    from modugil.answers.open_planner import open_planner
    from modugil.answers.outings.outings import Outings
    from modugil.cli.show_outing import show_outing

    planner = open_planner(find_built(options.region))
    answer = Outings(planner).plan(question, now=SystemClock().now())
    if options.json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(answer), indent=1).decode() + "\n")
    else:
        show_outing(answer)
    return 0


def _word(name: str) -> str:
    """As a query writes it: `range_km` is `rangeKm` there."""
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))
