"""modugil validate-rt: whether GTFS-Realtime feeds keep the rules that readers check them by."""

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from modugil.core.clock import SystemClock
from modugil.core.errors import BadInput, CouldNotLook

if TYPE_CHECKING:
    from modugil.live.validation.rule import Finding, ReadFeed, Rule

FEED_ADDRESSES = ("http://", "https://")
ANSWER_S = 30.0
MOST_EXAMPLES = 3


def add_command(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Add the command and what it takes."""
    parser = commands.add_parser(
        "validate-rt",
        help="check GTFS-Realtime feeds",
        description="Check GTFS-Realtime feeds by the 48 error and 9 warning rules of the public "
        "validator. Feeds that belong together are given together.",
    )
    parser.add_argument(
        "feeds", nargs="+", metavar="FEED", help="a file or an http address, protobuf or JSON"
    )
    parser.add_argument(
        "--region", required=True, metavar="REGION", help="the built region they speak of"
    )
    parser.add_argument(
        "--again",
        type=float,
        metavar="SECONDS",
        help="read them a second time after so long, for the rules that compare two feeds",
    )
    parser.add_argument("--language", choices=("ko", "en"), default="en")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print what was found; 0 if no rule for errors is broken, else 1."""
    from modugil.cli.regions import find_built
    from modugil.conditions.staff.published_ids import PublishedIds
    from modugil.live.validation.check import check_feeds
    from modugil.live.validation.rule import Seen, Severity
    from modugil.live.validation.timetable_facts import TimetableFacts
    from modugil.region.open_region import open_region

    region = open_region(find_built(options.region))
    if region.timetable is None:
        raise BadInput("The region has no timetable, so feeds cannot be checked.")
    facts = TimetableFacts(PublishedIds(region.timetable, zone=region.zone))
    feeds, previous = _read_all(options.feeds), list["ReadFeed"]()
    if options.again is not None:
        time.sleep(max(0.0, options.again))
        previous, feeds = feeds, _read_all(options.feeds)
    findings = check_feeds(Seen(feeds, facts, previous))
    _print(feeds, findings, language=options.language)
    return int(any(one.rule.severity is Severity.ERROR for one in findings))


def _read_all(places: Sequence[str]) -> "list[ReadFeed]":
    from modugil.live.validation.check import parse_feed

    feeds = []
    for place in places:
        payload = _read(place)
        now_s = _find_now_s(place)
        feeds.append(parse_feed(payload, name=place, read_s=now_s))
    return feeds


def _read(place: str) -> bytes:
    """The bytes of a file or an address.

    Errors:  BadInput where there is no such file, CouldNotLook where the address does not answer.
    """
    if not place.startswith(FEED_ADDRESSES):
        try:
            return Path(place).read_bytes()
        except OSError as cause:
            raise BadInput(f"{place} cannot be read ({cause.strerror}).") from cause
    try:
        asked = Request(place, headers={"Accept": "application/x-protobuf"})
        with urlopen(asked, timeout=ANSWER_S) as answer:
            payload: bytes = answer.read()
            return payload
    except (URLError, OSError) as cause:
        raise CouldNotLook(f"{place} does not answer ({cause}).") from cause


def _find_now_s(place: str) -> int:
    """When the feed was read; a file was when it was written."""
    if place.startswith(FEED_ADDRESSES):
        return int(SystemClock().now().timestamp())
    return int(Path(place).stat().st_mtime)


def _print(feeds: "Sequence[ReadFeed]", findings: "Sequence[Finding]", *, language: str) -> None:
    from rich.console import Console
    from rich.table import Table

    from modugil.live.validation.check import count_by_rule

    console = Console()
    for feed in feeds:
        made = datetime.fromtimestamp(feed.message.header.timestamp, SystemClock().now().tzinfo)
        kinds = Counter(_tell_kind(entity) for entity in feed.message.entity)
        told = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())) or "nothing"
        said = f"{feed.name}: {told}; made {made:%Y-%m-%d %H:%M:%S}Z"
        console.print(said, highlight=False, markup=False, soft_wrap=True)
    counted = count_by_rule(findings)
    if not counted:
        console.print("No rule is broken." if language == "en" else "어긴 규칙이 없습니다.")
        return
    table = Table("", "", "", "")
    for rule, found in counted.items():
        table.add_row(*_tell_rule(rule, found, language))
    console.print(table)


def _tell_kind(entity: Any) -> str:  # noqa: ANN401 - messages of protobuf have no types here
    fields = [field.name for field, _ in entity.ListFields() if field.name != "id"]
    return fields[0] if fields else "empty"


def _tell_rule(rule: "Rule", found: "Sequence[Finding]", language: str) -> tuple[str, ...]:
    said = rule.ko if language == "ko" else rule.en
    examples = [f"{one.entity}: {one.said}".removeprefix(": ") for one in found[:MOST_EXAMPLES]]
    return rule.code, str(len(found)), said, "\n".join(examples)
