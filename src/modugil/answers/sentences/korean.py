"""The sentences in Korean, in the polite form a voice would speak."""

from collections.abc import Sequence
from math import isfinite, isnan

from modugil.answers.maneuvers import Act, Maneuver, Turn
from modugil.answers.sentences.josa import add_josa
from modugil.answers.sentences.phrasebook import KERB_M, STEEP_RATIO, Phrasebook
from modugil.core.access import Access
from modugil.region.vocabulary import CrossingKind, PathwayMode, Surface, WayKind
from modugil.routing.journey import BarrierFound, BarrierKind
from modugil.routing.needs import Boarding, Needs

_POINTS = ("북쪽", "북동쪽", "동쪽", "남동쪽", "남쪽", "남서쪽", "서쪽", "북서쪽")
_TURNS = {
    Turn.STRAIGHT: "직진하여",
    Turn.LEFT: "왼쪽으로 돌아",
    Turn.RIGHT: "오른쪽으로 돌아",
    Turn.SHARP_LEFT: "왼쪽으로 크게 돌아",
    Turn.SHARP_RIGHT: "오른쪽으로 크게 돌아",
    Turn.BACK: "뒤로 돌아",
}
_KINDS = {
    WayKind.SIDEWALK: "보도",
    WayKind.FOOTWAY: "보행로",
    WayKind.PATH: "길",
    WayKind.PEDESTRIAN: "보행자 거리",
    WayKind.AREA: "광장",
    WayKind.CORRIDOR: "통로",
    WayKind.PLATFORM: "승강장",
    WayKind.SERVICE: "진입로",
    WayKind.LIVING_STREET: "보행자 우선 도로",
}
_CROSSINGS = {
    CrossingKind.SIGNALS: "신호등이 있는 횡단보도를 건너세요.",
    CrossingKind.MARKED: "횡단보도를 건너세요.",
    CrossingKind.UNMARKED: "횡단보도 표시가 없는 곳에서 길을 건너세요.",
}


class Korean(Phrasebook):
    """Korean."""

    surfaces = {
        Surface.UNKNOWN: "알 수 없음",
        Surface.ASPHALT: "아스팔트",
        Surface.CONCRETE: "콘크리트",
        Surface.PAVED: "포장",
        Surface.PAVING_STONES: "보도블록",
        Surface.SETT: "다듬은 돌",
        Surface.COBBLESTONE: "자갈돌 포장",
        Surface.COMPACTED: "다진 흙",
        Surface.FINE_GRAVEL: "고운 자갈",
        Surface.GRAVEL: "자갈",
        Surface.UNPAVED: "비포장",
        Surface.GROUND: "맨땅",
        Surface.DIRT: "흙",
        Surface.GRASS: "잔디",
        Surface.SAND: "모래",
        Surface.WOOD: "나무 데크",
        Surface.METAL: "금속",
        Surface.GRASS_PAVER: "잔디 블록",
        Surface.MUD: "진흙",
    }
    barriers = {
        BarrierKind.STEPS: "계단",
        BarrierKind.KERB: "연석 턱",
        BarrierKind.SLOPE_UP: "오르막",
        BarrierKind.SLOPE_DOWN: "내리막",
        BarrierKind.CROSS_SLOPE: "옆으로 기운 길",
        BarrierKind.WIDTH: "좁은 곳",
        BarrierKind.SURFACE: "노면",
        BarrierKind.SMOOTHNESS: "고르지 않은 노면",
        BarrierKind.WHEELCHAIR_NO: "휠체어 통행 불가로 표시된 곳",
        BarrierKind.NO_ENTRY: "닫혔거나 사유지인 길",
        BarrierKind.CROSSING: "필요한 시설이 없는 횡단보도",
        BarrierKind.ELEVATOR: "엘리베이터",
        BarrierKind.ESCALATOR: "에스컬레이터",
        BarrierKind.BLOCKED: "지금 막힌 길",
        BarrierKind.UNKNOWN: "필요한 정보가 확인되지 않은 곳",
    }
    facts = {
        "slope": "경사",
        "cross_slope": "옆 경사",
        "width": "폭",
        "surface": "노면",
        "smoothness": "노면 상태",
        "kerb": "턱 높이",
        "steps": "계단 수",
        "crossing": "횡단보도 종류",
        "wheelchair": "휠체어 통행 여부",
        "link": "지점과 길 사이",
        "boarding": "단차 없는 승차",
    }
    labels = {
        "earliest": "가장 빨리 도착",
        "latest": "가장 늦게 출발",
        "fewest-changes": "가장 적게 환승",
        "all-confirmed": "모두 확인됨",
        "least-walking": "가장 짧은 이동",
        "least-bad": "지날 수 있는 길이 없어 가장 나은 길",
    }
    presets = {
        "walking": "도보",
        "manual-wheelchair": "수동 휠체어",
        "powered-wheelchair": "전동 휠체어",
        "stroller": "유아차",
        "cane": "지팡이 또는 느린 걸음",
        "low-vision": "저시력 또는 시각장애",
        "custom": "직접 정한 조건",
    }
    nothing_found = (
        "이 시각에 조건에 맞는 길을 찾지 못했습니다. "
        "시각을 바꾸거나, 더 긴 이동 거리나 확인되지 않은 길을 허용해 보세요."
    )
    warnings = {
        "board-unknown": "여기서 단차 없이 탈 수 있는지 확인되지 않았습니다.",
        "alight-unknown": "여기서 단차 없이 내릴 수 있는지 확인되지 않았습니다.",
        "on-demand": "이 정류소는 운영기관에 미리 요청해야 정차합니다.",
        "no-streets": "이 구간은 길 하나하나의 정보가 없습니다.",
        "sample": "실제 도로망이 아닌 예시 자료입니다.",
        "delayed": "차량이 늦어지고 있습니다.",
    }

    def maneuver(self, maneuver: Maneuver) -> str:
        """What to do now, with what needs care after it."""
        return " ".join((self._act(maneuver), *self._cautions(maneuver)))

    def _act(self, m: Maneuver) -> str:
        if m.act is Act.CROSS:
            return _CROSSINGS.get(m.crossing, "길을 건너세요.")
        if m.act is Act.STEPS:
            return self._steps(m)
        if m.act is Act.ELEVATOR:
            return "엘리베이터를 타세요."
        if m.act is Act.ESCALATOR:
            return "에스컬레이터를 타세요."
        on = m.name or _KINDS.get(m.kind, "")
        along = f"{add_josa(on, '을/를')} 따라 " if on else ""
        if m.turn is Turn.START:
            return f"{_POINTS[round(m.bearing_deg / 45) % 8]}으로 {along}{_go(m.length_m)}"
        return f"{_TURNS[m.turn]} {along}{_go(m.length_m)}"

    def _steps(self, m: Maneuver) -> str:
        way = {Access.YES: "올라가세요", Access.NO: "내려가세요"}.get(m.goes_up, "지나세요")
        count = f"계단 {m.step_count}단을" if m.step_count > 0 else "계단을"
        rail = " 손잡이가 있습니다." if m.handrail is Access.YES else ""
        return f"{count} {way}.{rail}"

    def _cautions(self, m: Maneuver) -> list[str]:
        said = []
        if m.act is not Act.STEPS and m.slope_up_ratio >= STEEP_RATIO:
            said.append(f"최대 {m.slope_up_ratio * 100:.0f}퍼센트 오르막입니다.")
        if m.act is not Act.STEPS and m.slope_down_ratio >= STEEP_RATIO:
            said.append(f"최대 {m.slope_down_ratio * 100:.0f}퍼센트 내리막입니다.")
        if m.highest_kerb_m >= KERB_M:
            said.append(f"높이 {m.highest_kerb_m * 100:.0f}센티미터 턱이 있습니다.")
        elif m.kerb_unknown:
            said.append("높이를 알 수 없는 턱이 있습니다.")
        if m.act is Act.CROSS and m.signal_sound is Access.YES:
            said.append("음향 신호기가 있습니다.")
        return said

    def arrive(self, name: str) -> str:
        """You are there."""
        return f"{name}에 도착했습니다."

    def walk_to(self, name: str, *, length_m: float, minutes: int) -> str:
        """A way of which nothing more is known than its length."""
        return f"{name}까지 약 {_round_m(length_m)}, {minutes}분 이동하세요."

    def pathway(self, mode: int, *, signposted: str, steps: int) -> str:
        """One pathway of a station."""
        toward = f"{signposted} 표지판을 따라 " if signposted else ""
        count = f"계단 {abs(steps)}단을" if steps else "계단을"
        way = "내려가세요" if steps < 0 else "올라가세요" if steps else "지나세요"
        said = {
            PathwayMode.WALKWAY: "통로를 지나세요",
            PathwayMode.STAIRS: f"{count} {way}",
            PathwayMode.MOVING_SIDEWALK: "무빙워크를 타세요",
            PathwayMode.ESCALATOR: "에스컬레이터를 타세요",
            PathwayMode.ELEVATOR: "엘리베이터를 타세요",
            PathwayMode.FARE_GATE: "개찰구로 들어가세요",
            PathwayMode.EXIT_GATE: "개찰구로 나가세요",
        }
        return f"{toward}{said[PathwayMode(mode)]}."

    def ride(self, line: str, *, headsign: str, start: str, end: str, stops: int) -> str:
        """Take this line from here to there."""
        toward = f" {headsign} 방면" if headsign else ""
        return (
            f"{start}에서 {line}{toward} 차를 타고 {stops}개 정류소를 지나 {end}에서 내리세요."
            if stops > 1
            else f"{start}에서 {line}{toward} 차를 타고 다음 정류소인 {end}에서 내리세요."
        )

    def low_floor(self, access: Access) -> str:
        """Whether the vehicle can be boarded without a step."""
        return {
            Access.YES: "저상",
            Access.NO: "계단 있음",
            Access.UNKNOWN: "저상 여부 미확인",
        }[access]

    def unknown_fact(self, fact: str, length_m: float) -> str:
        """That a fact is not known for so many metres."""
        subject = add_josa(self.facts.get(fact, fact), "이/가")
        return f"{_round_m(length_m)} 구간의 {subject} 확인되지 않았습니다."

    def barrier(self, barrier: BarrierFound) -> str:
        """The barrier with its measure and the person's limit."""
        what = self.barriers[barrier.kind]
        value, limit = _measure(barrier.kind, barrier.value), _measure(barrier.kind, barrier.limit)
        if value and limit:
            return f"{what}({value}, 내 한도 {limit})"
        return f"{what}({value})" if value else what

    def why_not(self, barrier: BarrierFound, *, saved_s: float) -> str:
        """Why the quicker way was not taken."""
        because = f"{self.barrier(barrier)} 때문에"
        return f"{_minutes(saved_s)} 더 빠른 길이 있지만 {because} 제외했습니다."

    def summary(
        self, *, times: tuple[str, str], minutes: int, lines: Sequence[str], unverified_m: float
    ) -> str:
        """One sentence that says it all."""
        by = add_josa(", ".join(lines), "으로/로") if lines else "차량 없이"
        sure = (
            "모두 확인된 길입니다"
            if unverified_m < 0.5
            else f"{_round_m(unverified_m)}는 확인되지 않았습니다"
        )
        return f"{times[0]}에 출발해 {times[1]}에 도착, {by} {minutes}분 걸립니다. {sure}."

    def needs(self, needs: Needs) -> str:
        """The needs in one line."""
        parts = [self.presets.get(needs.preset, needs.preset)]
        if isfinite(needs.max_slope_up_ratio):
            parts.append(f"오르막 {needs.max_slope_up_ratio * 100:.0f}%까지")
        if isfinite(needs.max_kerb_m):
            parts.append(f"턱 {needs.max_kerb_m * 100:.0f} cm까지")
        if needs.min_width_m > 0:
            parts.append(f"폭 {needs.min_width_m:.2g} m 이상")
        if needs.max_step_count == 0:
            parts.append("계단 없음")
        if needs.boarding is Boarding.STEP_FREE:
            parts.append("단차 없는 승차")
        return ", ".join(parts)

    def least_bad(self, barriers: Sequence[BarrierFound]) -> str:
        """That nothing passes, and what stands in the least-bad way."""
        named = ", ".join(self.barrier(barrier) for barrier in barriers[:3])
        more = f" 외 {len(barriers) - 3}곳" if len(barriers) > 3 else ""
        return f"조건을 모두 만족하는 길이 없습니다. 이 길에는 다음이 있습니다: {named}{more}."

    def delay(self, seconds: int) -> str:
        """How late or early a vehicle is."""
        return f"{_minutes(abs(seconds))} {'늦음' if seconds > 0 else '빠름'}"

    def headway(self, seconds: int) -> str:
        """That a line runs every so many minutes and the time is an example."""
        return f"약 {_minutes(seconds)} 간격으로 다니며 시각은 예시입니다."


def _go(length_m: float) -> str:
    return f"{_round_m(length_m)} 이동하세요."


def _round_m(length_m: float) -> str:
    if length_m >= 1000:
        return f"{length_m / 1000:.1f}킬로미터"
    metres = max(1, round(length_m)) if length_m < 20 else round(length_m / 10) * 10
    return f"{metres:.0f}미터"


def _minutes(seconds: float) -> str:
    return f"{max(1, round(seconds / 60))}분" if seconds >= 45 else f"{round(seconds)}초"


def _measure(kind: BarrierKind, value: float) -> str:
    if isnan(value) or not isfinite(value):
        return ""
    if kind in (BarrierKind.SLOPE_UP, BarrierKind.SLOPE_DOWN, BarrierKind.CROSS_SLOPE):
        return f"{value * 100:.0f}%" if value >= 0.1 else f"{value * 100:.1f}%"
    if kind is BarrierKind.KERB:
        return f"{value * 100:.0f} cm"
    if kind is BarrierKind.WIDTH:
        return f"{value:.2f} m"
    if kind is BarrierKind.STEPS:
        return f"{value:.0f}단"
    return ""
