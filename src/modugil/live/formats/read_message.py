"""A message of a terminal, whichever form it has: first whose it is, then what it tells.

/m/1/<operator>/<vehicle>        our compact form, JSON or MessagePack
/m/1/<operator>/<vehicle>/nmea   lines of NMEA 0183
/hfp/v2/...                      HFP; version 1 is read too
/w/1/<operator>/<vehicle>        its access point (wifi_report.py): no fix
"""

from typing import NamedTuple

from modugil.core.errors import FixUnreadable
from modugil.live.fix import Door, Fix
from modugil.live.formats.compact import TOPIC_START, read_compact
from modugil.live.formats.hfp_payload import build_fix, parse_hfp_payload
from modugil.live.formats.hfp_topic import HfpTopic, parse_hfp_topic
from modugil.live.formats.nmea import read_nmea
from modugil.live.formats.wifi_report import TOPIC_START as WIFI_START
from modugil.live.formats.wifi_report import parse_access_point, subject_of

NMEA_LEVEL = "nmea"
WIFI = "wifi"


class Addressed(NamedTuple):
    """Whose message it is, and its HFP topic where it has one."""

    vehicle: str
    form: str
    """compact, nmea, hfp or wifi."""
    hfp: HfpTopic | None
    access_point: str = ""
    """Of which a report tells."""


def address_message(topic: str) -> Addressed:
    """Whose message this is, by its topic alone, so that it can be refused before it is read.

    Errors:  FixUnreadable for a topic that is none of ours.
    """
    if topic.startswith(TOPIC_START):
        parts = topic[len(TOPIC_START) :].split("/")
        if len(parts) in (2, 3) and parts[0] and parts[1] and parts[2:] in ([], [NMEA_LEVEL]):
            form = "nmea" if len(parts) == 3 else "compact"
            return Addressed(f"{parts[0]}/{parts[1]}", form, None)
    elif topic.startswith("/hfp/"):
        named = parse_hfp_topic(topic)
        return Addressed(f"{named.operator}/{named.vehicle}", "hfp", named)
    elif topic.startswith(WIFI_START):
        access_point = parse_access_point(topic[len(WIFI_START) :])
        return Addressed(subject_of(access_point), WIFI, None, access_point)
    raise FixUnreadable(
        f"There is no topic {topic[:80]!r}.",
        allowed="There are /m/1/<operator>/<vehicle>, the same with /nmea, /hfp/v2/... and /w/1/"
        "<access point>.",
    )


def read_message(
    addressed: Addressed, payload: bytes, *, received_ms: int, door: Door = Door.MQTT
) -> list[Fix]:
    """What the message tells, if it is one with fixes.

    Errors:  FixUnreadable naming the first fault.
    """
    if addressed.form == "compact":
        return read_compact(payload, vehicle=addressed.vehicle, received_ms=received_ms, door=door)
    if addressed.hfp is not None:
        fields = parse_hfp_payload(payload, event=addressed.hfp.event)
        return [build_fix(addressed.hfp, fields, received_ms=received_ms, door=door)]
    return read_nmea(payload, vehicle=addressed.vehicle, received_ms=received_ms, door=door).fixes
