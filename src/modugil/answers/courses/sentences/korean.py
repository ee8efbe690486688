"""The phrases in Korean."""

from modugil.answers.courses.sentences.course_phrases import CoursePhrases

KOREAN = CoursePhrases(
    verdicts=(
        "잰 곳은 모두 이 조건으로 지나갈 수 있습니다.",
        "이 조건으로 지나갈 수 없는 곳이 있습니다.",
        "이 조건으로 지나갈 수 있는지 알려지지 않았습니다.",
    ),
    nothing_asked="이 조건은 길의 경사나 폭을 따지지 않습니다.",
    stops_at="막히는 곳은 {point}입니다. {why}",
    more_stops="막히는 곳이 {n}곳 더 있습니다.",
    aspects={
        "slope": "경사",
        "width": "길의 폭",
        "steps": "계단",
        "surface": "길바닥의 종류",
        "evenness": "길바닥이 고른지",
        "word": "휠체어로 이용할 수 있는지",
        "kerb": "턱",
        "cross_slope": "옆으로 기운 정도",
        "crossing": "건널목",
    },
    known="{what}: {all}곳 가운데 {n}곳에서 알려져 있습니다.",
    known_nowhere="{what}: 어느 곳에서도 재지 않았습니다.",
    too_steep="경사 {deg}도({percent}%): 한도 {limit}%보다 가파릅니다.",
    too_narrow="폭 {width}: 필요한 {limit}보다 좁습니다.",
    steps_counted="계단이 {n}단 있습니다.",
    steps_named="계단이 있고, 몇 단인지는 알려지지 않았습니다.",
    surface_refused="길바닥이 {surface|이라/라} 지나갈 수 없습니다.",
    said_unusable="휠체어로 이용할 수 없다고 합니다.",
    steep_back="경사 {deg}도({percent}%): 갈 때나 돌아올 때 가운데 한쪽은 한도보다 가파릅니다.",
    warned="길바닥 주의: {state}.",
    perhaps="{what}: 알려진 숫자로는 한도를 넘는지 알 수 없습니다.",
    not_measured="알려지지 않은 것: {things}.",
    order_track="지점의 차례는 걸으며 기록한 자취 {n}구간({length})에서 왔습니다.",
    order_said="지점의 차례는 출처나 담당 직원이 정해 준 것입니다.",
    order_unknown="지점을 걷는 차례는 알려지지 않았습니다. 자료의 줄 차례는 걷는 차례가 아닙니다.",
    along="{stretch}구간 시작에서 {m}",
    part={
        "whole": "코스 전체 {all}곳에서, 막는다고 잰 것이 없습니다.",
        "run": "{start}에서 {end}까지 {length}, {n}곳에서 막는다고 잰 것이 없습니다.",
        "recommended": "조사에서 추천한 {n}곳에서, 막는다고 잰 것이 없습니다. "
        "나머지 {rest}곳은 추천하지 않았거나 말이 없습니다.",
        "points": "{all}곳 가운데 {n}곳에서 막는다고 잰 것이 없습니다. "
        "서로 이어지는지는 알려지지 않았습니다.",
        "none": "모든 지점이 이 조건을 넘습니다.",
    },
    part_unsure="재지 않은 것이 있어, 지나갈 수 있다고는 말할 수 없습니다.",
    effort="잰 경사 {n}곳, 모두 {length}: 평지 {level}를 가는 만큼 힘이나 전기가 듭니다.",
    effort_none="지나갈 수 있는 경사 가운데 기울기와 길이를 함께 잰 곳이 없어 알 수 없습니다.",
    effort_refused="이 조건을 넘는 경사는 세지 않았습니다: {n}곳.",
    effort_unmeasured="경사나 길이를 재지 않은 {n}개 지점은 세지 않았습니다.",
    effort_rule="길이 × (sin 경사 + 0.015 × cos 경사) ÷ 0.015로 셈한 어림이고, 내리막은 붙잡는 "
    "힘으로 셉니다. 단단한 바닥을 가정했습니다.",
    piece="{points}: {slope}, {length}, {way}. 평지 {level}만큼.",
    offers={
        "toilet": "장애인 화장실",
        "other_toilet": "화장실(장애인용인지 알려지지 않음)",
        "parking": "장애인 주차구역",
        "other_parking": "주차장(장애인 구역은 알려지지 않음)",
        "rest": "쉬는 곳",
        "water": "마실 물",
    },
    offer="{what}: {point}",
    offers_none={
        "toilet": "이 코스에 장애인 화장실이 있는지는 알려지지 않았습니다.",
        "parking": "이 코스에 장애인 주차구역이 있는지는 알려지지 않았습니다.",
        "rest": "이 코스에 쉬는 곳이 있는지는 알려지지 않았습니다.",
    },
    recommended="추천 코스에 들어 있습니다.",
    not_recommended="추천 코스에 들어 있지 않습니다.",
    rule="잰 지점만 따집니다. 지점과 지점 사이는 아무도 재지 않았고, "
    "경사는 갈 때와 돌아올 때를 모두 따집니다. "
    "지점이 길옆에 있어도 거기서 잰 것은 길에서 잰 것으로 봅니다.",
    none="이 지역에는 재어 놓은 코스가 없습니다.",
    count="코스 {n}곳: 지나갈 수 있음 {yes}, 지나갈 수 없음 {no}, 모름 {unknown}.",
)
