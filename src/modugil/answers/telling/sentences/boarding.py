"""Boarding by numbers in words: one set of phrases a language."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isfinite, isnan
from typing import Literal

from modugil.core.access import Access
from modugil.core.language import Language
from modugil.region.vocabulary import KerbOrigin
from modugil.routing.journey import BoardingNumbers, BoardingReason, BoardingShape

Act = Literal["board", "alight"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardingPhrases:
    """The phrases of one language, with gaps for numbers."""

    passes: Mapping[Act, str]
    """With {slope} and {measures}."""
    fails: Mapping[Act, str]
    """With {stop}, and {why}, a sentence."""
    limit: str
    """After a number: the person's limit, with {limit}; of a door `need`."""
    need: str
    too_steep: str
    too_short: str
    step: str
    door: str
    kerb: str
    kerb_of_map: str
    """The same where the street map tells it, not a table of measures."""
    floor: str
    kneeling: str
    ramp: str
    centimetres: str
    metres: str
    comma: str
    quicker: str
    """That {line} at {time} from {stop} would save {minutes}, before the sentence that says why."""

    def tell(self, numbers: BoardingNumbers, *, act: Act, stop: str) -> str:
        """Whether one gets on or off at the stop, with the numbers behind it."""
        if numbers.verdict is Access.YES:
            return self.passes[act].format(
                slope=self._slope(numbers), measures=self.measures(numbers)
            )
        return self.fails[act].format(stop=stop, why=self._why(numbers))

    def _why(self, numbers: BoardingNumbers) -> str:
        limit = numbers.limit
        if numbers.reason is BoardingReason.DOOR:
            need = self.need.format(limit=self._cm(limit))
            return self.door.format(door=self._cm(numbers.door_m), need=need)
        if numbers.reason is BoardingReason.STEP:
            most = self.limit.format(limit=self._cm(limit))
            return self.step.format(rise=self._cm(numbers.rise_m) + most)
        measures = self.measures(numbers)
        if not isfinite(numbers.slope_ratio):
            return self.too_short.format(measures=measures)
        return self.too_steep.format(slope=self._slope(numbers), measures=measures)

    def _slope(self, numbers: BoardingNumbers) -> str:
        slope = say_percent(numbers.slope_ratio)
        if not isfinite(numbers.limit):
            return slope
        limit = say_percent(numbers.limit)
        if limit == slope and numbers.verdict is Access.NO:  # a hair above it
            slope, limit = f"{numbers.slope_ratio:.2%}", f"{numbers.limit:.2%}"
        return slope + self.limit.format(limit=limit)

    def measures(self, numbers: BoardingShape) -> str:
        """Kerb, floor and ramp, as far as they are known."""
        floor = self.kneeling if numbers.kneels else self.floor
        ramp_m = self.metres.format(n=f"{numbers.ramp_m:.3g}")
        is_of_map = numbers.kerb_origin is KerbOrigin.STREET_MAP
        kerb = self.kerb_of_map if is_of_map else self.kerb
        told = (
            (kerb, self._cm(numbers.kerb_m), numbers.kerb_m),
            (floor, self._cm(numbers.floor_m), numbers.floor_m),
            (self.ramp, ramp_m, numbers.ramp_m),
        )
        return self.comma.join(
            phrase.format(m=said) for phrase, said, value in told if not isnan(value)
        )

    def _cm(self, metres: float) -> str:
        return self.centimetres.format(n=say_centimetres(metres))


def say_centimetres(metres: float) -> str:
    """The number of centimetres as it is said, with a decimal only where it says something."""
    value = round(metres * 100, 1)
    return f"{value:.0f}" if isnan(value) or value == int(value) else f"{value:.1f}"


def say_percent(ratio: float) -> str:
    """A slope in percent, with a decimal only where it says something: 1/8 is not 12%."""
    value = round(ratio * 100, 1)
    return f"{value:.0f}%" if value == int(value) else f"{value:.1f}%"


_KOREAN = BoardingPhrases(
    passes={
        "board": "경사판으로 탑니다. 기울기는 {slope}입니다. {measures}로 계산했습니다.",
        "alight": "경사판으로 내립니다. 기울기는 {slope}입니다. {measures}로 계산했습니다.",
    },
    fails={
        "board": "{stop}에서 탈 수 없습니다. {why}",
        "alight": "{stop}에서 내릴 수 없습니다. {why}",
    },
    limit="(조건은 {limit} 이하)",
    need="(조건은 {limit} 이상)",
    too_steep="경사판 기울기가 {slope}입니다. {measures}로 계산했습니다.",
    too_short="경사판이 짧아 닿지 않습니다({measures}).",
    step="경사판이 없고 턱 높이가 {rise}입니다.",
    door="문 폭이 {door}입니다{need}.",
    kerb="정류소 턱 {m}",
    kerb_of_map="정류소 턱 {m}(지도 자료)",
    floor="차 바닥 {m}",
    kneeling="차체를 낮춘 바닥 {m}",
    ramp="경사판 {m}",
    centimetres="{n} cm",
    metres="{n} m",
    comma=", ",
    quicker="{stop}에서 {time}에 출발하는 {line}: {minutes}분 더 빠르지만 제외했습니다. {why}",
)
_ENGLISH = BoardingPhrases(
    passes={
        "board": "Boarding by ramp: {slope}, computed from {measures}.",
        "alight": "Getting off by ramp: {slope}, computed from {measures}.",
    },
    fails={
        "board": "You cannot board at {stop}. {why}",
        "alight": "You cannot get off at {stop}. {why}",
    },
    limit=" (limit {limit})",
    need=" (you need {limit})",
    too_steep="The ramp would be at {slope}, computed from {measures}.",
    too_short="The ramp does not reach ({measures}).",
    step="There is no ramp, and the step is {rise}.",
    door="The door is {door} wide{need}.",
    kerb="kerb {m}",
    kerb_of_map="kerb {m} (by the street map)",
    floor="floor {m}",
    kneeling="floor {m} when kneeling",
    ramp="ramp {m}",
    centimetres="{n} cm",
    metres="{n} m",
    comma=", ",
    quicker="{line} at {time} from {stop} would save {minutes} min. {why}",
)
_CHINESE = BoardingPhrases(
    passes={
        "board": "经坡板上车，坡度{slope}，按{measures}计算。",
        "alight": "经坡板下车，坡度{slope}，按{measures}计算。",
    },
    fails={"board": "您无法在{stop}上车。{why}", "alight": "您无法在{stop}下车。{why}"},
    limit="（您的上限为{limit}）",
    need="（您需要至少{limit}）",
    too_steep="坡板坡度会达到{slope}，按{measures}计算。",
    too_short="坡板太短，够不到（{measures}）。",
    step="没有坡板，台阶高{rise}。",
    door="车门宽{door}{need}。",
    kerb="路缘石{m}",
    kerb_of_map="路缘石{m}（地图数据）",
    floor="车厢地板{m}",
    kneeling="车身降低后地板{m}",
    ramp="坡板{m}",
    centimetres="{n}厘米",
    metres="{n}米",
    comma="、",
    quicker="{time}从{stop}出发的{line}可快{minutes}分钟，但没有采用。{why}",
)
_JAPANESE = BoardingPhrases(
    passes={
        "board": "スロープ板で乗ります。勾配は{slope}です。{measures}から計算しました。",
        "alight": "スロープ板で降ります。勾配は{slope}です。{measures}から計算しました。",
    },
    fails={"board": "{stop}では乗れません。{why}", "alight": "{stop}では降りられません。{why}"},
    limit="（条件は{limit}以下）",
    need="（条件は{limit}以上）",
    too_steep="スロープ板の勾配が{slope}になります。{measures}から計算しました。",
    too_short="スロープ板が短く、届きません（{measures}）。",
    step="スロープ板がなく、段差が{rise}あります。",
    door="ドアの幅が{door}です{need}。",
    kerb="停留所の段差{m}",
    kerb_of_map="停留所の段差{m}（地図データ）",
    floor="車両の床{m}",
    kneeling="車体を下げた床{m}",
    ramp="スロープ板{m}",
    centimetres="{n} cm",
    metres="{n} m",
    comma="、",
    quicker="{stop}を{time}に出発する{line}なら{minutes}分早く着きますが、除外しました。{why}",
)
_EASY_KOREAN = replace(
    _KOREAN,
    passes={
        "board": "버스 발판으로 타요. 발판 기울기는 {slope}예요. {measures}로 계산했어요.",
        "alight": "버스 발판으로 내려요. 발판 기울기는 {slope}예요. {measures}로 계산했어요.",
    },
    fails={"board": "{stop}에서는 못 타요. {why}", "alight": "{stop}에서는 못 내려요. {why}"},
    limit="(내 조건은 {limit}까지)",
    need=" {limit}보다 넓어야 해요.",
    too_steep="버스 발판이 너무 기울어요. 기울기가 {slope}예요. {measures}로 계산했어요.",
    too_short="버스 발판이 짧아서 안 닿아요. {measures}로 계산했어요.",
    step="버스에 발판이 없어요. 턱 높이가 {rise}예요.",
    door="버스 문이 좁아요. 너비가 {door}예요.{need}",
    kerb="정류장 턱 {m}",
    kerb_of_map="정류장 턱 {m}(지도에 나온 높이)",
    floor="버스 바닥 {m}",
    kneeling="낮춘 버스 바닥 {m}",
    ramp="발판 {m}",
    quicker=(
        "{stop}에서 {time}에 출발하는 {line}도 있어요. "
        "{minutes}분 더 빨라요. 하지만 안 골랐어요. {why}"
    ),
)
PHRASES: Mapping[Language, BoardingPhrases] = {
    "ko": _KOREAN,
    "en": _ENGLISH,
    "zh": _CHINESE,
    "ja": _JAPANESE,
    "ko-easy": _EASY_KOREAN,
}


def get_boarding_phrases(language: Language) -> BoardingPhrases:
    """The phrases of the language."""
    return PHRASES[language]
