"""The words of Wi-Fi in the languages spoken."""

from collections.abc import Mapping
from typing import Literal

from modugil.core.language import Language
from modugil.live.wifi.pool_state import PoolLevel
from modugil.live.wifi.state import WifiStatus

LoadWord = Literal["quiet", "busy", "crowded", "unknown"]
PlaceWord = Literal["stop", "line", "vehicle"]
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
        WifiStatus.SILENT: "no signal from it",
        WifiStatus.RESTING: "off while its bus is not in service",
        WifiStatus.UNKNOWN: "not known whether it works",
    },
    "zh": {
        WifiStatus.WORKING: "可以使用",
        WifiStatus.DOWN: "故障",
        WifiStatus.SILENT: "没有信号",
        WifiStatus.RESTING: "车辆停运，暂不可用",
        WifiStatus.UNKNOWN: "能否使用尚未确认",
    },
    "ja": {
        WifiStatus.WORKING: "利用できます",
        WifiStatus.DOWN: "故障中",
        WifiStatus.SILENT: "応答がありません",
        WifiStatus.RESTING: "運行していないため休止中",
        WifiStatus.UNKNOWN: "利用できるか未確認",
    },
    "ko-easy": {
        WifiStatus.WORKING: "쓸 수 있어요",
        WifiStatus.DOWN: "고장 났어요",
        WifiStatus.SILENT: "연락이 안 돼요",
        WifiStatus.RESTING: "버스가 쉬어서 꺼져 있어요",
        WifiStatus.UNKNOWN: "쓸 수 있는지 아직 몰라요",
    },
}
LOADS: Mapping[Language, Mapping[LoadWord, str]] = {
    "ko": {"quiet": "여유", "busy": "보통", "crowded": "혼잡", "unknown": ""},
    "en": {"quiet": "quiet", "busy": "busy", "crowded": "crowded", "unknown": ""},
    "zh": {"quiet": "使用人数少", "busy": "使用人数一般", "crowded": "使用人数多", "unknown": ""},
    "ja": {"quiet": "空いています", "busy": "やや混雑", "crowded": "混雑", "unknown": ""},
    "ko-easy": {
        "quiet": "쓰는 사람이 적어요",
        "busy": "쓰는 사람이 조금 있어요",
        "crowded": "쓰는 사람이 많아요",
        "unknown": "",
    },
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
        PoolLevel.NEARLY_OUT: "More than 90% of this month's data is used.",
        PoolLevel.OUT: "All of this month's data is used.",
    },
    "zh": {
        PoolLevel.UNKNOWN: "目前还不清楚本月流量能用多久。",
        PoolLevel.LASTS: "按最近24小时的用量，本月流量足够。",
        PoolLevel.RUNS_OUT: "按最近24小时的用量，本月流量会提前用完。",
        PoolLevel.NEARLY_OUT: "本月流量已用去九成以上。",
        PoolLevel.OUT: "本月流量已全部用完。",
    },
    "ja": {
        PoolLevel.UNKNOWN: "今月のデータ容量がいつまでもつかは、まだ分かりません。",
        PoolLevel.LASTS: "直近24時間の使用量であれば、今月のデータ容量は足ります。",
        PoolLevel.RUNS_OUT: "直近24時間の使用量が続くと、データ容量は月末までもちません。",
        PoolLevel.NEARLY_OUT: "今月のデータ容量の9割以上を使いました。",
        PoolLevel.OUT: "今月のデータ容量をすべて使いました。",
    },
    "ko-easy": {
        PoolLevel.UNKNOWN: "이번 달 데이터를 언제까지 쓸 수 있는지 아직 몰라요.",
        PoolLevel.LASTS: "이번 달 데이터는 넉넉해요.",
        PoolLevel.RUNS_OUT: "이대로 쓰면 이번 달 데이터가 모자라요.",
        PoolLevel.NEARLY_OUT: "이번 달 데이터가 거의 없어요.",
        PoolLevel.OUT: "이번 달 데이터를 다 썼어요.",
    },
}
RISKS: Mapping[Language, str] = {
    "ko": "데이터가 떨어지면 와이파이가 느려지고, 같은 통신망을 쓰는 버스 위치도 늦게 들어옵니다.",
    "en": "When it runs out, Wi-Fi slows down and bus positions on the same network come late.",
    "zh": "流量用完后 Wi-Fi 会变慢，使用同一网络的公交车位置也会更新得较晚。",
    "ja": "使い切るとWi-Fiが遅くなり、同じ通信網を使うバスの位置情報も遅れて届きます。",
    "ko-easy": "데이터를 다 쓰면 와이파이가 느려져요. 버스가 어디 있는지도 늦게 알려 줘요.",
}
DEVICES: Mapping[Language, tuple[str, str]] = {
    "ko": ("접속 기기 1대", "접속 기기 {n}대"),
    "en": ("1 device", "{n} devices"),
    "zh": ("1台设备在线", "{n}台设备在线"),
    "ja": ("接続機器1台", "接続機器{n}台"),
    "ko-easy": ("기기 1대가 쓰고 있어요", "기기 {n}대가 쓰고 있어요"),
}
"""One device, and several."""
PLACES: Mapping[Language, Mapping[PlaceWord, str]] = {
    "ko": {"stop": "{name} 정류소", "line": "{name}번 버스", "vehicle": "버스 {name}"},
    "en": {"stop": "stop {name}", "line": "bus {name}", "vehicle": "bus {name}"},
    "zh": {"stop": "{name}公交站", "line": "{name}路公交车", "vehicle": "公交车 {name}"},
    "ja": {"stop": "{name}停留所", "line": "{name}番バス", "vehicle": "バス {name}"},
    "ko-easy": {"stop": "{name} 정류장", "line": "{name}번 버스", "vehicle": "버스 {name}"},
}
FOUND: Mapping[Language, str] = {
    "ko": "무료 와이파이 {total}곳 중 {working}곳을 쓸 수 있습니다.",
    "en": "{working} of {total} free Wi-Fi access points work.",
    "zh": "{total}个免费 Wi-Fi 热点中有{working}个可以使用。",
    "ja": "無料Wi-Fi{total}か所のうち{working}か所が利用できます。",
    "ko-easy": "무료 와이파이가 {total}곳 있어요. {working}곳에서 쓸 수 있어요.",
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
    one, several = DEVICES[language]
    return one if clients == 1 else several.format(n=clients)


def say_place(*, line: str, vehicle: str, stop: str, language: Language) -> str:
    """Where it is: a bus by its line, else by its own number; a stop by its name."""
    words = PLACES[language]
    if stop:
        return words["stop"].format(name=stop)
    return words["line"].format(name=line) if line else words["vehicle"].format(name=vehicle)


def say_distance(metres: float | None) -> str:
    """How far away in a straight line."""
    if metres is None:
        return ""
    return f"{round(metres / 10) * 10} m" if metres < 1000 else f"{metres / 1000:.1f} km"


def say_found(*, working: int, total: int, language: Language) -> str:
    """How many work of those that are shown."""
    return FOUND[language].format(working=working, total=total)
