"""What staff are told of an outage, in the languages of the console."""

from collections.abc import Mapping

from modugil.live.formats.wifi_report import STOP
from modugil.live.wifi.outages import EVERYWHERE

_EVERYWHERE = {
    "ko": "무료 와이파이 절반 이상이 한꺼번에 멈췄습니다. 통신망이나 데이터 잔량을 확인하세요.",
    "en": "More than half of the free Wi-Fi failed at once. Look at the network and the month's "
    "data.",
    "zh": "半数以上的免费 Wi-Fi 同时中断。请检查通信网络和本月流量。",
    "ja": "無料Wi-Fiの半数以上が同時に止まりました。通信網と今月のデータ残量を確認してください。",
}
_STOPS = {
    "ko": "{name} 정류소의 무료 와이파이가 고장이거나 소식이 없습니다 ({point}).",
    "en": "Free Wi-Fi at the stop {name} does not work or sends no signal ({point}).",
    "zh": "{name}公交站的免费 Wi-Fi 出现故障或没有信号（{point}）。",
    "ja": "{name}停留所の無料Wi-Fiが故障中か、応答がありません（{point}）。",
}
_BUSES = {
    "ko": "버스 {point}의 무료 와이파이가 고장이거나 소식이 없습니다.",
    "en": "Free Wi-Fi on the bus {point} does not work or sends no signal.",
    "zh": "公交车 {point} 的免费 Wi-Fi 出现故障或没有信号。",
    "ja": "バス {point} の無料Wi-Fiが故障中か、応答がありません。",
}


def tell_outage(access_point: str, *, names: Mapping[str, str]) -> dict[str, str]:
    """The outage of that access point, by language; `names` are those of its stop."""
    if access_point == EVERYWHERE:
        return dict(_EVERYWHERE)
    texts = _STOPS if access_point.startswith(f"{STOP}/") else _BUSES
    return {
        language: text.format(name=names.get(language, ""), point=access_point)
        for language, text in texts.items()
    }
