"""What a packet says of toilets and courses, in each language."""

from collections.abc import Mapping
from dataclasses import dataclass

from modugil.answers.itinerary import AccessWord
from modugil.core.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidancePhrases:
    """The phrases of one language."""

    fits: Mapping[AccessWord, str]
    """Whether a toilet can be used in a wheelchair."""
    opened: Mapping[AccessWord, str]
    """Whether a toilet is open when one walks by."""
    gap: str
    """Between two parts of a course that nobody walked in one, with {name} and {metres}."""


GUIDANCE_PHRASES: Mapping[Language, GuidancePhrases] = {
    "ko": GuidancePhrases(
        fits={
            "yes": "휠체어로 쓸 수 있음",
            "no": "휠체어로 쓸 수 없음",
            "unknown": "휠체어로 쓸 수 있는지 확인되지 않음",
        },
        opened={
            "yes": "지나갈 때 열려 있음",
            "no": "지나갈 때 닫혀 있음",
            "unknown": "지나갈 때 열려 있는지 확인되지 않음",
        },
        gap="여기서 {name}까지 직선으로 {metres}는 길이 조사되지 않았습니다.",
    ),
    "en": GuidancePhrases(
        fits={
            "yes": "usable in a wheelchair",
            "no": "not usable in a wheelchair",
            "unknown": "not known whether usable in a wheelchair",
        },
        opened={
            "yes": "open when you pass",
            "no": "closed when you pass",
            "unknown": "not known whether open when you pass",
        },
        gap="Nobody surveyed the way from here to {name}, {metres} in a straight line.",
    ),
    "zh": GuidancePhrases(
        fits={
            "yes": "轮椅可以使用",
            "no": "轮椅不能使用",
            "unknown": "不清楚轮椅能否使用",
        },
        opened={
            "yes": "经过时开放",
            "no": "经过时关闭",
            "unknown": "不清楚经过时是否开放",
        },
        gap="从这里到{name}（直线{metres}）的路没有调查过。",
    ),
    "ja": GuidancePhrases(
        fits={
            "yes": "車いすで使えます",
            "no": "車いすでは使えません",
            "unknown": "車いすで使えるかは不明です",
        },
        opened={
            "yes": "通るころは開いています",
            "no": "通るころは閉まっています",
            "unknown": "通るころ開いているかは不明です",
        },
        gap="ここから{name}まで（直線で{metres}）の道は調べられていません。",
    ),
    "ko-easy": GuidancePhrases(
        fits={
            "yes": "휠체어로 쓸 수 있어요",
            "no": "휠체어로 쓸 수 없어요",
            "unknown": "휠체어로 쓸 수 있는지 몰라요",
        },
        opened={
            "yes": "지나갈 때 열려 있어요",
            "no": "지나갈 때 닫혀 있어요",
            "unknown": "지나갈 때 열려 있는지 몰라요",
        },
        gap="여기서 {name}까지는 아무도 길을 재지 않았어요. 곧게 재면 {metres}예요.",
    ),
}
