"""Which Wi-Fi there is: near a place, within a box, on a bus, at a stop."""

from dataclasses import dataclass
from typing import Protocol

import msgspec

from modugil.answers.wifi.wifi_card import Moment, WifiCard, tell_point
from modugil.answers.wifi.wifi_words import say_found
from modugil.core.geo import LatLon
from modugil.core.language import Language
from modugil.live.wifi.snapshot import NearPoint, WifiSnapshot
from modugil.live.wifi.state import AccessPointState
from modugil.region.manifest import Bounds

NEAR_M = 2_000.0
"""Farther away nobody goes for Wi-Fi."""


class ReadsWifi(Protocol):
    """Hands out the newest snapshot."""

    def get_current(self) -> WifiSnapshot:
        """The newest snapshot; it never changes under the reader."""
        ...

    def name_stop(self, stop: str, *, language: str) -> str:
        """What people call the stop of that id."""
        ...


@dataclass(frozen=True, slots=True)
class WifiQuestion:
    """What is asked for; everything that is given must hold, and nothing asks for all."""

    near: LatLon | None = None
    """Nearest first, within two kilometres."""
    bounds: Bounds | None = None
    vehicle: str = ""
    stop: str = ""
    working_only: bool = False
    limit: int = 100


class WifiAnswer(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The access points that were asked for."""

    as_of: str
    """Of the look at all of them; empty where nobody listens to any."""
    total: int
    """How many there are, also above the limit."""
    working: int
    text: str
    points: list[WifiCard]


def list_wifi(
    wifi: ReadsWifi | None,
    question: WifiQuestion,
    *,
    moment: Moment,
    language: Language,
) -> WifiAnswer:
    """The access points that the question asks for, nearest first, else by name."""
    if wifi is None:
        text = say_found(working=0, total=0, language=language)
        return WifiAnswer(as_of="", total=0, working=0, text=text, points=[])
    snapshot = wifi.get_current()
    found = [one for one in _list_near(snapshot, question) if _fits(one.point, question)]
    working = sum(1 for one in found if one.point.works)
    cards = [
        tell_point(
            point,
            stop_name=wifi.name_stop(point.stop, language=language) if point.stop else "",
            distance_m=metres if question.near is not None else None,
            moment=moment,
            language=language,
        )
        for point, metres in found[: question.limit]
    ]
    return WifiAnswer(
        as_of=moment.tell(snapshot.as_of),
        total=len(found),
        working=working,
        text=say_found(working=working, total=len(found), language=language),
        points=cards,
    )


def _list_near(snapshot: WifiSnapshot, question: WifiQuestion) -> list[NearPoint]:
    if question.near is not None:
        every = len(snapshot.points)
        return snapshot.list_near(question.near, within_m=NEAR_M, limit=every, working=False)
    if question.vehicle:
        told = snapshot.find_by_vehicle(question.vehicle)
    elif question.stop:
        told = snapshot.find_by_stop(question.stop)
    else:
        told = tuple(snapshot.list_points())
    return [NearPoint(point, 0.0) for point in told]


def _fits(point: AccessPointState, question: WifiQuestion) -> bool:
    if question.working_only and not point.works:
        return False
    if question.vehicle and point.vehicle != question.vehicle:
        return False
    if question.stop and point.stop != question.stop:
        return False
    box = question.bounds
    if box is None:
        return True
    at = point.at
    return at is not None and box.south <= at.lat <= box.north and box.west <= at.lon <= box.east
