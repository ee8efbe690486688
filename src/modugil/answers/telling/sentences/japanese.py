"""The sentences in Japanese, in the polite form a voice would speak."""

from collections.abc import Sequence
from datetime import date
from math import isfinite

from modugil.answers.telling.maneuvers import KERB_M, STEEP_RATIO, Act, Maneuver
from modugil.answers.telling.sentences import japanese_words as words
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
from modugil.routing.journey import BarrierFound
from modugil.routing.needs import Boarding, Needs

TOWARDS = ("方面", "行き", "行")
"""What a headsign may end in that already says "towards"."""


class Japanese(Phrasebook):
    """Japanese."""

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
    stops = "通れない人：{names}"
    between = "、"

    def maneuver(self, maneuver: Maneuver) -> str:
        """What to do now, with what needs care after it."""
        return "".join((self._act(maneuver), *self._cautions(maneuver)))

    def _act(self, m: Maneuver) -> str:
        if m.act is Act.CROSS:
            return words.CROSSINGS.get(m.crossing, "道を渡ってください。")
        if m.act is Act.STEPS:
            return self._steps(m)
        if m.act is Act.ELEVATOR:
            return "エレベーターに乗ってください。"
        if m.act is Act.ESCALATOR:
            return "エスカレーターに乗ってください。"
        on = m.name or words.KINDS.get(m.kind, "")
        along = f"{on}を" if on else ""
        if m.turn is Turn.START:
            head = f"{words.POINTS[round(m.bearing_deg / 45) % 8]}の方向へ"
        else:
            head = words.TURNS[m.turn]
        comma = "、" if along and not head.endswith("、") else ""
        return f"{head}{comma}{along}{_metres(m.length_m)}進んでください。"

    def _steps(self, m: Maneuver) -> str:
        way = {Access.YES: "上って", Access.NO: "下りて"}.get(m.goes_up, "利用して")
        count = f"{m.step_count}段の階段を" if m.step_count > 0 else "階段を"
        rail = "手すりがあります。" if m.handrail is Access.YES else ""
        return f"{count}{way}ください。{rail}"

    def _cautions(self, m: Maneuver) -> list[str]:
        said = []
        if m.act is not Act.STEPS and m.slope_up_ratio >= STEEP_RATIO:
            said.append(f"最大{percent(m.slope_up_ratio)}パーセントの上り坂があります。")
        if m.act is not Act.STEPS and m.slope_down_ratio >= STEEP_RATIO:
            said.append(f"最大{percent(m.slope_down_ratio)}パーセントの下り坂があります。")
        if m.highest_kerb_m >= KERB_M:
            said.append(f"高さ{m.highest_kerb_m * 100:.0f}センチメートルの段差があります。")
        elif m.kerb_unknown:
            said.append("高さが未確認の段差があります。")
        if m.act is Act.CROSS and m.signal_sound is Access.YES:
            said.append("音響信号機があります。")
        return said

    def along(self, name: str) -> str:
        """The part of a sentence that one goes along the street of this name."""
        return f"{name}を"

    def arrive(self, name: str) -> str:
        """You are there; without a name, at the place asked for."""
        return f"{name or '目的地'}に到着しました。"

    def walk_to(self, name: str, *, length_m: float, minutes: int) -> str:
        """A way of which nothing more is known than its length."""
        where = name or "目的地"
        return f"{where}まで約{_metres(length_m)}、{_hours(minutes)}ほど進んでください。"

    def pathway(self, mode: int, *, signposted: str, steps: int) -> str:
        """One pathway of a station; `steps` negative down, 0 where their number is not known."""
        toward = f"「{signposted}」の案内表示に従って" if signposted else ""
        if mode == PathwayMode.STAIRS:
            count = f"{abs(steps)}段の階段を" if steps else "階段を"
            way = "下りて" if steps < 0 else "上って" if steps else "利用して"
            return f"{toward}{count}{way}ください。"
        return f"{toward}{words.PATHWAYS[PathwayMode(mode)]}。"

    def line(self, name: str, *, vehicle: str) -> str:
        """The line as it is spoken of: its name with its kind of vehicle."""
        kind = words.VEHICLES[vehicle]
        number = f"{name}番" if name.isascii() and name[-1:].isdigit() else name
        return number if kind in name else f"{number}{kind}"

    def ride(self, line: str, *, headsign: str, start: str, end: str, stops: int) -> str:
        """Take this line from here to there; get off at the stop of this number."""
        sign = plain_headsign(headsign)
        toward = f"{sign}の" if sign.endswith(TOWARDS) else f"{sign}方面の"
        count = "次の停留所" if stops == 1 else f"{stops}番目の停留所"
        taken = f"{toward if sign else ''}{line}に乗り"
        return f"{start}から{taken}、{count}の{end}で降りてください。"

    def low_floor(self, access: Access) -> str:
        """Whether the vehicle can be boarded without a step."""
        return {
            Access.YES: "低床車両",
            Access.NO: "乗降口に段差のある車両",
            Access.UNKNOWN: "低床車両かどうか未確認",
        }[access]

    def unknown_facts(self, facts: Sequence[str], length_m: float) -> str:
        """That these facts are not known for so many metres."""
        named = "、".join(self.facts.get(fact, fact) for fact in facts)
        return f"{_metres(length_m)}の区間で未確認：{named}。"

    def unknown_place(self, fact: str) -> str:
        """A barrier that is one only because this fact is not known."""
        known = self.facts.get(fact, fact)
        return f"{known}{'' if known.endswith('か') else 'が'}未確認の場所"

    def why_not(self, barrier: BarrierFound, *, saved_s: float, others: int = 0) -> str:
        """Why the quicker way was not taken."""
        more = f"など障害が{others + 1}か所" if others else "が"
        because = f"{self.barrier(barrier)}{more}あるため"
        return f"{_span(saved_s)}早い道もありますが、{because}除外しました。"

    def summary(
        self, *, times: tuple[str, str], minutes: int, lines: Sequence[str], unverified_m: float
    ) -> str:
        """One sentence that says it all."""
        by = f"{'、'.join(lines)}を利用し" if lines else "乗り物は使わず"
        sure = (
            "すべて確認済みの道です"
            if unverified_m < 0.5
            else f"このうち{_metres(unverified_m)}は未確認です"
        )
        return (
            f"{times[0]}に出発し、{times[1]}に到着します。"
            f"{by}、所要時間は{_hours(minutes)}です。{sure}。"
        )

    def needs(self, needs: Needs) -> str:
        """The needs in one line."""
        parts = [self.who(needs)]
        if isfinite(needs.max_slope_up_ratio):
            parts.append(f"上り坂{percent(needs.max_slope_up_ratio)}%以下")
        if isfinite(needs.max_kerb_m):
            parts.append(f"段差{needs.max_kerb_m * 100:.0f} cm以下")
        if needs.min_width_m > 0:
            parts.append(f"幅{needs.min_width_m:.2g} m以上")
        if needs.max_step_count == 0:
            parts.append("階段なし")
        if needs.boarding is Boarding.STEP_FREE:
            parts.append("段差なしの乗り降り")
        return "、".join(parts)

    def together(self, names: Sequence[str]) -> str:
        """That these go together, before their strictest limits."""
        return f"{'・'.join(names)}が一緒に移動"

    def least_bad(self, barriers: Sequence[BarrierFound]) -> str:
        """What stands in the least-bad way."""
        named = "、".join(self.barrier(barrier) for barrier in barriers[:NAMED_BARRIERS])
        rest = len(barriers) - NAMED_BARRIERS
        there = f"{named}、ほか{rest}か所の障害" if rest > 0 else named
        return f"この道には{there}があります。"

    def day(self, day: date) -> str:
        """A day of this year or the next, without the year."""
        return f"{day.month}月{day.day}日"

    def delay(self, seconds: int) -> str:
        """How late or early a vehicle is."""
        state = "遅れています" if seconds > 0 else "早く運行しています"
        return f"予定より{_span(abs(seconds))}{state}。"

    def headway(self, seconds: int) -> str:
        """That a line runs every so many minutes and the time is an example."""
        return f"約{_span(seconds)}間隔で運行しています。表示の時刻は一例です。"

    def metres(self, length_m: float) -> str:
        """A length as it is said."""
        return _metres(length_m)

    def steps(self, count: float) -> str:
        """A number of steps."""
        return f"{count:.0f}段"


def _metres(length_m: float) -> str:
    if length_m >= 995:
        return f"{length_m / 1000:.1f}キロメートル"
    return f"{round_m(length_m)}メートル"


def _span(seconds: float) -> str:
    return _hours(max(1, round(seconds / 60))) if seconds >= 45 else f"{round(seconds)}秒"


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if hours == 0:
        return f"{rest}分"
    return f"{hours}時間{rest}分" if rest else f"{hours}時間"
