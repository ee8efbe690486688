"""Topics of the High-Frequency Positioning of Helsinki (HFP), versions 1 and 2.

    /hfp/v2/journey/ongoing/vp/bus/0055/01216/1069/1/Malmi/07:20/1130106/2/60;24/19/73/44
    /hfp/v2/deadrun/ongoing/da/bus/0055/01216
    /hfp/v1/journey/ongoing/bus/0018/00640/1057/1/Munkkiniemi/07:32/1471139/3/60;25/20/38/71

Levels from the route on belong to journeys. Version 1 has no event; it is read and never built.
Source: HFP v2, "The topic".
"""

import re
from typing import Literal

import msgspec

from modugil.core.errors import FixUnreadable

Journey = Literal["journey", "deadrun", "signoff"]
JOURNEYS = ("journey", "deadrun", "signoff")
TEMPORALS = ("ongoing", "upcoming")
EVENTS = (
    *("vp", "due", "arr", "dep", "ars", "pde", "pas", "wait"),
    *("doo", "doc", "tlr", "tla", "da", "dout", "ba", "bout", "vja", "vjout"),
)
MODES = ("bus", "tram", "train", "ferry", "metro", "ubus", "robot")
SIGNAL_EVENTS = ("tlr", "tla")
LONGEST_TOPIC = 512
_MOST_LEVELS = {1: 18, 2: 20}
_NOT_IN_TOPICS = re.compile(r"[/+#\x00-\x1f\x7f]+")


class HfpTopic(msgspec.Struct, frozen=True, gc=False):
    """What a topic tells.

    Unknown: "". `direction` is 1 or 2 as in HFP, `start` HH:MM, `next_stop` may be EOL, `geohash`
             is four levels such as `60;24/19/73/44`; `sid` is there for tlr and tla only.
    """

    journey: str
    temporal: str
    event: str
    mode: str
    operator: str
    vehicle: str
    route: str = ""
    direction: str = ""
    headsign: str = ""
    start: str = ""
    next_stop: str = ""
    geohash_level: int = 0
    geohash: str = ""
    sid: str = ""


def parse_hfp_topic(text: str) -> HfpTopic:
    """What the topic tells.

    Errors:  FixUnreadable with the part that cannot be meant.
    """
    parts = text.split("/") if len(text) <= LONGEST_TOPIC else []
    version = 2 if parts[:3] == ["", "hfp", "v2"] else 1
    if version == 1:
        if parts[:3] != ["", "hfp", "v1"]:
            raise FixUnreadable(f"The topic {text[:80]!r} does not begin with /hfp/v2/.")
        parts.insert(5, "vp")
    if not 9 <= len(parts) <= 20 or len(parts) - (version == 1) > _MOST_LEVELS[version]:
        raise FixUnreadable(f"The topic {text[:80]!r} has not as many levels as HFP has.")
    journey, temporal, event, mode, operator, vehicle = parts[3:9]
    _require(journey in JOURNEYS, "journey type", journey)
    _require(temporal in TEMPORALS, "temporal type", temporal)
    _require(event in EVENTS, "event", event)
    _require(mode in MODES, "transport mode", mode)
    _require(bool(operator and vehicle), "vehicle", f"{operator}/{vehicle}")
    if len(parts) == 9:
        return HfpTopic(journey, temporal, event, mode, operator, vehicle)
    return HfpTopic(journey, temporal, event, mode, operator, vehicle, *_read_journey(parts[9:]))


def _read_journey(parts: list[str]) -> tuple[str, str, str, str, str, int, str, str]:
    route, direction, headsign, start, next_stop, level = (*parts[:6], *[""] * (6 - len(parts)))[:6]
    _require(direction in ("", "1", "2"), "direction", direction)
    _require(level in ("", "0", "1", "2", "3", "4", "5"), "geohash level", level)
    place = parts[6:10]
    geohash = "/".join(place) if place and place[0] else ""
    sid = parts[10] if len(parts) > 10 else ""
    return route, direction, headsign, start, next_stop, int(level or 0), geohash, sid


def _require(holds: bool, what: str, value: str) -> None:
    if not holds:
        raise FixUnreadable(f"The topic's {what} is {value[:40]!r}, which HFP does not have.")


def build_hfp_topic(topic: HfpTopic) -> str:
    """The topic in version 2; what may not stand in a level becomes a blank."""
    head = (topic.journey, topic.temporal, topic.event, topic.mode, topic.operator, topic.vehicle)
    levels = ["", "hfp", "v2", *map(clean_level, head)]
    if topic.journey == "journey":
        facts = (topic.route, topic.direction, topic.headsign, topic.start, topic.next_stop)
        levels += [*map(clean_level, facts), str(topic.geohash_level), topic.geohash or "///"]
    if topic.sid:
        levels.append(clean_level(topic.sid))
    return "/".join(levels)


def clean_level(text: str) -> str:
    """The text as one level of a topic: without its separators, wildcards and control signs."""
    return _NOT_IN_TOPICS.sub(" ", text).strip()
