"""The phrases in easy-to-read Korean: what differs from the Korean ones."""

from dataclasses import replace

from modugil.answers.roadview.sentences.korean import KOREAN
from modugil.answers.telling.sentences import easy_korean_words as words
from modugil.region.vocabulary import CrossingKind, Kerb

EASY_KOREAN = replace(
    KOREAN,
    kinds={**KOREAN.kinds, **words.KINDS},
    surfaces=words.SURFACES,
    smoothness=words.SMOOTHNESS,
    on_street="여기는 {street|이에요/예요}. {kind|이에요/예요}.",
    on_unnamed="여기는 이름이 없는 길이에요. {kind|이에요/예요}.",
    no_street="가까이에 아는 길이 없어요. 그래서 바닥이 어떤지 몰라요.",
    on_road="인도가 없거나 아직 몰라요. 찻길로 가야 해요.",
    facing="사진은 {point}({deg}도)을 봐요.",
    facing_all="모든 쪽이 보이는 사진이에요. 사진 가운데는 {point}이에요({deg}도).",
    facing_unknown="사진이 어느 쪽을 보는지 몰라요. 그래서 동서남북으로 말해요.",
    surface="바닥: {surface}.",
    surface_even="바닥: {surface}, {even}.",
    even="바닥이 고른지: {even}.",
    level="거의 평평해요({percent}%보다 작아요).",
    rises="{where|으로/로} 올라가는 길이에요(가장 심한 곳 {percent}%).",
    falls="{where|으로/로} 내려가는 길이에요(가장 심한 곳 {percent}%).",
    rises_to="{point}으로 올라가는 길이에요(가장 심한 곳 {percent}%).",
    rises_and_falls="올라갔다 내려가는 길이에요(오르막 {up}%, 내리막 {down}%).",
    estimated="기울기는 높이 자료로 계산했어요. {error}%쯤 틀릴 수 있어요.",
    width="너비: {m} m.",
    stop="정류장",
    cross_slope="길이 옆으로 {percent}% 기울었어요.",
    crossings={
        **KOREAN.crossings,
        CrossingKind.MARKED: "신호등이 없는 횡단보도",
        CrossingKind.UNMARKED: "횡단보도 표시가 없는 곳",
    },
    is_crossing="여기는 {crossing|이에요/예요}.",
    unknown="아직 모르는 것: {things}.",
    facts={
        "width": "길이 얼마나 넓은지",
        "surface": "바닥",
        "slope": "얼마나 기울었는지",
        "cross_slope": "옆으로 기울었는지",
    },
    barriers={
        **KOREAN.barriers,
        "surface": "거칠거나 푹신한 바닥",
        "other": "길을 막는 물건",
    },
    kerbs={Kerb.FLUSH: "턱이 없는 곳", Kerb.LOWERED: "턱을 낮춘 곳"},
    no_barrier="{m} m 안에 못 지나가는 곳은 찾지 못했어요. 그래도 있을 수 있어요.",
    barriers_unknown="여기에 못 지나가는 곳이 있는지 몰라요.",
    walls="사이에 담이 있는지는 몰라요.",
    picture={"next": "다음 사진", "previous": "앞의 사진", "": "다른 사진"},
    route_here="내가 갈 길이 바로 여기예요.",
    route_near="내가 갈 길이 {m} m 옆에 있어요.",
    route_on="내가 갈 길은 {where|으로/로} 가요({point}).",
    route_on_compass="내가 갈 길은 {point}으로 가요.",
    route_end="내가 갈 길은 {m} m 더 가면 끝나요.",
    route_away="내가 갈 길은 이 사진에서 {m} m보다 멀어요.",
)
