"""The free Wi-Fi of stops and buses, as pages show it beside them."""

from collections.abc import Iterable

from modugil.answers.desk import Desk
from modugil.answers.wifi.list_wifi import WifiAnswer, WifiQuestion, list_wifi
from modugil.answers.wifi.wifi_card import Moment
from modugil.answers.wifi.wifi_words import STATUSES
from modugil.core.geo import LatLon
from modugil.core.language import Language
from modugil.core.time import get_zone
from modugil.live.wifi.state import AccessPointState, WifiStatus

MOST_LISTED = 20
BEST_FIRST = (
    WifiStatus.WORKING,
    WifiStatus.UNKNOWN,
    WifiStatus.DOWN,
    WifiStatus.SILENT,
    WifiStatus.RESTING,
)


def find_wifi_near(desk: Desk, point: LatLon, *, language: Language) -> WifiAnswer:
    """What works around that place, nearest first."""
    question = WifiQuestion(near=point, working_only=True, limit=MOST_LISTED)
    return _ask(desk, question, language)


def find_wifi_at(desk: Desk, ref: str, *, language: Language) -> WifiAnswer | None:
    """That of the stop of this ref (`stop:ID`), whether it works or not; None without any."""
    if desk.wifi is None:
        return None
    found = _ask(desk, WifiQuestion(stop=ref.removeprefix("stop:")), language)
    return found if found.points else None


def say_wifi_on(desk: Desk, vehicles: Iterable[str], *, language: Language) -> dict[str, str]:
    """How the Wi-Fi of each bus is, in a word or two; buses without any are left out."""
    if desk.wifi is None:
        return {}
    snapshot, said = desk.wifi.get_current(), {}
    for vehicle in vehicles:
        if points := snapshot.find_by_vehicle(vehicle):
            said[vehicle] = STATUSES[language][min(points, key=_rank).status]
    return said


def _rank(point: AccessPointState) -> int:
    return BEST_FIRST.index(point.status)


def _ask(desk: Desk, question: WifiQuestion, language: Language) -> WifiAnswer:
    moment = Moment(desk.clock.now(), get_zone(desk.manifest.time_zone))
    return list_wifi(desk.wifi, question, moment=moment, language=language)
