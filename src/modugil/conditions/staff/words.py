"""What a cancellation and a detour say of themselves, in four languages."""

from collections.abc import Mapping

from modugil.core.language import LANGUAGES, Language

Phrase = Mapping[Language, str]

RUN_CANCELLED: Phrase = {
    "ko": "{line}번 {start} 출발 운행 중지",
    "en": "Line {line}: the {start} departure is cancelled",
    "zh": "{line}路 {start}发车的班次停运",
    "ja": "{line}番 {start}発は運休",
}
STOPS_SKIPPED: Phrase = {
    "ko": "{line}번 {start} 출발, 일부 정류소 미정차",
    "en": "Line {line}: the {start} departure does not serve some stops",
    "zh": "{line}路 {start}发车的班次不停靠部分公交站",
    "ja": "{line}番 {start}発は一部の停留所を通過",
}
ON_DETOUR: Phrase = {
    "ko": "{line}번 우회 운행",
    "en": "Line {line} is on a detour",
    "zh": "{line}路绕行",
    "ja": "{line}番は迂回運行",
}
OFF_ROUTE: Phrase = {
    "ko": "{line}번 {start} 출발 버스가 노선에서 벗어나 운행 중",
    "en": "Line {line}: the {start} bus is off its route",
    "zh": "{line}路 {start}发车的车偏离线路行驶",
    "ja": "{line}番 {start}発のバスは経路を外れて運行中",
}
NOT_SERVED: Phrase = {
    "ko": "서지 않는 정류소: {stops}.",
    "en": "Stops not served: {stops}.",
    "zh": "不停靠的公交站：{stops}。",
    "ja": "停車しない停留所：{stops}。",
}
SERVED_INSTEAD: Phrase = {
    "ko": "대신 서는 정류소: {stops}.",
    "en": "Served instead: {stops}.",
    "zh": "改停公交站：{stops}。",
    "ja": "代わりに停車する停留所：{stops}。",
}
LATER: Phrase = {
    "ko": "그 뒤 정류소에는 약 {minutes}분 늦게 도착합니다.",
    "en": "Later stops are reached about {minutes} min late.",
    "zh": "之后各站约晚点{minutes}分钟。",
    "ja": "その先の停留所には約{minutes}分遅れて到着します。",
}

WIDE = frozenset({"zh", "ja"})
"""Languages whose full stop is a wide one."""


def say(phrase: Phrase, **words: Mapping[str, str] | str) -> dict[str, str]:
    """The phrase in every language; a word may differ by language, Korean where one is missing."""
    return {
        language: phrase[language].format(
            **{
                name: word if isinstance(word, str) else word.get(language) or word.get("ko", "")
                for name, word in words.items()
            }
        )
        for language in LANGUAGES
    }


def end_sentence(text: Mapping[str, str]) -> dict[str, str]:
    """The text with a full stop in every language, where it does not end with a sign of its own."""
    return {
        language: _end(one.rstrip(), "。" if language in WIDE else ".")
        for language, one in text.items()
    }


def join(*parts: Mapping[str, str]) -> dict[str, str]:
    """The texts one after the other, by language; a reason that exists in Korean alone stays so."""
    joined = {
        language: " ".join(filter(None, (part.get(language, "") for part in parts)))
        for language in LANGUAGES
    }
    return {language: text for language, text in joined.items() if text}


def _end(text: str, stop: str) -> str:
    return text + stop if text and (text[-1].isalnum() or text[-1] in ")）") else text
