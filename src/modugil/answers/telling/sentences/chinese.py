"""The sentences in Chinese: simplified characters, as navigation speaks on the mainland."""

from collections.abc import Sequence
from datetime import date
from math import isfinite

from modugil.answers.telling.maneuvers import KERB_M, STEEP_RATIO, Act, Maneuver
from modugil.answers.telling.sentences import chinese_words as words
from modugil.answers.telling.sentences.phrasebook import (
    NAMED_BARRIERS,
    Phrasebook,
    percent,
    round_m,
)
from modugil.answers.telling.turns import Turn
from modugil.answers.wording import plain_headsign
from modugil.core.access import Access
from modugil.region.vocabulary import PathwayMode
from modugil.routing.journey import BarrierFound, BarrierKind
from modugil.routing.needs import Boarding, Needs


class Chinese(Phrasebook):
    """Chinese."""

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
    bracket = "{what}（{measure}）"
    limits = words.LIMITS
    most = words.MOST
    stops = "受阻：{names}"
    between = "、"

    def maneuver(self, maneuver: Maneuver) -> str:
        """What to do now, with what needs care after it."""
        return "".join((self._act(maneuver), *self._cautions(maneuver)))

    def _act(self, m: Maneuver) -> str:
        if m.act is Act.CROSS:
            return words.CROSSINGS.get(m.crossing, "请过马路。")
        if m.act is Act.STEPS:
            return self._steps(m)
        if m.act is Act.ELEVATOR:
            return "请乘坐电梯。"
        if m.act is Act.ESCALATOR:
            return "请乘坐自动扶梯。"
        on = m.name or words.KINDS.get(m.kind, "")
        along = f"沿{on}" if on else ""
        if m.turn is Turn.STRAIGHT:
            return f"请{along}直行{_metres(m.length_m)}。"
        if m.turn is Turn.START:
            head = f"向{words.POINTS[round(m.bearing_deg / 45) % 8]}"
        else:
            head = words.TURNS[m.turn]
        return f"请{head}，{along}前行{_metres(m.length_m)}。"

    def _steps(self, m: Maneuver) -> str:
        way = {Access.YES: "上", Access.NO: "下"}.get(m.goes_up, "走")
        count = f"{m.step_count}级台阶" if m.step_count > 0 else "台阶"
        rail = "有扶手。" if m.handrail is Access.YES else ""
        return f"请{way}{count}。{rail}"

    def _cautions(self, m: Maneuver) -> list[str]:
        said = []
        if m.act is not Act.STEPS and m.slope_up_ratio >= STEEP_RATIO:
            said.append(f"途中有上坡，坡度最大{percent(m.slope_up_ratio)}%。")
        if m.act is not Act.STEPS and m.slope_down_ratio >= STEEP_RATIO:
            said.append(f"途中有下坡，坡度最大{percent(m.slope_down_ratio)}%。")
        if m.highest_kerb_m >= KERB_M:
            said.append(f"有高{m.highest_kerb_m * 100:.0f}厘米的路缘石。")
        elif m.kerb_unknown:
            said.append("有路缘石，高度尚未确认。")
        if m.act is Act.CROSS and m.signal_sound is Access.YES:
            said.append("信号灯有提示音。")
        return said

    def along(self, name: str) -> str:
        """The part of a sentence that one goes along the street of this name."""
        return f"沿{name}"

    def arrive(self, name: str) -> str:
        """You are there; without a name, at the place asked for."""
        return f"您已到达{name or '目的地'}。"

    def walk_to(self, name: str, *, length_m: float, minutes: int) -> str:
        """A way of which nothing more is known than its length."""
        return f"请前往{name or '目的地'}，约{_metres(length_m)}，需{_hours(minutes)}。"

    def pathway(self, mode: int, *, signposted: str, steps: int) -> str:
        """One pathway of a station; `steps` negative down, 0 where their number is not known."""
        toward = f"按“{signposted}”指示牌，" if signposted else ""
        if mode == PathwayMode.STAIRS:
            way = "下" if steps < 0 else "上" if steps else "走"
            count = f"{abs(steps)}级台阶" if steps else "楼梯"
            return f"请{toward}{way}{count}。"
        return f"请{toward}{words.PATHWAYS[PathwayMode(mode)]}。"

    def line(self, name: str, *, vehicle: str) -> str:
        """The line as it is spoken of: its name with its kind of vehicle."""
        if name.isascii() and name[-1:].isdigit():
            return words.NUMBERED[vehicle].format(name=name)
        said = any(word in name for word in words.SAYS_SO)
        return name if said else f"{name}{words.VEHICLES[vehicle]}"

    def ride(self, line: str, *, headsign: str, start: str, end: str, stops: int) -> str:
        """Take this line from here to there; get off at the stop of this number."""
        sign = plain_headsign(headsign).removesuffix("方向")
        toward = f"开往{sign}方向的" if sign else ""
        return f"请在{start}乘坐{toward}{line}，坐{stops}站，在{end}下车。"

    def low_floor(self, access: Access) -> str:
        """Whether the vehicle can be boarded without a step."""
        return {
            Access.YES: "低地板车辆",
            Access.NO: "车门处有台阶",
            Access.UNKNOWN: "是否为低地板车辆尚未确认",
        }[access]

    def unknown_facts(self, facts: Sequence[str], length_m: float) -> str:
        """That these facts are not known for so many metres."""
        named = "、".join(self.facts.get(fact, fact) for fact in facts)
        return f"有{_metres(length_m)}路段尚未确认：{named}。"

    def unknown_place(self, fact: str) -> str:
        """A barrier that is one only because this fact is not known."""
        return f"{self.facts.get(fact, fact)}尚未确认的地方"

    def why_not(self, barrier: BarrierFound, *, saved_s: float, others: int = 0) -> str:
        """Why the quicker way was not taken."""
        more = f"等{others + 1}处障碍" if others else ""
        because = f"因为有{self.barrier(barrier)}{more}"
        return f"另有一条路可快{_span(saved_s)}，但{because}，没有采用。"

    def summary(
        self, *, times: tuple[str, str], minutes: int, lines: Sequence[str], unverified_m: float
    ) -> str:
        """One sentence that says it all."""
        by = f"乘坐{'、'.join(lines)}" if lines else "不乘车"
        first = "先后" if len(lines) > 1 else ""
        sure = "全程已确认" if unverified_m < 0.5 else f"其中{_metres(unverified_m)}尚未确认"
        return f"{times[0]}出发，{times[1]}到达，{first}{by}，共需{_hours(minutes)}；{sure}。"

    def needs(self, needs: Needs) -> str:
        """The needs in one line."""
        parts = [self.who(needs)]
        if isfinite(needs.max_slope_up_ratio):
            parts.append(f"上坡不超过{percent(needs.max_slope_up_ratio)}%")
        if isfinite(needs.max_kerb_m):
            parts.append(f"路缘石不超过{needs.max_kerb_m * 100:.0f}厘米")
        if needs.min_width_m > 0:
            parts.append(f"宽度至少{needs.min_width_m:.2g}米")
        if needs.max_step_count == 0:
            parts.append("途中无台阶")
        if needs.boarding is Boarding.STEP_FREE:
            parts.append("无台阶上下车")
        return "，".join(parts)

    def together(self, names: Sequence[str]) -> str:
        """That these go together, before their strictest limits."""
        several = "、".join(names[:-1])
        return f"{several}和{names[-1]}同行" if several else f"{names[-1]}同行"

    def least_bad(self, barriers: Sequence[BarrierFound]) -> str:
        """What stands in the least-bad way."""
        named = "、".join(self.barrier(barrier) for barrier in barriers[:NAMED_BARRIERS])
        rest = len(barriers) - NAMED_BARRIERS
        more = f"，另有{rest}处障碍" if rest > 0 else ""
        return f"这条路上有{named}{more}。"

    def day(self, day: date) -> str:
        """A day of this year or the next, without the year."""
        return f"{day.month}月{day.day}日"

    def delay(self, seconds: int) -> str:
        """How late or early a vehicle is."""
        return f"比预定时间{'晚' if seconds > 0 else '早'}{_span(abs(seconds))}。"

    def headway(self, seconds: int) -> str:
        """That a line runs every so many minutes and the time is an example."""
        return f"约每{_span(seconds)}一班，所示时间仅为示例。"

    def metres(self, length_m: float) -> str:
        """A length as it is said."""
        return _metres(length_m)

    def steps(self, count: float) -> str:
        """A number of steps."""
        return f"{count:.0f}级"

    def measure(self, kind: BarrierKind, value: float) -> str:
        """A known value of a barrier with its unit; empty for a kind that has none."""
        if kind is BarrierKind.KERB:
            return f"{value * 100:.0f}厘米"
        return f"{value:.2f}米" if kind is BarrierKind.WIDTH else super().measure(kind, value)


def _metres(length_m: float) -> str:
    return f"{length_m / 1000:.1f}公里" if length_m >= 995 else f"{round_m(length_m)}米"


def _span(seconds: float) -> str:
    return _hours(max(1, round(seconds / 60))) if seconds >= 45 else f"{round(seconds)}秒"


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if hours == 0:
        return f"{rest}分钟"
    return f"{hours}小时{rest}分钟" if rest else f"{hours}小时"
