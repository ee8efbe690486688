"""The words of the Korean sentences: what things are called."""

from modugil.answers.telling.turns import Turn
from modugil.region.vocabulary import CrossingKind, PathwayMode, Smoothness, Surface, WayKind
from modugil.routing.journey import BarrierKind

POINTS = ("북쪽", "북동쪽", "동쪽", "남동쪽", "남쪽", "남서쪽", "서쪽", "북서쪽")
TURNS = {
    Turn.STRAIGHT: "직진하여",
    Turn.LEFT: "왼쪽으로 꺾어",
    Turn.RIGHT: "오른쪽으로 꺾어",
    Turn.SHARP_LEFT: "왼쪽으로 크게 꺾어",
    Turn.SHARP_RIGHT: "오른쪽으로 크게 꺾어",
    Turn.BACK: "뒤로 돌아",
}
KINDS = {
    WayKind.SIDEWALK: "보도",
    WayKind.FOOTWAY: "보행로",
    WayKind.PATH: "길",
    WayKind.PEDESTRIAN: "보행자 전용 거리",
    WayKind.AREA: "광장",
    WayKind.CORRIDOR: "통로",
    WayKind.PLATFORM: "승강장",
    WayKind.CYCLEWAY: "자전거도로",
    WayKind.TRACK: "농로",
    WayKind.LIVING_STREET: "보행자 우선 도로",
    WayKind.SERVICE: "진입로",
    WayKind.RESIDENTIAL: "골목길",
    WayKind.UNCLASSIFIED: "도로",
    WayKind.TERTIARY: "도로",
    WayKind.SECONDARY: "도로",
    WayKind.PRIMARY: "도로",
    WayKind.TRUNK: "도로",
}
CROSSINGS = {
    CrossingKind.SIGNALS: "신호등이 있는 횡단보도를 건너세요.",
    CrossingKind.MARKED: "횡단보도를 건너세요.",
    CrossingKind.UNMARKED: "횡단보도 표시가 없는 곳에서 길을 건너세요.",
}
PATHWAYS = {
    PathwayMode.WALKWAY: "통로를 따라 이동하세요",
    PathwayMode.MOVING_SIDEWALK: "무빙워크를 타세요",
    PathwayMode.ESCALATOR: "에스컬레이터를 타세요",
    PathwayMode.ELEVATOR: "엘리베이터를 타세요",
    PathwayMode.FARE_GATE: "개찰구로 들어가세요",
    PathwayMode.EXIT_GATE: "개찰구로 나가세요",
}
VEHICLES = {
    "bus": "버스",
    "tram": "트램",
    "subway": "열차",
    "rail": "열차",
    "ferry": "여객선",
    "other": "차량",
}
SURFACES = {
    Surface.UNKNOWN: "알 수 없음",
    Surface.ASPHALT: "아스팔트",
    Surface.CONCRETE: "콘크리트",
    Surface.PAVED: "포장",
    Surface.PAVING_STONES: "보도블록",
    Surface.SETT: "네모난 돌",
    Surface.COBBLESTONE: "울퉁불퉁한 돌",
    Surface.COMPACTED: "다진 흙",
    Surface.FINE_GRAVEL: "고운 자갈",
    Surface.GRAVEL: "자갈",
    Surface.UNPAVED: "비포장",
    Surface.GROUND: "흙바닥",
    Surface.DIRT: "흙",
    Surface.GRASS: "잔디",
    Surface.SAND: "모래",
    Surface.WOOD: "나무 데크",
    Surface.METAL: "금속",
    Surface.GRASS_PAVER: "잔디 블록",
    Surface.MUD: "진흙",
}
SMOOTHNESS = {
    Smoothness.EXCELLENT: "아주 고름",
    Smoothness.GOOD: "고름",
    Smoothness.INTERMEDIATE: "보통",
    Smoothness.BAD: "거칢",
    Smoothness.VERY_BAD: "매우 거칢",
    Smoothness.HORRIBLE: "험함",
    Smoothness.VERY_HORRIBLE: "매우 험함",
    Smoothness.IMPASSABLE: "지날 수 없음",
}
BARRIERS = {
    BarrierKind.STEPS: "계단",
    BarrierKind.KERB: "턱",
    BarrierKind.SLOPE_UP: "오르막",
    BarrierKind.SLOPE_DOWN: "내리막",
    BarrierKind.CROSS_SLOPE: "옆으로 기운 길",
    BarrierKind.WIDTH: "좁은 곳",
    BarrierKind.SURFACE: "지나기 어려운 노면",
    BarrierKind.SMOOTHNESS: "고르지 않은 노면",
    BarrierKind.WHEELCHAIR_NO: "휠체어로 다닐 수 없다고 표시된 곳",
    BarrierKind.NO_ENTRY: "들어갈 수 없는 길",
    BarrierKind.CROSSING: "필요한 시설이 없는 횡단보도",
    BarrierKind.ELEVATOR: "엘리베이터",
    BarrierKind.ESCALATOR: "에스컬레이터",
    BarrierKind.BLOCKED: "지금 막힌 곳",
    BarrierKind.TOO_LONG: "한 번에 가기에 너무 먼 거리",
    BarrierKind.UNKNOWN: "필요한 정보가 확인되지 않은 곳",
}
LIMITS = {
    BarrierKind.WIDTH: "{value}, 조건은 {limit} 이상",
    BarrierKind.SMOOTHNESS: "{value}, 조건은 {limit} 이상",
}
"""How a measure and the person's limit are told; by default that the limit is the most."""
MOST = "{value}, 조건은 {limit} 이하"
FACTS = {
    "slope": "경사",
    "cross_slope": "옆 경사",
    "width": "폭",
    "surface": "노면 재질",
    "smoothness": "노면 상태",
    "kerb": "턱 높이",
    "step_count": "계단 수",
    "crossing": "횡단보도 종류",
    "wheelchair": "휠체어 통행 여부",
    "entry": "통행 가능 여부",
    "link": "보행 경로",
    "boarding": "단차 없는 승하차",
}
LABELS = {
    "earliest": "가장 빠른 도착",
    "latest": "가장 늦은 출발",
    "fewest-changes": "최소 환승",
    "all-confirmed": "모두 확인됨",
    "least-walking": "최소 이동 거리",
    "least-bad": "조건에 맞지 않는 차선책",
}
PRESETS = {
    "walking": "도보",
    "manual-wheelchair": "수동 휠체어",
    "powered-wheelchair": "전동휠체어",
    "stroller": "유아차",
    "cane": "지팡이 또는 느린 걸음",
    "low-vision": "저시력 또는 시각장애",
    "custom": "직접 정한 조건",
}
NOTHING_FOUND = (
    "이 시각에 조건에 맞는 길을 찾지 못했습니다. 시각을 바꾸거나, 한 번에 이동할 수 있는 거리를 "
    "늘리거나, 확인되지 않은 길도 허용해 보세요."
)
NOTHING_PASSES = "조건에 모두 맞는 길이 없습니다. 가장 나은 길을 걸리는 곳과 함께 안내합니다."
ALREADY_THERE = "이미 그곳에 있습니다."
WARNINGS = {
    "no-bay": "지금 이 차에는 빈 휠체어석이 없습니다.",
    "board-unknown": "여기서 단차 없이 탈 수 있는지 확인되지 않았습니다.",
    "alight-unknown": "여기서 단차 없이 내릴 수 있는지 확인되지 않았습니다.",
    "on-demand": "이 정류소는 운영기관에 미리 요청해야 정차합니다.",
    "no-streets": "이 구간은 상세한 길 정보가 없습니다.",
    "sample": "실제 도로망이 아닌 예시 자료입니다.",
}
