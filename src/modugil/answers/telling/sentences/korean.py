"""The sentences in Korean, in the polite form a voice would speak."""

from collections.abc import Mapping, Sequence
from datetime import date
from math import isfinite

from modugil.answers.telling.maneuvers import KERB_M, STEEP_RATIO, Act, Maneuver
from modugil.answers.telling.sentences import korean_words as words
from modugil.answers.telling.sentences.josa import add_josa
from modugil.answers.telling.sentences.phrasebook import (
    NAMED_BARRIERS,
    Phrasebook,
    percent,
    round_m,
)
from modugil.answers.telling.turns import Turn
from modugil.core.access import Access
from modugil.region.vocabulary import PathwayMode
from modugil.routing.journey import BarrierFound
from modugil.routing.needs import Boarding, Needs

TOWARDS = ("방면", "방향", "행")
"""What a headsign may end in that already says "towards"."""


class Korean(Phrasebook):
    """Korean."""

    surfaces = words.SURFACES
    smoothness = words.SMOOTHNESS
    barriers = words.BARRIERS
    facts = words.FACTS
    labels = words.LABELS
    presets = words.PRESETS
    nothing_found = words.NOTHING_FOUND
    nothing_passes = words.NOTHING_PASSES
    already_there = words.ALREADY_THERE
    warnings = words.WARNINGS
    bracket = "{what}({measure})"
    limits = words.LIMITS
    most = words.MOST
    stops = "막히는 사람: {names}"
    between = ", "
    vehicles: Mapping[str, str] = words.VEHICLES

    def maneuver(self, maneuver: Maneuver) -> str:
        """What to do now, with what needs care after it."""
        return " ".join((self._act(maneuver), *self._cautions(maneuver)))

    def _act(self, m: Maneuver) -> str:
        if m.act is Act.CROSS:
            return words.CROSSINGS.get(m.crossing, "길을 건너세요.")
        if m.act is Act.STEPS:
            return self._steps(m)
        if m.act is Act.ELEVATOR:
            return "엘리베이터를 타세요."
        if m.act is Act.ESCALATOR:
            return "에스컬레이터를 타세요."
        on = m.name or words.KINDS.get(m.kind, "")
        along = f"{add_josa(on, '을/를')} 따라 " if on else ""
        if m.turn is Turn.START:
            head = f"{words.POINTS[round(m.bearing_deg / 45) % 8]}으로"
        else:
            head = words.TURNS[m.turn]
        return f"{head} {along}{_metres(m.length_m)} 이동하세요."

    def _steps(self, m: Maneuver) -> str:
        way = {Access.YES: "올라가세요", Access.NO: "내려가세요"}.get(m.goes_up, "이용하세요")
        count = f"계단 {m.step_count}단을" if m.step_count > 0 else "계단을"
        rail = " 손잡이가 있습니다." if m.handrail is Access.YES else ""
        return f"{count} {way}.{rail}"

    def _cautions(self, m: Maneuver) -> list[str]:
        said = []
        if m.act is not Act.STEPS and m.slope_up_ratio >= STEEP_RATIO:
            said.append(f"경사가 최대 {percent(m.slope_up_ratio)}퍼센트인 오르막입니다.")
        if m.act is not Act.STEPS and m.slope_down_ratio >= STEEP_RATIO:
            said.append(f"경사가 최대 {percent(m.slope_down_ratio)}퍼센트인 내리막입니다.")
        if m.highest_kerb_m >= KERB_M:
            said.append(f"높이 {m.highest_kerb_m * 100:.0f}센티미터의 턱이 있습니다.")
        elif m.kerb_unknown:
            said.append("높이가 확인되지 않은 턱이 있습니다.")
        if m.act is Act.CROSS and m.signal_sound is Access.YES:
            said.append("음향신호기가 있습니다.")
        return said

    def along(self, name: str) -> str:
        """The part of a sentence that one goes along the street of this name."""
        return f"{add_josa(name, '을/를')} 따라"

    def arrive(self, name: str) -> str:
        """You are there; without a name, at the place asked for."""
        return f"{name or '목적지'}에 도착했습니다."

    def walk_to(self, name: str, *, length_m: float, minutes: int) -> str:
        """A way of which nothing more is known than its length."""
        return f"{name or '목적지'}까지 약 {_metres(length_m)}, {_hours(minutes)} 이동하세요."

    def pathway(self, mode: int, *, signposted: str, steps: int) -> str:
        """One pathway of a station; `steps` negative down, 0 where their number is not known."""
        toward = f"'{signposted}' 표지판을 따라 " if signposted else ""
        if mode == PathwayMode.STAIRS:
            count = f"계단 {abs(steps)}단을" if steps else "계단을"
            way = "내려가세요" if steps < 0 else "올라가세요" if steps else "이용하세요"
            return f"{toward}{count} {way}."
        return f"{toward}{words.PATHWAYS[PathwayMode(mode)]}."

    def line(self, name: str, *, vehicle: str) -> str:
        """The line as it is spoken of: its name with its kind of vehicle."""
        kind = self.vehicles[vehicle]
        number = f"{name}번" if name.isascii() and name[-1:].isdigit() else name
        return number if kind in name or vehicle == "other" else f"{number} {kind}"

    def ride(self, line: str, *, headsign: str, start: str, end: str, stops: int) -> str:
        """Take this line from here to there; get off at the stop of this number."""
        toward = f"{headsign} " if headsign.endswith(TOWARDS) else f"{headsign} 방면 "
        count = "다음 정류소인" if stops == 1 else f"{stops}번째 정류소인"
        taken = f"{toward if headsign else ''}{add_josa(line, '을/를')} 타고"
        return f"{start}에서 {taken} {count} {end}에서 내리세요."

    def low_floor(self, access: Access) -> str:
        """Whether the vehicle can be boarded without a step."""
        return {
            Access.YES: "저상 차량",
            Access.NO: "문에 계단이 있는 차량",
            Access.UNKNOWN: "저상 여부 미확인",
        }[access]

    def unknown_facts(self, facts: Sequence[str], length_m: float) -> str:
        """That these facts are not known for so many metres."""
        named = add_josa(", ".join(self.facts.get(fact, fact) for fact in facts), "이/가")
        return f"{_metres(length_m)} 구간은 {named} 확인되지 않았습니다."

    def unknown_place(self, fact: str) -> str:
        """A barrier that is one only because this fact is not known."""
        return f"{add_josa(self.facts.get(fact, fact), '이/가')} 확인되지 않은 곳"

    def why_not(self, barrier: BarrierFound, *, saved_s: float, others: int = 0) -> str:
        """Why the quicker way was not taken."""
        more = f" 외 {others}곳" if others else ""
        because = f"{self.barrier(barrier)}{more} 때문에"
        return f"{_span(saved_s)} 더 빠른 길이 있지만 {because} 제외했습니다."

    def summary(
        self, *, times: tuple[str, str], minutes: int, lines: Sequence[str], unverified_m: float
    ) -> str:
        """One sentence that says it all."""
        by = add_josa(", ".join(lines), "으로/로") if lines else "차량 없이"
        sure = (
            "모두 확인된 길입니다"
            if unverified_m < 0.5
            else f"이 가운데 {add_josa(_metres(unverified_m), '은/는')} 확인되지 않았습니다"
        )
        return (
            f"{times[0]}에 출발해 {times[1]}에 도착합니다. {by} {_hours(minutes)} 걸리며, {sure}."
        )

    def needs(self, needs: Needs) -> str:
        """The needs in one line."""
        parts = [self.who(needs)]
        if isfinite(needs.max_slope_up_ratio):
            parts.append(f"오르막 {percent(needs.max_slope_up_ratio)}% 이하")
        if isfinite(needs.max_kerb_m):
            parts.append(f"턱 {needs.max_kerb_m * 100:.0f} cm 이하")
        if needs.min_width_m > 0:
            parts.append(f"폭 {needs.min_width_m:.2g} m 이상")
        if needs.max_step_count == 0:
            parts.append("계단 없이")
        if needs.boarding is Boarding.STEP_FREE:
            parts.append("단차 없는 승하차")
        return ", ".join(parts)

    def together(self, names: Sequence[str]) -> str:
        """That these go together, before their strictest limits."""
        several = ", ".join(names[:-1])
        named = f"{add_josa(several, '과/와')} {names[-1]}" if several else names[-1]
        return f"{add_josa(named, '이/가')} 함께"

    def least_bad(self, barriers: Sequence[BarrierFound]) -> str:
        """What stands in the least-bad way."""
        named = ", ".join(self.barrier(barrier) for barrier in barriers[:NAMED_BARRIERS])
        rest = len(barriers) - NAMED_BARRIERS
        there = f"{named} 외 {rest}곳" if rest > 0 else named
        return f"이 길에는 {add_josa(there, '이/가')} 있습니다."

    def day(self, day: date) -> str:
        """A day of this year or the next, without the year."""
        return f"{day.month}월 {day.day}일"

    def delay(self, seconds: int) -> str:
        """How late or early a vehicle is."""
        return f"예정보다 {_span(abs(seconds))} {'늦습니다' if seconds > 0 else '빠릅니다'}."

    def headway(self, seconds: int) -> str:
        """That a line runs every so many minutes and the time is an example."""
        return f"약 {_span(seconds)} 간격으로 운행하며, 표시된 시각은 예시입니다."

    def metres(self, length_m: float) -> str:
        """A length as it is said."""
        return _metres(length_m)

    def steps(self, count: float) -> str:
        """A number of steps."""
        return f"{count:.0f}단"

    def span(self, seconds: float) -> str:
        """A span of time: whole minutes, seconds where there are few."""
        return _span(seconds)

    def duration(self, minutes: int) -> str:
        """So many minutes as hours and minutes."""
        return _hours(minutes)


def _metres(length_m: float) -> str:
    if length_m >= 995:
        return f"{length_m / 1000:.1f}킬로미터"
    return f"{round_m(length_m)}미터"


def _span(seconds: float) -> str:
    return _hours(max(1, round(seconds / 60))) if seconds >= 45 else f"{round(seconds)}초"


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if hours == 0:
        return f"{rest}분"
    return f"{hours}시간 {rest}분" if rest else f"{hours}시간"
