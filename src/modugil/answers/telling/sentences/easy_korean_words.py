"""The words of the sentences in easy-to-read Korean: what differs from the Korean ones.

Source:  the usual rules of 쉬운 말: one thought a sentence, everyday words, numbers as digits.
"""

from modugil.answers.telling.sentences import korean_words as korean
from modugil.answers.telling.turns import Turn
from modugil.region.vocabulary import CrossingKind, PathwayMode, Smoothness, Surface, WayKind
from modugil.routing.journey import BarrierKind

TURNS = {
    Turn.STRAIGHT: "그대로 앞으로 가세요.",
    Turn.LEFT: "왼쪽으로 도세요.",
    Turn.RIGHT: "오른쪽으로 도세요.",
    Turn.SHARP_LEFT: "왼쪽으로 많이 도세요.",
    Turn.SHARP_RIGHT: "오른쪽으로 많이 도세요.",
    Turn.BACK: "뒤로 도세요.",
}
KINDS = korean.KINDS | {
    WayKind.SIDEWALK: "인도",
    WayKind.FOOTWAY: "사람이 걷는 길",
    WayKind.PEDESTRIAN: "사람만 다니는 길",
    WayKind.PLATFORM: "타는 곳",
    WayKind.CYCLEWAY: "자전거 길",
    WayKind.TRACK: "밭 사이 길",
    WayKind.LIVING_STREET: "사람이 먼저 가는 길",
    WayKind.SERVICE: "들어가는 길",
    WayKind.UNCLASSIFIED: "찻길",
    WayKind.TERTIARY: "찻길",
    WayKind.SECONDARY: "찻길",
    WayKind.PRIMARY: "찻길",
    WayKind.TRUNK: "찻길",
}
CROSSINGS = korean.CROSSINGS | {
    CrossingKind.SIGNALS: "횡단보도를 건너세요. 신호등이 있어요.",
    CrossingKind.UNMARKED: "길을 건너세요. 횡단보도 표시가 없어요.",
}
PATHWAYS = korean.PATHWAYS | {
    PathwayMode.WALKWAY: "통로를 따라 가세요",
    PathwayMode.FARE_GATE: "표 찍는 곳으로 들어가세요",
    PathwayMode.EXIT_GATE: "표 찍는 곳으로 나가세요",
}
VEHICLES = korean.VEHICLES | {"ferry": "배", "other": "차"}
SURFACES = korean.SURFACES | {
    Surface.UNKNOWN: "아직 몰라요",
    Surface.PAVED: "포장한 길",
    Surface.PAVING_STONES: "벽돌 길",
    Surface.SETT: "네모난 돌",
    Surface.COMPACTED: "단단한 흙",
    Surface.UNPAVED: "포장 안 한 길",
    Surface.GROUND: "흙바닥",
    Surface.WOOD: "나무 길",
    Surface.METAL: "쇠",
    Surface.GRASS_PAVER: "잔디와 벽돌",
}
SMOOTHNESS = {
    Smoothness.EXCELLENT: "아주 평평함",
    Smoothness.GOOD: "평평함",
    Smoothness.INTERMEDIATE: "보통",
    Smoothness.BAD: "울퉁불퉁함",
    Smoothness.VERY_BAD: "많이 울퉁불퉁함",
    Smoothness.HORRIBLE: "아주 많이 울퉁불퉁함",
    Smoothness.VERY_HORRIBLE: "거의 지나갈 수 없음",
    Smoothness.IMPASSABLE: "지나갈 수 없음",
}
BARRIERS = korean.BARRIERS | {
    BarrierKind.SLOPE_UP: "오르막길",
    BarrierKind.SLOPE_DOWN: "내리막길",
    BarrierKind.SURFACE: "지나가기 힘든 바닥",
    BarrierKind.SMOOTHNESS: "울퉁불퉁한 길",
    BarrierKind.WHEELCHAIR_NO: "휠체어로 갈 수 없는 곳",
    BarrierKind.CROSSING: "나에게 맞지 않는 횡단보도",
    BarrierKind.TOO_LONG: "한 번에 가기에 너무 먼 길",
    BarrierKind.UNKNOWN: "아직 잘 모르는 곳",
}
LIMITS = {
    BarrierKind.WIDTH: "{value}, {limit}보다 넓어야 해요",
    BarrierKind.SMOOTHNESS: "{value}, '{limit}'보다 좋아야 해요",
}
MOST = "{value}, {limit}까지 갈 수 있어요"
FACTS = {
    "slope": "길의 기울기",
    "cross_slope": "옆으로 기운 정도",
    "width": "길의 너비",
    "surface": "바닥의 종류",
    "smoothness": "바닥이 평평한지",
    "kerb": "턱의 높이",
    "step_count": "계단의 수",
    "crossing": "횡단보도의 종류",
    "wheelchair": "휠체어로 갈 수 있는지",
    "entry": "들어갈 수 있는지",
    "link": "찻길까지 가는 길",
    "boarding": "턱 없이 탈 수 있는지",
}
LABELS = {
    "earliest": "가장 빨리 도착해요",
    "latest": "가장 늦게 출발해요",
    "fewest-changes": "가장 적게 갈아타요",
    "all-confirmed": "모두 확인한 길이에요",
    "least-walking": "가장 짧게 움직여요",
    "least-bad": "조건에 다 맞지는 않아요",
}
PRESETS = {
    "walking": "걸어서 가기",
    "manual-wheelchair": "손으로 미는 휠체어",
    "powered-wheelchair": "전동휠체어",
    "stroller": "유아차",
    "cane": "지팡이를 쓰거나 천천히 걸음",
    "low-vision": "눈이 잘 안 보이거나 안 보임",
    "custom": "내가 정한 조건",
}
NOTHING_FOUND = (
    "길을 찾지 못했어요. 다른 시간으로 찾아 보세요. 더 멀리 갈 수 있다고 정해 보세요. "
    "아직 모르는 길도 괜찮다고 정해 보세요."
)
NOTHING_PASSES = (
    "조건에 다 맞는 길이 없어요. 그래도 가장 나은 길을 알려 드려요. "
    "그 길에서 어려운 곳도 알려 드려요."
)
ALREADY_THERE = "벌써 그곳에 있어요."
WARNINGS = {
    "no-bay": "지금 이 차에는 빈 휠체어 자리가 없어요.",
    "board-unknown": "턱 없이 탈 수 있는지 아직 몰라요.",
    "alight-unknown": "턱 없이 내릴 수 있는지 아직 몰라요.",
    "on-demand": "이 정류장에는 그냥 서지 않아요. 버스 회사에 먼저 말해야 해요.",
    "no-streets": "여기 길은 자세히 몰라요.",
    "sample": "연습용이에요. 진짜 길이 아니에요.",
}
