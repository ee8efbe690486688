"""The phrases in easy-to-read Korean (쉬운 말): short sentences, one thought each."""

from dataclasses import replace

from modugil.answers.courses.sentences.korean import KOREAN

EASY_KOREAN = replace(
    KOREAN,
    verdicts=(
        "네. 잰 곳은 모두 지나갈 수 있어요.",
        "아니요. 지나갈 수 없는 곳이 있어요.",
        "지나갈 수 있는지 아직 몰라요.",
    ),
    nothing_asked="비탈이나 길의 폭은 따지지 않아요.",
    stops_at="{point}에서 막혀요. {why}",
    more_stops="막히는 곳이 {n}곳 더 있어요.",
    aspects={
        **KOREAN.aspects,
        "slope": "비탈",
        "surface": "바닥이 무엇인지",
        "evenness": "바닥이 고른지",
        "cross_slope": "길이 옆으로 기울었는지",
    },
    known="{what}: {all}곳 중에 {n}곳만 알아요.",
    known_nowhere="{what}: 아무도 재지 않았어요.",
    too_steep="비탈이 {deg}도({percent}%)예요. {limit}%보다 가팔라요.",
    too_narrow="길의 폭이 {width}예요. {limit}보다 좁아요.",
    steps_counted="계단이 {n}개 있어요.",
    steps_named="계단이 있어요. 몇 개인지 몰라요.",
    surface_refused="바닥이 {surface|이에요/예요}. 지나갈 수 없어요.",
    said_unusable="휠체어로 갈 수 없다고 해요.",
    steep_back="비탈이 {deg}도({percent}%)예요. 갈 때나 돌아올 때 너무 가팔라요.",
    warned="바닥을 조심하세요: {state}.",
    perhaps="{what}: 지나갈 수 있는지 아직 몰라요.",
    not_measured="모르는 것: {things}.",
    order_track="걸으면서 남긴 길 {n}개({length})를 보고 차례를 알았어요.",
    order_said="차례는 알려 준 곳이나 직원이 정했어요.",
    order_unknown="어디부터 걷는지 몰라요. 아래 차례는 걷는 차례가 아니에요.",
    along="{stretch}번째 길의 시작에서 {m}",
    part={
        "whole": "{all}곳 모두에서 막히는 것을 못 찾았어요.",
        "run": "{start}에서 {end}까지 {length}. {n}곳에서 막히는 것을 못 찾았어요.",
        "recommended": "추천하는 {n}곳에서 막히는 것을 못 찾았어요. "
        "다른 {rest}곳은 추천하지 않거나 말이 없어요.",
        "points": "{all}곳 중에 {n}곳에서 막히는 것을 못 찾았어요. 서로 이어지는지는 몰라요.",
        "none": "모든 곳이 막혀요.",
    },
    part_unsure="재지 않은 것이 있어요. 그래서 갈 수 있다고 말할 수 없어요.",
    effort="비탈 {n}곳, 모두 {length}. 평평한 길 {level}만큼 힘이나 전기가 들어요.",
    effort_none="비탈과 길이를 함께 잰 곳이 없어요. 그래서 몰라요.",
    effort_refused="너무 가파른 비탈 {n}곳은 빼고 셌어요.",
    effort_unmeasured="재지 않은 {n}곳은 빼고 셌어요.",
    effort_rule="길이 × (sin 경사 + 0.015 × cos 경사) ÷ 0.015로 어림했어요. 단단한 바닥으로 보고 "
    "셌어요.",
    piece="{points}: {slope}, {length}, {way}. 평평한 길 {level}만큼이에요.",
    offers={
        "toilet": "장애인 화장실",
        "other_toilet": "화장실(휠체어로 쓸 수 있는지 몰라요)",
        "parking": "장애인 주차 자리",
        "other_parking": "주차장(장애인 자리가 있는지 몰라요)",
        "rest": "쉬는 곳",
        "water": "마시는 물",
    },
    offers_none={
        "toilet": "장애인 화장실이 있는지 아직 몰라요.",
        "parking": "장애인 주차 자리가 있는지 아직 몰라요.",
        "rest": "쉬는 곳이 있는지 아직 몰라요.",
    },
    recommended="추천하는 길이에요.",
    not_recommended="추천하지 않는 길이에요.",
    rule="잰 곳만 따져요. 잰 곳 사이는 아무도 재지 않았어요. "
    "비탈은 갈 때와 돌아올 때를 모두 따져요. 길옆에서 잰 것도 길에서 잰 것으로 봐요.",
    none="우리 지역에는 재어 놓은 길이 없어요.",
    count="길 {n}곳: 갈 수 있어요 {yes}, 갈 수 없어요 {no}, 몰라요 {unknown}.",
)
