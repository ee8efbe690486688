"""`modugil find`: places by name, needs, nearness, facts, and whether they are open."""

import argparse
import sys
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, cast

from modugil.cli.regions import find_built
from modugil.core.clock import SystemClock
from modugil.core.errors import BadInput
from modugil.core.geo import LatLon
from modugil.core.language import ALL_LANGUAGES
from modugil.core.time import parse_instant
from modugil.places.vocabulary import CATEGORIES, FACTS, KINDS

if TYPE_CHECKING:
    from modugil.answers.finding.place_question import PlaceQuestion

MOST_PLACES = 500


def add_command(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Add `find` to the commands."""
    parser = commands.add_parser(
        "find",
        help="find places by name, by what a person needs, and by where one is",
        description="What is known not to meet a need, or to be closed, is left out; what is not "
        "known comes last and says so. Lists are written with commas between.",
    )
    parser.add_argument("region", metavar="REGION", help="a built folder, or its id under build/")
    parser.add_argument(
        "text", metavar="TEXT", nargs="?", default="", help="a part of a name, or ㅅㅅㅇㅊㅂ"
    )
    parser.add_argument("--kinds", default="", metavar="LIST", help=", ".join(KINDS))
    parser.add_argument("--category", default="", metavar="LIST", help=", ".join(CATEGORIES))
    parser.add_argument(
        "--needs", default="", metavar="LIST", help="wheelchair, sight, hearing, infants, older"
    )
    parser.add_argument("--confirmed", action="store_true", help="only what is known")
    parser.add_argument("--open", action="store_true", help="only what is not closed")
    parser.add_argument("--at", metavar="TIME", help="when it should be open, if not now")
    parser.add_argument("--near", metavar="LAT,LON", help="the nearer first")
    parser.add_argument("--radius", type=int, metavar="METRES", help="at most so far from --near")
    parser.add_argument("--has", default="", metavar="LIST", help="facts, as emergency_bell")
    parser.add_argument("--limit", type=int, default=20, help="how many at most (20)")
    parser.add_argument(
        "--language", choices=ALL_LANGUAGES, default="en", help="of names and facts"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Find, and print what was found."""
    question = _read_question(options)
    from modugil.answers.finding.find_among import open_place_finder
    from modugil.answers.open_planner import open_planner
    from modugil.cli.show_found import show_found

    planner = open_planner(find_built(options.region))
    zone = planner.region.zone
    now = parse_instant(options.at, zone=zone) if options.at else SystemClock().now()
    found = open_place_finder(planner.catalogue, region=planner.region).find(question, now=now)
    if options.json:
        import msgspec

        sys.stdout.write(msgspec.json.format(msgspec.json.encode(found), indent=1).decode() + "\n")
    else:
        show_found(found, needs=sorted(question.needs))
    return 0


def _read_question(options: argparse.Namespace) -> "PlaceQuestion":
    from modugil.answers.finding.place_question import PlaceQuestion
    from modugil.places.finding.needs import NEED_WORDS, NeedWord

    if options.radius is not None and not options.near:
        raise BadInput("--radius needs --near.", allowed="Give both, the radius in whole metres.")
    if options.radius is not None and options.radius < 1:
        raise BadInput(f"--radius is {options.radius}.", allowed="It may be 1 or more metres.")
    if not 1 <= options.limit <= MOST_PLACES:
        raise BadInput(
            f"--limit is {options.limit}.", allowed=f"It may be from 1 to {MOST_PLACES}."
        )
    needs = cast("tuple[NeedWord]", _read_list(options, "needs", NEED_WORDS))
    return PlaceQuestion(
        text=options.text,
        kinds=_read_list(options, "kinds", KINDS),
        categories=_read_list(options, "category", CATEGORIES),
        needs=frozenset(needs),
        confirmed=options.confirmed,
        open_now=options.open,
        near=_read_point(options.near) if options.near else None,
        radius_m=options.radius,
        has=frozenset(_read_list(options, "has", FACTS)),
        limit=options.limit,
        language=options.language,
    )


def _read_list(options: argparse.Namespace, name: str, choices: Collection[str]) -> tuple[str, ...]:
    given = [one.strip() for one in getattr(options, name).split(",") if one.strip()]
    for one in given:
        if one not in choices:
            raise BadInput(
                f"--{name} has {one[:40]!r}.", allowed=f"It may be some of {', '.join(choices)}."
            )
    return tuple(given)


def _read_point(text: str) -> LatLon:
    lat, _, lon = text.partition(",")
    try:
        return LatLon(float(lat), float(lon))
    except ValueError as cause:
        raise BadInput(
            f"--near is {text[:40]!r}.", allowed="Write LAT,LON: 33.5070,126.4929."
        ) from cause
