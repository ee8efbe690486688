"""What a line's page says of its directions, variants and buses, in each language."""

from collections.abc import Mapping
from dataclasses import dataclass

from modugil.core.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePhrases:
    """The phrases of one language, with gaps for numbers and names."""

    direction: str
    """{towards}, {n} stops."""
    no_sign: str
    runs: str
    """{n} runs, the first at {first}, the last at {last}."""
    no_runs: str
    buses: Mapping[str, str]
    """How many are under way: none, one, several (with {n})."""
    waits: str
    variant: str
    """{n} of the runs today: {what}."""
    variant_none: str
    starts: str
    ends: str
    via: str
    without: str
    and_more: str
    """{name} and {n} more stops."""
    at_stop: str
    between: str
    to_first: str
    not_today: str
    heard: Mapping[str, str]
    """How many vehicles were heard of lately."""
    no_fleet: str

    def say_heard(self, count: int | None) -> str:
        """How many vehicles were heard of lately; None where no fleet is followed."""
        return self.no_fleet if count is None else self.heard[kind_of(count)].format(n=count)


KOREAN = LinePhrases(
    direction="{towards}, 정류소 {n}곳",
    no_sign="행선지 표시 없음",
    runs="오늘 {n}회 운행, 첫차 {first}, 막차 {last}",
    no_runs="오늘은 운행하지 않음",
    buses={"none": "지금 운행 중인 차 없음", "one": "1대 운행 중", "several": "{n}대 운행 중"},
    waits="첫 정류소에서 {n}대 대기",
    variant="오늘 {n}회: {what}",
    variant_none="오늘은 없음: {what}",
    starts="{name} 출발",
    ends="{name} 도착",
    via="{name} 경유",
    without="{name} 미정차",
    and_more="{name} 외 {n}곳",
    at_stop="{stop}에 정차",
    between="{stop} 지남, 다음 {next}",
    to_first="첫 정류소에서 대기",
    not_today="오늘은 이 노선이 운행하지 않습니다.",
    heard={
        "none": "지금 위치를 알리는 차가 없습니다.",
        "one": "1대가 위치를 알립니다.",
        "several": "{n}대가 위치를 알립니다.",
    },
    no_fleet="버스 위치를 받지 않아 시간표만 보입니다.",
)
ENGLISH = LinePhrases(
    direction="{towards}, {n} stops",
    no_sign="without a destination sign",
    runs="{n} runs today, from {first} to {last}",
    no_runs="No runs today",
    buses={"none": "No bus under way now", "one": "1 bus under way", "several": "{n} under way"},
    waits="{n} waiting at the first stop",
    variant="{n} of today’s runs: {what}",
    variant_none="not today: {what}",
    starts="begins at {name}",
    ends="ends at {name}",
    via="by way of {name}",
    without="not by {name}",
    and_more="{name} and {n} more",
    at_stop="stands at {stop}",
    between="past {stop}, next {next}",
    to_first="waiting at the first stop",
    not_today="This line does not run today.",
    heard={
        "none": "No bus of this line says where it is now.",
        "one": "1 bus says where it is.",
        "several": "{n} buses say where they are.",
    },
    no_fleet="No bus positions are received; all by the timetable.",
)


def kind_of(count: int) -> str:
    """Which of the phrases for a number of things is meant."""
    return {0: "none", 1: "one"}.get(count, "several")


PHRASES: Mapping[Language, LinePhrases] = {
    "ko": KOREAN,
    "en": ENGLISH,
    "zh": ENGLISH,
    "ja": ENGLISH,
    "ko-easy": KOREAN,
}


def get_line_phrases(language: Language) -> LinePhrases:
    """The phrases of that language."""
    return PHRASES[language]
