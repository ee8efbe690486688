"""All rules, and feeds checked by them.

Source:  the rules of the public GTFS-Realtime validator, 48 errors and 9 warnings, written anew.
"""

from collections.abc import Sequence

from google.protobuf import json_format
from google.protobuf.message import DecodeError
from google.transit import gtfs_realtime_pb2 as pb

from modugil.core.errors import BadInput
from modugil.live.validation import (
    alerts,
    frequencies,
    headers,
    pairing,
    stop_times,
    stops,
    timestamps,
    trips,
    vehicles,
)
from modugil.live.validation.rule import Finding, ReadFeed, Rule, Seen

_GROUPS = (
    timestamps, headers, trips, frequencies, stops, stop_times, vehicles, alerts, pairing,
)  # fmt: skip


def list_rules() -> tuple[Rule, ...]:
    """Every rule by its code."""
    return tuple(sorted((rule for one in _GROUPS for rule in one.RULES), key=lambda one: one.code))


def check_feeds(seen: Seen) -> list[Finding]:
    """Every place where a rule is not kept, by code."""
    return [Finding(rule, *said) for rule in list_rules() for said in rule.find(seen)]


def parse_feed(payload: bytes, *, name: str, read_s: int) -> ReadFeed:
    """The feed, which is protobuf or JSON.

    Errors:  BadInput if it is neither.
    """
    message = pb.FeedMessage()
    try:
        if payload.lstrip()[:1] == b"{":
            json_format.Parse(payload, message)
        else:
            message.ParseFromString(payload)
    except (json_format.ParseError, DecodeError, UnicodeDecodeError) as cause:
        raise BadInput(f"{name} is no GTFS-Realtime feed.") from cause
    return ReadFeed(name, message, read_s)


def count_by_rule(findings: Sequence[Finding]) -> dict[Rule, list[Finding]]:
    """The findings of each rule that is not kept."""
    counted: dict[str, tuple[Rule, list[Finding]]] = {}
    for one in findings:
        counted.setdefault(one.rule.code, (one.rule, []))[1].append(one)
    return {rule: found for rule, found in counted.values()}
