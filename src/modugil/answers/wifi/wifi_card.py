"""One access point in words."""

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from modugil.answers.wifi.wifi_words import (
    LOADS,
    STATUSES,
    LoadWord,
    SignalWord,
    load_word,
    say_devices,
    say_distance,
    say_place,
    signal_word,
)
from modugil.answers.wording import join_phrases
from modugil.core.language import Language
from modugil.core.time import format_local
from modugil.live.wifi.state import AccessPointState


class WifiCard(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One access point; None, "" and "unknown" where nothing is known."""

    access_point: str
    vehicle: str
    """`<operator>/<vehicle>` of its bus."""
    stop: str
    """The id of its stop."""
    name: str
    """Where it is, in words."""
    line: str
    """The number on its bus."""
    lat: float | None
    lon: float | None
    distance_m: int | None
    """In a straight line from the place asked for."""
    status: str
    """working, down, silent, resting or unknown."""
    works: bool
    clients: int | None
    load: LoadWord
    bits_per_s: int | None
    """Both ways, since the report before."""
    ssid: str
    expected_ssid: str
    """What the network should be called on this trip."""
    ssid_wrong_since: str | None
    uplink: str
    rsrp_dbm: float | None
    signal: SignalWord
    as_of: str
    """When it reported last."""
    age_s: int
    changed: str
    """Since when it has this status."""
    text: str
    """All of it as one phrase, to be read aloud."""


class Moment(NamedTuple):
    """Now, and the zone in which times are told."""

    now: datetime
    zone: ZoneInfo

    def tell(self, instant: datetime) -> str:
        """That instant as people there write it."""
        return format_local(instant, zone=self.zone)


def tell_point(
    point: AccessPointState,
    *,
    stop_name: str,
    distance_m: float | None,
    moment: Moment,
    language: Language,
) -> WifiCard:
    """The access point as it is now."""
    place = say_place(
        line=point.line, vehicle=point.vehicle, stop=stop_name or point.stop, language=language
    )
    load = load_word(point.clients)
    wrong = point.ssid_wrong_since
    phrase = (
        place,
        say_distance(distance_m),
        STATUSES[language][point.status],
        *((LOADS[language][load], say_devices(point.clients, language)) if point.works else ()),
    )
    return WifiCard(
        access_point=point.access_point,
        vehicle=point.vehicle,
        stop=point.stop,
        name=place,
        line=point.line,
        lat=round(point.at.lat, 7) if point.at is not None else None,
        lon=round(point.at.lon, 7) if point.at is not None else None,
        distance_m=round(distance_m) if distance_m is not None else None,
        status=point.status.value,
        works=point.works,
        clients=point.clients,
        load=load,
        bits_per_s=round(point.bits_per_s) if point.bits_per_s is not None else None,
        ssid=point.ssid,
        expected_ssid=point.expected_ssid,
        ssid_wrong_since=moment.tell(wrong) if wrong is not None else None,
        uplink=point.uplink.value,
        rsrp_dbm=point.rsrp_dbm,
        signal=signal_word(point.rsrp_dbm),
        as_of=moment.tell(point.as_of),
        age_s=max(0, round((moment.now - point.as_of).total_seconds())),
        changed=moment.tell(point.changed),
        text=join_phrases(phrase, language=language),
    )
