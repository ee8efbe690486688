"""The words of the Japanese sentences: what things are called."""

from modugil.answers.telling.turns import Turn
from modugil.region.vocabulary import CrossingKind, PathwayMode, Smoothness, Surface, WayKind
from modugil.routing.journey import BarrierKind

POINTS = ("北", "北東", "東", "南東", "南", "南西", "西", "北西")
TURNS = {
    Turn.STRAIGHT: "まっすぐ",
    Turn.LEFT: "左に曲がり、",
    Turn.RIGHT: "右に曲がり、",
    Turn.SHARP_LEFT: "左に大きく曲がり、",
    Turn.SHARP_RIGHT: "右に大きく曲がり、",
    Turn.BACK: "来た方向へ引き返し、",
}
KINDS = {
    WayKind.SIDEWALK: "歩道",
    WayKind.FOOTWAY: "歩行者用の道",
    WayKind.PATH: "小道",
    WayKind.PEDESTRIAN: "歩行者専用道路",
    WayKind.AREA: "広場",
    WayKind.CORRIDOR: "通路",
    WayKind.PLATFORM: "乗り場",
    WayKind.CYCLEWAY: "自転車道",
    WayKind.TRACK: "農道",
    WayKind.LIVING_STREET: "歩行者優先の道",
    WayKind.SERVICE: "構内の道",
    WayKind.RESIDENTIAL: "住宅街の道",
    WayKind.UNCLASSIFIED: "道路",
    WayKind.TERTIARY: "道路",
    WayKind.SECONDARY: "道路",
    WayKind.PRIMARY: "道路",
    WayKind.TRUNK: "道路",
}
CROSSINGS = {
    CrossingKind.SIGNALS: "信号のある横断歩道を渡ってください。",
    CrossingKind.MARKED: "横断歩道を渡ってください。",
    CrossingKind.UNMARKED: "横断歩道の表示がない場所で道を渡ってください。",
}
PATHWAYS = {
    PathwayMode.WALKWAY: "通路を進んでください",
    PathwayMode.MOVING_SIDEWALK: "動く歩道に乗ってください",
    PathwayMode.ESCALATOR: "エスカレーターに乗ってください",
    PathwayMode.ELEVATOR: "エレベーターに乗ってください",
    PathwayMode.FARE_GATE: "改札口から入ってください",
    PathwayMode.EXIT_GATE: "改札口から出てください",
}
VEHICLES = {
    "bus": "バス",
    "tram": "路面電車",
    "subway": "地下鉄",
    "rail": "列車",
    "ferry": "フェリー",
    "other": "",
}
SURFACES = {
    Surface.UNKNOWN: "不明",
    Surface.ASPHALT: "アスファルト",
    Surface.CONCRETE: "コンクリート",
    Surface.PAVED: "舗装",
    Surface.PAVING_STONES: "敷石ブロック",
    Surface.SETT: "石畳",
    Surface.COBBLESTONE: "玉石",
    Surface.COMPACTED: "踏み固めた土",
    Surface.FINE_GRAVEL: "細かい砂利",
    Surface.GRAVEL: "砂利",
    Surface.UNPAVED: "未舗装",
    Surface.GROUND: "地面のまま",
    Surface.DIRT: "土",
    Surface.GRASS: "芝生",
    Surface.SAND: "砂",
    Surface.WOOD: "木道",
    Surface.METAL: "金属",
    Surface.GRASS_PAVER: "芝生ブロック",
    Surface.MUD: "ぬかるみ",
}
SMOOTHNESS = {
    Smoothness.EXCELLENT: "とても平ら",
    Smoothness.GOOD: "平ら",
    Smoothness.INTERMEDIATE: "ふつう",
    Smoothness.BAD: "でこぼこ",
    Smoothness.VERY_BAD: "かなりでこぼこ",
    Smoothness.HORRIBLE: "荒れている",
    Smoothness.VERY_HORRIBLE: "ひどく荒れている",
    Smoothness.IMPASSABLE: "通れない",
}
BARRIERS = {
    BarrierKind.STEPS: "階段",
    BarrierKind.KERB: "段差",
    BarrierKind.SLOPE_UP: "上り坂",
    BarrierKind.SLOPE_DOWN: "下り坂",
    BarrierKind.CROSS_SLOPE: "横に傾いた道",
    BarrierKind.WIDTH: "狭い場所",
    BarrierKind.SURFACE: "通りにくい路面",
    BarrierKind.SMOOTHNESS: "平らでない路面",
    BarrierKind.WHEELCHAIR_NO: "車いすでは通れないとされている場所",
    BarrierKind.NO_ENTRY: "通行できない道",
    BarrierKind.CROSSING: "必要な設備のない横断歩道",
    BarrierKind.ELEVATOR: "エレベーター",
    BarrierKind.ESCALATOR: "エスカレーター",
    BarrierKind.BLOCKED: "現在通れない場所",
    BarrierKind.TOO_LONG: "一度に進むには長すぎる距離",
    BarrierKind.UNKNOWN: "必要な情報が未確認の場所",
}
LIMITS = {
    BarrierKind.WIDTH: "{value}、条件は{limit}以上",
    BarrierKind.SMOOTHNESS: "{value}、条件は「{limit}」以上",
}
"""How a measure and the person's limit are told; by default that the limit is the most."""
MOST = "{value}、条件は{limit}以下"
FACTS = {
    "slope": "勾配",
    "cross_slope": "横の勾配",
    "width": "幅",
    "surface": "路面の種類",
    "smoothness": "路面の状態",
    "kerb": "段差の高さ",
    "step_count": "階段の段数",
    "crossing": "横断歩道の種類",
    "wheelchair": "車いすで通れるか",
    "entry": "通行できるか",
    "link": "道路からの経路",
    "boarding": "段差なしで乗り降りできるか",
}
LABELS = {
    "earliest": "最も早く到着",
    "latest": "最も遅く出発",
    "fewest-changes": "乗り換えが最少",
    "all-confirmed": "すべて確認済み",
    "least-walking": "徒歩・車いすの距離が最短",
    "least-bad": "条件に最も近い経路（一部は合いません）",
}
PRESETS = {
    "walking": "徒歩",
    "manual-wheelchair": "手動車いす",
    "powered-wheelchair": "電動車いす",
    "stroller": "ベビーカー",
    "cane": "杖またはゆっくり歩く",
    "low-vision": "弱視または全盲",
    "custom": "自分で決めた条件",
}
NOTHING_FOUND = (
    "この時刻に条件に合う経路は見つかりませんでした。時刻を変えるか、一度に移動できる距離を"
    "延ばすか、未確認の道も認めて、もう一度お試しください。"
)
NOTHING_PASSES = (
    "すべての条件を満たす経路はありません。条件に最も近い経路を、途中の障害とともに案内します。"
)
ALREADY_THERE = "すでに目的地にいます。"
WARNINGS = {
    "no-bay": "現在、この車両に空いている車いすスペースはありません。",
    "board-unknown": "ここで段差なしで乗れるかは未確認です。",
    "alight-unknown": "ここで段差なしで降りられるかは未確認です。",
    "on-demand": "この停留所に停車するには、運行事業者への事前の連絡が必要です。",
    "no-streets": "この区間には詳しい道の情報がありません。",
    "sample": "実際の道路網ではなく、見本のデータです。",
}
