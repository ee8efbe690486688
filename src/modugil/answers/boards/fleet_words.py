"""The fleet in words: how many buses run, wait, are late or were not heard of for a while."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from modugil.answers.boards.sight import Sight
from modugil.answers.boards.vehicles import vehicle_access
from modugil.answers.wording import join_sentences
from modugil.core.access import Access
from modugil.core.language import Language
from modugil.live.progress import VehicleStatus
from modugil.live.snapshot.vehicle_state import VehicleState

LATE_FROM_S = 180
"""From here on a bus counts as late. Source: our choice: connections are then at risk."""
EARLY_FROM_S = 60
RUNNING = (VehicleStatus.ON_TRIP, VehicleStatus.DETOUR)


class FleetWords(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The vehicles asked for, counted; every vehicle is in one of running, waiting and others."""

    total: int
    running: int
    """On a trip, on its way or on a detour."""
    waiting: int
    """At the first stop of their trip, or on the way to it."""
    others: int
    """Without passengers, or on no trip we know."""
    late: int
    """Running, and three minutes late or more."""
    early: int
    """Running, and a minute early or more."""
    on_time: int
    stale: int
    """Whose position is too old to be where they are."""
    low_floor: int
    low_floor_unknown: int
    text: str
    """All of it in a few sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phrases:
    none: str
    total: str
    total_one: str
    waiting: str
    others: str
    running: str
    late: str
    early: str
    on_time: str
    stale: str
    low_floor: str
    unknown: str


KOREAN = _Phrases(
    none="위치를 알리는 버스가 없습니다.",
    total="버스 {n}대가 위치를 알립니다",
    total_one="버스 1대가 위치를 알립니다",
    running="운행 중 {n}대",
    waiting="첫 정류소에서 대기 {n}대",
    others="운행을 알 수 없거나 승객 없이 이동 {n}대",
    on_time="제시간 {n}대",
    late="3분 이상 늦음 {n}대",
    early="1분 이상 빠름 {n}대",
    stale="{n}대는 위치가 오래됨",
    low_floor="저상 {n}대",
    unknown="저상 확인 안 됨 {n}대",
)
ENGLISH = _Phrases(
    none="No bus is reporting its position.",
    total="{n} buses are reporting their position",
    total_one="1 bus is reporting its position",
    running="{n} on their way",
    waiting="{n} waiting at the first stop",
    others="{n} not in service or on an unknown trip",
    on_time="{n} on time",
    late="{n} late by 3 min or more",
    early="{n} early by 1 min or more",
    stale="{n} with an old position",
    low_floor="{n} low-floor",
    unknown="{n} with low floor not confirmed",
)


CHINESE = _Phrases(
    none="目前没有公交车报告位置。",
    total="有{n}辆公交车报告位置",
    total_one="有1辆公交车报告位置",
    running="{n}辆行驶中",
    waiting="{n}辆在首站等候",
    others="{n}辆不载客或班次不明",
    on_time="{n}辆准点",
    late="{n}辆晚点3分钟以上",
    early="{n}辆提前1分钟以上",
    stale="{n}辆的位置信息较旧",
    low_floor="{n}辆为低地板车",
    unknown="{n}辆是否低地板尚未确认",
)
JAPANESE = _Phrases(
    none="位置を知らせているバスはありません。",
    total="{n}台のバスが位置を知らせています",
    total_one="1台のバスが位置を知らせています",
    running="運行中{n}台",
    waiting="始発の停留所で待機中{n}台",
    others="回送中または便が不明{n}台",
    on_time="定刻{n}台",
    late="3分以上の遅れ{n}台",
    early="1分以上早い{n}台",
    stale="位置が古いもの{n}台",
    low_floor="低床{n}台",
    unknown="低床かどうか未確認{n}台",
)
EASY_KOREAN = _Phrases(
    none="위치를 알려 주는 버스가 없어요.",
    total="버스 {n}대가 위치를 알려 줘요",
    total_one="버스 1대가 위치를 알려 줘요",
    running="지금 다니는 차 {n}대",
    waiting="첫 정류장에 있는 차 {n}대",
    others="손님을 안 태우거나 잘 모르는 차 {n}대",
    on_time="제시간에 오는 차 {n}대",
    late="3분 넘게 늦는 차 {n}대",
    early="1분 넘게 빠른 차 {n}대",
    stale="위치가 오래된 차 {n}대",
    low_floor="바닥이 낮은 차 {n}대",
    unknown="바닥이 낮은지 모르는 차 {n}대",
)
PHRASES: Mapping[Language, _Phrases] = {
    "ko": KOREAN,
    "en": ENGLISH,
    "zh": CHINESE,
    "ja": JAPANESE,
    "ko-easy": EASY_KOREAN,
}


def tell_fleet(sight: Sight, states: Sequence[VehicleState]) -> FleetWords:
    """These vehicles, counted and in words."""
    running = [one for one in states if one.status in RUNNING]
    waiting = sum(one.status is VehicleStatus.LAYOVER for one in states)
    known = [one.delay_s for one in running if one.delay_s is not None]
    late = sum(delay >= LATE_FROM_S for delay in known)
    early = sum(delay <= -EARLY_FROM_S for delay in known)
    access = [vehicle_access(sight, one) for one in states]
    counted = FleetWords(
        total=len(states),
        running=len(running),
        waiting=waiting,
        others=len(states) - len(running) - waiting,
        late=late,
        early=early,
        on_time=len(known) - late - early,
        stale=sum(one.is_stale(sight.now) for one in states),
        low_floor=access.count(Access.YES),
        low_floor_unknown=access.count(Access.UNKNOWN),
        text="",
    )
    return msgspec.structs.replace(counted, text=_say(sight, counted))


def _say(sight: Sight, fleet: FleetWords) -> str:
    phrases = PHRASES[sight.language]
    if not fleet.total:
        return phrases.none
    total = phrases.total_one if fleet.total == 1 else phrases.total
    sentences = (
        (
            (phrases.running, fleet.running),
            (phrases.waiting, fleet.waiting),
            (phrases.others, fleet.others),
        ),
        (
            (phrases.on_time, fleet.on_time),
            (phrases.late, fleet.late),
            (phrases.early, fleet.early),
            (phrases.stale, fleet.stale),
        ),
        ((phrases.low_floor, fleet.low_floor), (phrases.unknown, fleet.low_floor_unknown)),
    )
    said = (
        sight.phrases.join(*(text.format(n=n) for text, n in parts if n)) for parts in sentences
    )
    return join_sentences((total.format(n=fleet.total), *said), language=sight.language)
