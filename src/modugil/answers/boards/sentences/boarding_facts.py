"""Getting on by numbers on a board: the measures as facts, and what they mean to whom."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import inf, isnan, nan

from modugil.answers.telling.sentences.boarding import (
    BoardingPhrases,
    get_boarding_phrases,
    say_centimetres,
    say_percent,
)
from modugil.core.access import Access
from modugil.core.language import Language
from modugil.routing.journey import BoardingNumbers, BoardingReason, BoardingShape


@dataclass(frozen=True, slots=True, kw_only=True)
class FactPhrases:
    """The phrases of one language, with gaps for numbers and for who boards."""

    facts: str
    """Before the {measures}."""
    door: str
    slope: str
    too_short: str
    no_ramp: str
    """With the {rise} one steps over."""
    by_numbers: Mapping[Access, str]
    """Whether {who} can board, with the {limit} it was held against."""
    by_flags: Mapping[Access, str]
    """The same where the numbers do not decide."""
    ramp_limit: str
    step_limit: str
    door_limit: str

    def tell_facts(self, shape: BoardingShape, *, language: Language) -> str:
        """Every measure that is known, and the slope they make."""
        words = get_boarding_phrases(language)
        ramp_m = shape.ramp_m if shape.ramp_m > 0 else nan
        said = [words.measures(replace(shape, ramp_m=ramp_m))]
        if not isnan(shape.door_m):
            said.append(self.door.format(m=_cm(words, shape.door_m)))
        if shape.slope_ratio == inf:
            said.append(self.too_short)
        elif not isnan(shape.slope_ratio):
            said.append(self.slope.format(slope=say_percent(shape.slope_ratio)))
        elif shape.ramp_m == 0 and not isnan(shape.rise_m):
            said.append(self.no_ramp.format(rise=_cm(words, shape.rise_m)))
        return self.facts.format(measures=words.comma.join(filter(None, said)))

    def tell_who(
        self, who: str, access: Access, numbers: BoardingNumbers | None, *, language: Language
    ) -> str:
        """Whether those needs get on; `numbers` None where the flags decide."""
        if numbers is None:
            return self.by_flags[access].format(who=who)
        return self.by_numbers[access].format(who=who, limit=self._limit(numbers, language))

    def _limit(self, numbers: BoardingNumbers, language: Language) -> str:
        if numbers.limit == inf:
            return ""
        if numbers.reason is BoardingReason.RAMP:
            return self.ramp_limit.format(limit=say_percent(numbers.limit))
        limit = _cm(get_boarding_phrases(language), numbers.limit)
        is_door = numbers.reason is BoardingReason.DOOR
        return (self.door_limit if is_door else self.step_limit).format(limit=limit)


def _cm(words: BoardingPhrases, metres: float) -> str:
    return words.centimetres.format(n=say_centimetres(metres))


_KOREAN = FactPhrases(
    facts="탈 때: {measures}",
    door="문 폭 {m}",
    slope="경사판 기울기 {slope}",
    too_short="경사판이 짧아 닿지 않음",
    no_ramp="경사판 없음, 턱 높이 {rise}",
    by_numbers={
        Access.YES: "{who}: 탈 수 있음{limit}",
        Access.NO: "{who}: 탈 수 없음{limit}",
    },
    by_flags={
        Access.YES: "{who}: 탈 수 있다고 알려짐",
        Access.NO: "{who}: 탈 수 없다고 알려짐",
        Access.UNKNOWN: "{who}: 탈 수 있는지 모름",
    },
    ramp_limit="(경사 {limit} 이하)",
    step_limit="(턱 {limit} 이하)",
    door_limit="(문 폭 {limit} 이상)",
)
_ENGLISH = FactPhrases(
    facts="Getting on: {measures}",
    door="door {m}",
    slope="ramp at {slope}",
    too_short="the ramp does not reach",
    no_ramp="no ramp, a step of {rise}",
    by_numbers={
        Access.YES: "{who}: can board{limit}",
        Access.NO: "{who}: cannot board{limit}",
    },
    by_flags={
        Access.YES: "{who}: said to be step-free",
        Access.NO: "{who}: said not to be step-free",
        Access.UNKNOWN: "{who}: boarding not confirmed",
    },
    ramp_limit=" (ramp up to {limit})",
    step_limit=" (step up to {limit})",
    door_limit=" (door from {limit})",
)
_CHINESE = FactPhrases(
    facts="上车：{measures}",
    door="车门宽{m}",
    slope="坡板坡度{slope}",
    too_short="坡板太短，够不到",
    no_ramp="没有坡板，台阶高{rise}",
    by_numbers={
        Access.YES: "{who}：可以上车{limit}",
        Access.NO: "{who}：无法上车{limit}",
    },
    by_flags={
        Access.YES: "{who}：据称可无障碍上车",
        Access.NO: "{who}：据称不能无障碍上车",
        Access.UNKNOWN: "{who}：能否上车未确认",
    },
    ramp_limit="（坡度上限{limit}）",
    step_limit="（台阶上限{limit}）",
    door_limit="（门宽至少{limit}）",
)
_JAPANESE = FactPhrases(
    facts="乗車：{measures}",
    door="ドアの幅{m}",
    slope="スロープ板の勾配{slope}",
    too_short="スロープ板が短く届かない",
    no_ramp="スロープ板なし、段差{rise}",
    by_numbers={
        Access.YES: "{who}：乗れます{limit}",
        Access.NO: "{who}：乗れません{limit}",
    },
    by_flags={
        Access.YES: "{who}：段差なしで乗れるとされています",
        Access.NO: "{who}：段差なしでは乗れないとされています",
        Access.UNKNOWN: "{who}：乗れるか未確認",
    },
    ramp_limit="（勾配{limit}以下）",
    step_limit="（段差{limit}以下）",
    door_limit="（ドアの幅{limit}以上）",
)
_EASY_KOREAN = replace(
    _KOREAN,
    door="버스 문 너비 {m}",
    slope="발판 기울기 {slope}",
    too_short="발판이 짧아서 안 닿아요",
    no_ramp="발판이 없어요, 턱 높이 {rise}",
    by_numbers={
        Access.YES: "{who}: 탈 수 있어요{limit}",
        Access.NO: "{who}: 못 타요{limit}",
    },
    by_flags={
        Access.YES: "{who}: 탈 수 있다고 해요",
        Access.NO: "{who}: 못 탄다고 해요",
        Access.UNKNOWN: "{who}: 탈 수 있는지 몰라요",
    },
    ramp_limit="(기울기 {limit}까지)",
    step_limit="(턱 {limit}까지)",
    door_limit="(문 너비 {limit}부터)",
)
PHRASES: Mapping[Language, FactPhrases] = {
    "ko": _KOREAN,
    "en": _ENGLISH,
    "zh": _CHINESE,
    "ja": _JAPANESE,
    "ko-easy": _EASY_KOREAN,
}


def get_fact_phrases(language: Language) -> FactPhrases:
    """The phrases of that language."""
    return PHRASES[language]
