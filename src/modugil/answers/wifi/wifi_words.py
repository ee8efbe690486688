"""The words of Wi-Fi in the languages spoken."""

from collections.abc import Mapping
from typing import Literal

from modugil.core.language import Language
from modugil.live.wifi.pool_state import PoolLevel
from modugil.live.wifi.state import WifiStatus

LoadWord = Literal["quiet", "busy", "crowded", "unknown"]
SignalWord = Literal["good", "fair", "weak", "unknown"]
BUSY_CLIENTS, CROWDED_CLIENTS = 10, 25
"""Our own choice: from so many devices on one access point is busy, or crowded."""
GOOD_DBM, FAIR_DBM = -90.0, -110.0
"""Our own choice, as phones draw their bars."""

STATUSES: Mapping[Language, Mapping[WifiStatus, str]] = {
    "ko": {
        WifiStatus.WORKING: "사용 가능",
        WifiStatus.DOWN: "고장",
        WifiStatus.SILENT: "소식 없음",
        WifiStatus.RESTING: "운행하지 않아 쉬는 중",
        WifiStatus.UNKNOWN: "사용 여부 확인 안 됨",
    },
    "en": {
        WifiStatus.WORKING: "works",
        WifiStatus.DOWN: "does not work",
        WifiStatus.SILENT: "not heard of",
        WifiStatus.RESTING: "resting, as its bus is",
        WifiStatus.UNKNOWN: "not known whether it works",
    },
}
LOADS: Mapping[Language, Mapping[LoadWord, str]] = {
    "ko": {"quiet": "여유", "busy": "보통", "crowded": "혼잡", "unknown": ""},
    "en": {"quiet": "quiet", "busy": "busy", "crowded": "crowded", "unknown": ""},
}
LEVELS: Mapping[Language, Mapping[PoolLevel, str]] = {
    "ko": {
        PoolLevel.UNKNOWN: "이번 달 데이터가 얼마나 갈지 아직 알 수 없습니다.",
        PoolLevel.LASTS: "최근 24시간의 사용량이면 이번 달 데이터는 충분합니다.",
        PoolLevel.RUNS_OUT: "최근 24시간의 사용량이면 데이터가 달이 끝나기 전에 떨어집니다.",
        PoolLevel.NEARLY_OUT: "이번 달 데이터의 90퍼센트 이상을 썼습니다.",
        PoolLevel.OUT: "이번 달 데이터를 모두 썼습니다.",
    },
    "en": {
        PoolLevel.UNKNOWN: "It is not known yet how long this month's data will last.",
        PoolLevel.LASTS: "At the rate of the last 24 hours this month's data is enough.",
        PoolLevel.RUNS_OUT: "At the rate of the last 24 hours this month's data runs out early.",
        PoolLevel.NEARLY_OUT: "Nine tenths of this month's data are used.",
        PoolLevel.OUT: "All of this month's data is used.",
    },
}
RISKS: Mapping[Language, str] = {
    "ko": "데이터가 떨어지면 와이파이가 느려지고, 같은 통신망을 쓰는 버스 위치도 늦게 들어옵니다.",
    "en": "When it is gone Wi-Fi slows down, and positions of buses, which ride on it, come late.",
}
SOUND = (PoolLevel.LASTS, PoolLevel.UNKNOWN)


def load_word(clients: int | None) -> LoadWord:
    """How many devices share it, in one word."""
    if clients is None:
        return "unknown"
    if clients >= CROWDED_CLIENTS:
        return "crowded"
    return "busy" if clients >= BUSY_CLIENTS else "quiet"


def signal_word(rsrp_dbm: float | None) -> SignalWord:
    """How well it reaches the internet, in one word."""
    if rsrp_dbm is None:
        return "unknown"
    if rsrp_dbm >= GOOD_DBM:
        return "good"
    return "fair" if rsrp_dbm >= FAIR_DBM else "weak"


def say_devices(clients: int | None, language: Language) -> str:
    """How many devices are connected."""
    if clients is None:
        return ""
    if language == "ko":
        return f"접속 기기 {clients}대"
    return f"{clients} device{'' if clients == 1 else 's'}"


def say_place(*, line: str, vehicle: str, stop: str, language: Language) -> str:
    """Where it is: a bus by its line, else by its own number; a stop by its name."""
    if language == "ko":
        if stop:
            return f"{stop} 정류소"
        return f"{line}번 버스" if line else f"버스 {vehicle}"
    if stop:
        return f"stop {stop}"
    return f"bus {line}" if line else f"bus {vehicle}"


def say_distance(metres: float | None) -> str:
    """How far away in a straight line."""
    if metres is None:
        return ""
    return f"{round(metres / 10) * 10} m" if metres < 1000 else f"{metres / 1000:.1f} km"


def say_found(*, working: int, total: int, language: Language) -> str:
    """How many work of those that are shown."""
    if language == "ko":
        return f"무료 와이파이 {total}곳 중 {working}곳을 쓸 수 있습니다."
    return f"{working} of {total} free Wi-Fi access points work."
