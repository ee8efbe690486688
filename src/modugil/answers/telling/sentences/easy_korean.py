"""The sentences in easy-to-read Korean (쉬운 말): one thought each, in everyday words."""

import re
from collections.abc import Sequence
from math import isfinite

from modugil.answers.telling.maneuvers import KERB_M, STEEP_RATIO, Act, Maneuver
from modugil.answers.telling.sentences import easy_korean_words as words
from modugil.answers.telling.sentences.josa import add_josa
from modugil.answers.telling.sentences.korean import TOWARDS, Korean
from modugil.answers.telling.sentences.korean_words import POINTS
from modugil.answers.telling.sentences.phrasebook import NAMED_BARRIERS, percent
from modugil.answers.telling.turns import Turn
from modugil.core.access import Access
from modugil.region.vocabulary import PathwayMode
from modugil.routing.journey import BarrierFound
from modugil.routing.needs import Boarding, Needs

_CLOCK = re.compile(r"\b(\d{1,2}):(\d{2})$")


class EasyKorean(Korean):
    """Easy-to-read Korean: what is not said otherwise here is said as in Korean."""

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
    limits = words.LIMITS
    most = words.MOST
    stops = "못 가는 사람: {names}"
    vehicles = words.VEHICLES

    def _act(self, m: Maneuver) -> str:
        if m.act is Act.CROSS:
            return words.CROSSINGS.get(m.crossing, "길을 건너세요.")
        if m.act is not Act.GO:
            return super()._act(m)
        on = m.name or words.KINDS.get(m.kind, "")
        along = f"{add_josa(on, '을/를')} 따라 " if on else ""
        if m.turn is Turn.START:
            head = f"{POINTS[round(m.bearing_deg / 45) % 8]}으로 가세요."
        else:
            head = words.TURNS[m.turn]
        return f"{head} {along}{self.metres(m.length_m)} 가세요."

    def _steps(self, m: Maneuver) -> str:
        count = f"{m.step_count}칸 있어요" if m.step_count > 0 else "있어요"
        way = {Access.YES: " 올라가세요.", Access.NO: " 내려가세요."}.get(
            m.goes_up, " 계단으로 가세요."
        )
        rail = " 손잡이가 있어요." if m.handrail is Access.YES else ""
        return f"계단이 {count}.{way}{rail}"

    def _cautions(self, m: Maneuver) -> list[str]:
        said = []
        if m.act is not Act.STEPS and m.slope_up_ratio >= STEEP_RATIO:
            said.append(f"오르막길이 있어요. 기울기는 {percent(m.slope_up_ratio)}퍼센트예요.")
        if m.act is not Act.STEPS and m.slope_down_ratio >= STEEP_RATIO:
            said.append(f"내리막길이 있어요. 기울기는 {percent(m.slope_down_ratio)}퍼센트예요.")
        if m.highest_kerb_m >= KERB_M:
            said.append(f"턱이 있어요. 높이는 {m.highest_kerb_m * 100:.0f}센티미터예요.")
        elif m.kerb_unknown:
            said.append("턱이 있어요. 높이는 아직 몰라요.")
        if m.act is Act.CROSS and m.signal_sound is Access.YES:
            said.append("신호등에서 소리가 나요.")
        return said

    def arrive(self, name: str) -> str:
        """You are there; without a name, at the place asked for."""
        return f"{name or '가려던 곳'}에 도착했어요."

    def walk_to(self, name: str, *, length_m: float, minutes: int) -> str:
        """A way of which nothing more is known than its length."""
        where, far = name or "가려던 곳", self.metres(length_m)
        return f"{where}까지 가세요. 거리는 약 {far}예요. {self.duration(minutes)}쯤 걸려요."

    def pathway(self, mode: int, *, signposted: str, steps: int) -> str:
        """One pathway of a station; `steps` negative down, 0 where their number is not known."""
        sign = f"'{signposted}' 표지판을 보고 가세요. " if signposted else ""
        if mode == PathwayMode.STAIRS:
            count = f"{abs(steps)}칸 있어요" if steps else "있어요"
            way = " 내려가세요." if steps < 0 else " 올라가세요." if steps else " 계단으로 가세요."
            return f"{sign}계단이 {count}.{way}"
        return f"{sign}{words.PATHWAYS[PathwayMode(mode)]}."

    def ride(self, line: str, *, headsign: str, start: str, end: str, stops: int) -> str:
        """Take this line from here to there; get off at the stop of this number."""
        toward = f" {_say_toward(headsign)} 차예요." if headsign else ""
        count = "다음" if stops == 1 else f"{stops}번째"
        off = f"{count} 정류장에서 내리세요. 내릴 곳은 {add_josa(end, '이에요/예요')}."
        return f"{start}에서 {add_josa(line, '을/를')} 타세요.{toward} {off}"

    def low_floor(self, access: Access) -> str:
        """Whether the vehicle can be boarded without a step."""
        return {
            Access.YES: "바닥이 낮은 차",
            Access.NO: "문에 계단이 있는 차",
            Access.UNKNOWN: "바닥이 낮은지 아직 몰라요",
        }[access]

    def unknown_facts(self, facts: Sequence[str], length_m: float) -> str:
        """That these facts are not known for so many metres."""
        named = ", ".join(self.facts.get(fact, fact) for fact in facts)
        return f"아직 모르는 길이 {self.metres(length_m)} 있어요. 모르는 것: {named}."

    def unknown_place(self, fact: str) -> str:
        """A barrier that is one only because this fact is not known."""
        known = self.facts.get(fact, fact)
        return f"{known if known.endswith('지') else add_josa(known, '을/를')} 아직 모르는 곳"

    def why_not(self, barrier: BarrierFound, *, saved_s: float, others: int = 0) -> str:
        """Why the quicker way was not taken."""
        what = self.barrier(barrier)
        stands = f"{what} 말고도 어려운 곳이 {others}곳 더" if others else add_josa(what, "이/가")
        quicker = f"{self.span(saved_s)} 더 빠른 길이 있어요."
        return f"{quicker} 그 길에는 {stands} 있어요. 그래서 그 길은 뺐어요."

    def summary(
        self, *, times: tuple[str, str], minutes: int, lines: Sequence[str], unverified_m: float
    ) -> str:
        """All of it, one thought a sentence."""
        sure = (
            "모두 확인한 길이에요."
            if unverified_m < 0.5
            else f"아직 모르는 길이 {self.metres(unverified_m)} 있어요."
        )
        taken = add_josa(", ".join(lines), "을/를") + (" 차례로" if len(lines) > 1 else "")
        by = f"{taken} 타요." if lines else "차는 타지 않아요."
        start, end = map(_say_clock, times)
        took = f"{self.duration(minutes)} 걸려요."
        return f"{start}에 출발해요. {end}에 도착해요. {took} {by} {sure}"

    def needs(self, needs: Needs) -> str:
        """The needs in one line."""
        parts = [self.who(needs)]
        if isfinite(needs.max_slope_up_ratio):
            parts.append(f"오르막길 {percent(needs.max_slope_up_ratio)}%까지")
        if isfinite(needs.max_kerb_m):
            parts.append(f"턱 {needs.max_kerb_m * 100:.0f} cm까지")
        if needs.min_width_m > 0:
            parts.append(f"길의 너비 {needs.min_width_m:.2g} m부터")
        if needs.max_step_count == 0:
            parts.append("계단 없이")
        if needs.boarding is Boarding.STEP_FREE:
            parts.append("턱 없이 타고 내리기")
        return ", ".join(parts)

    def together(self, names: Sequence[str]) -> str:
        """That these go together, before their strictest limits."""
        return f"같이 가기({', '.join(names)})"

    def least_bad(self, barriers: Sequence[BarrierFound]) -> str:
        """What stands in the least-bad way."""
        named = ", ".join(self.barrier(barrier) for barrier in barriers[:NAMED_BARRIERS])
        rest = len(barriers) - NAMED_BARRIERS
        more = f" 어려운 곳이 {rest}곳 더 있어요." if rest > 0 else ""
        return f"이 길에는 {add_josa(named, '이/가')} 있어요.{more}"

    def delay(self, seconds: int) -> str:
        """How late or early a vehicle is."""
        return f"원래보다 {self.span(abs(seconds))} {'늦어요' if seconds > 0 else '빨라요'}."

    def headway(self, seconds: int) -> str:
        """That a line runs every so many minutes and the time is an example."""
        return f"{self.span(seconds)}쯤마다 와요. 적힌 시간은 정확하지 않아요."

    def steps(self, count: float) -> str:
        """A number of steps."""
        return f"{count:.0f}칸"


def _say_toward(headsign: str) -> str:
    if not headsign.endswith(TOWARDS):
        return f"{headsign} 쪽으로 가는"
    return headsign if headsign.endswith("행") else f"{headsign}으로 가는"


def _say_clock(time: str) -> str:
    """The hour as people say it: `오후 1시 5분` of `13:05`; a day before it stays."""
    return _CLOCK.sub(_say_hour, time)


def _say_hour(found: re.Match[str]) -> str:
    hour, minute = int(found[1]), int(found[2])
    half = "밤" if hour == 0 else "오전" if hour < 12 else "오후"
    return f"{half} {hour % 12 or 12}시" + (f" {minute}분" if minute else "")
