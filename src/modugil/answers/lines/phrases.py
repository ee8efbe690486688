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
    comma: str
    """Between two of these."""
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
    comma=", ",
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
    no_sign="no destination sign",
    runs="{n} runs today, from {first} to {last}",
    no_runs="No runs today",
    buses={"none": "No bus under way now", "one": "1 bus under way", "several": "{n} under way"},
    waits="{n} waiting at the first stop",
    variant="{n} of today’s runs: {what}",
    variant_none="not today: {what}",
    starts="begins at {name}",
    ends="ends at {name}",
    via="via {name}",
    without="does not stop at {name}",
    comma=", ",
    and_more="{name} and {n} more",
    at_stop="stands at {stop}",
    between="past {stop}, next {next}",
    to_first="waiting at the first stop",
    not_today="This line does not run today.",
    heard={
        "none": "No bus of this line is reporting its position now.",
        "one": "1 bus is reporting its position.",
        "several": "{n} buses are reporting their position.",
    },
    no_fleet="No bus positions are received; times are by the timetable.",
)
CHINESE = LinePhrases(
    direction="{towards}，共{n}站",
    no_sign="没有标明去向",
    runs="今天共{n}班，首班车{first}，末班车{last}",
    no_runs="今天停运",
    buses={"none": "目前没有车在运行", "one": "1辆车运行中", "several": "{n}辆车运行中"},
    waits="{n}辆在首站等候",
    variant="今天{n}班：{what}",
    variant_none="今天没有：{what}",
    starts="从{name}出发",
    ends="终点为{name}",
    via="经由{name}",
    without="不停靠{name}",
    comma="，",
    and_more="{name}及另外{n}站",
    at_stop="正停靠{stop}",
    between="已过{stop}，下一站{next}",
    to_first="在首站等候",
    not_today="这条线路今天停运。",
    heard={
        "none": "目前没有车报告位置。",
        "one": "有1辆车报告位置。",
        "several": "有{n}辆车报告位置。",
    },
    no_fleet="没有接收公交车位置，只显示时刻表。",
)
JAPANESE = LinePhrases(
    direction="{towards}、停留所{n}か所",
    no_sign="行き先表示なし",
    runs="今日{n}便、始発{first}、最終{last}",
    no_runs="今日は運行しません",
    buses={"none": "今運行中のバスなし", "one": "1台が運行中", "several": "{n}台が運行中"},
    waits="始発の停留所で{n}台待機中",
    variant="今日{n}便：{what}",
    variant_none="今日はなし：{what}",
    starts="{name}始発",
    ends="{name}終着",
    via="{name}経由",
    without="{name}は通過",
    comma="、",
    and_more="{name}ほか{n}か所",
    at_stop="{stop}に停車中",
    between="{stop}を通過、次は{next}",
    to_first="始発の停留所で待機中",
    not_today="この路線は今日運行しません。",
    heard={
        "none": "今、位置を知らせているバスはありません。",
        "one": "1台が位置を知らせています。",
        "several": "{n}台が位置を知らせています。",
    },
    no_fleet="バスの位置情報を受け取っていないため、時刻表だけを表示します。",
)
EASY_KOREAN = LinePhrases(
    direction="{towards}, 정류장 {n}곳",
    no_sign="어디로 가는지 안 적혀 있어요",
    runs="오늘 {n}번 다녀요. 첫차는 {first}에 출발해요. 막차는 {last}에 출발해요",
    no_runs="오늘은 안 다녀요",
    buses={
        "none": "지금 다니는 차가 없어요",
        "one": "지금 1대가 다녀요",
        "several": "지금 {n}대가 다녀요",
    },
    waits="첫 정류장에 {n}대가 서 있어요",
    variant="오늘 {n}번: {what}",
    variant_none="오늘은 없어요: {what}",
    starts="{name}에서 출발해요",
    ends="{name}까지 가요",
    via="들르는 곳은 {name}",
    without="안 서는 곳은 {name}",
    comma=", ",
    and_more="{name} 그리고 {n}곳 더",
    at_stop="{stop}에 서 있어요",
    between="{stop} 지남, 다음은 {next}",
    to_first="첫 정류장에 서 있어요",
    not_today="오늘은 이 버스가 안 다녀요.",
    heard={
        "none": "지금 위치를 알려 주는 차가 없어요.",
        "one": "1대가 위치를 알려 줘요.",
        "several": "{n}대가 위치를 알려 줘요.",
    },
    no_fleet="버스가 어디 있는지 몰라요. 시간표만 보여 드려요.",
)


def kind_of(count: int) -> str:
    """Which of the phrases for a number of things is meant."""
    return {0: "none", 1: "one"}.get(count, "several")


PHRASES: Mapping[Language, LinePhrases] = {
    "ko": KOREAN,
    "en": ENGLISH,
    "zh": CHINESE,
    "ja": JAPANESE,
    "ko-easy": EASY_KOREAN,
}


def get_line_phrases(language: Language) -> LinePhrases:
    """The phrases of that language."""
    return PHRASES[language]
