"""The words of the Chinese sentences (simplified, as on the mainland): what things are called."""

from modugil.answers.telling.turns import Turn
from modugil.region.vocabulary import CrossingKind, PathwayMode, Smoothness, Surface, WayKind
from modugil.routing.journey import BarrierKind

POINTS = ("北", "东北", "东", "东南", "南", "西南", "西", "西北")
TURNS = {
    Turn.LEFT: "左转",
    Turn.RIGHT: "右转",
    Turn.SHARP_LEFT: "向左后方转弯",
    Turn.SHARP_RIGHT: "向右后方转弯",
    Turn.BACK: "掉头",
}
KINDS = {
    WayKind.SIDEWALK: "人行道",
    WayKind.FOOTWAY: "步行道",
    WayKind.PATH: "小路",
    WayKind.PEDESTRIAN: "步行街",
    WayKind.AREA: "广场",
    WayKind.CORRIDOR: "通道",
    WayKind.PLATFORM: "站台",
    WayKind.CYCLEWAY: "自行车道",
    WayKind.TRACK: "乡间小路",
    WayKind.LIVING_STREET: "行人优先道路",
    WayKind.SERVICE: "内部道路",
    WayKind.RESIDENTIAL: "街道",
    WayKind.UNCLASSIFIED: "马路",
    WayKind.TERTIARY: "马路",
    WayKind.SECONDARY: "马路",
    WayKind.PRIMARY: "马路",
    WayKind.TRUNK: "马路",
}
CROSSINGS = {
    CrossingKind.SIGNALS: "请在有信号灯的人行横道过马路。",
    CrossingKind.MARKED: "请走人行横道过马路。",
    CrossingKind.UNMARKED: "请在没有人行横道标线的地方过马路。",
}
PATHWAYS = {
    PathwayMode.WALKWAY: "沿通道前行",
    PathwayMode.MOVING_SIDEWALK: "乘坐自动人行道",
    PathwayMode.ESCALATOR: "乘坐自动扶梯",
    PathwayMode.ELEVATOR: "乘坐电梯",
    PathwayMode.FARE_GATE: "从检票口进站",
    PathwayMode.EXIT_GATE: "从检票口出站",
}
VEHICLES = {
    "bus": "公交车",
    "tram": "有轨电车",
    "subway": "地铁",
    "rail": "列车",
    "ferry": "渡轮",
    "other": "",
}
NUMBERED = {
    "bus": "{name}路公交车",
    "tram": "{name}路有轨电车",
    "subway": "地铁{name}号线",
    "rail": "{name}号列车",
    "ferry": "{name}号渡轮",
    "other": "{name}路",
}
"""How a line is called whose name is a number."""
SAYS_SO = ("公交", "巴士", "电车", "地铁", "列车", "轮")
"""What a line's name may hold that says by itself what kind of vehicle it is."""
SURFACES = {
    Surface.UNKNOWN: "不明",
    Surface.ASPHALT: "沥青",
    Surface.CONCRETE: "混凝土",
    Surface.PAVED: "硬化路面",
    Surface.PAVING_STONES: "铺路砖",
    Surface.SETT: "方石块",
    Surface.COBBLESTONE: "鹅卵石",
    Surface.COMPACTED: "压实土",
    Surface.FINE_GRAVEL: "细砾石",
    Surface.GRAVEL: "砾石",
    Surface.UNPAVED: "未硬化路面",
    Surface.GROUND: "土路",
    Surface.DIRT: "泥土",
    Surface.GRASS: "草地",
    Surface.SAND: "沙地",
    Surface.WOOD: "木栈道",
    Surface.METAL: "金属",
    Surface.GRASS_PAVER: "植草砖",
    Surface.MUD: "泥泞",
}
SMOOTHNESS = {
    Smoothness.EXCELLENT: "非常平整",
    Smoothness.GOOD: "平整",
    Smoothness.INTERMEDIATE: "一般",
    Smoothness.BAD: "不平",
    Smoothness.VERY_BAD: "很不平",
    Smoothness.HORRIBLE: "崎岖",
    Smoothness.VERY_HORRIBLE: "非常崎岖",
    Smoothness.IMPASSABLE: "无法通行",
}
BARRIERS = {
    BarrierKind.STEPS: "台阶",
    BarrierKind.KERB: "路缘石",
    BarrierKind.SLOPE_UP: "上坡",
    BarrierKind.SLOPE_DOWN: "下坡",
    BarrierKind.CROSS_SLOPE: "横向坡面",
    BarrierKind.WIDTH: "狭窄处",
    BarrierKind.SURFACE: "难以通行的路面",
    BarrierKind.SMOOTHNESS: "不平整的路面",
    BarrierKind.WHEELCHAIR_NO: "标明轮椅无法通行的地方",
    BarrierKind.NO_ENTRY: "禁止通行的路",
    BarrierKind.CROSSING: "缺少所需设施的人行横道",
    BarrierKind.ELEVATOR: "电梯",
    BarrierKind.ESCALATOR: "自动扶梯",
    BarrierKind.BLOCKED: "目前无法通行的地方",
    BarrierKind.TOO_LONG: "一次走不完的距离",
    BarrierKind.UNKNOWN: "所需信息尚未确认的地方",
}
LIMITS = {
    BarrierKind.WIDTH: "{value}，您需要至少{limit}",
    BarrierKind.SMOOTHNESS: "{value}，您需要“{limit}”以上",
}
"""How a measure and the person's limit are told; by default that the limit is the most."""
MOST = "{value}，您的上限为{limit}"
FACTS = {
    "slope": "坡度",
    "cross_slope": "横向坡度",
    "width": "宽度",
    "surface": "路面材质",
    "smoothness": "路面平整度",
    "kerb": "路缘石高度",
    "step_count": "台阶数",
    "crossing": "人行横道类型",
    "wheelchair": "轮椅能否通行",
    "entry": "能否通行",
    "link": "与道路之间的步行路径",
    "boarding": "能否无台阶上下车",
}
LABELS = {
    "earliest": "最早到达",
    "latest": "最晚出发",
    "fewest-changes": "换乘最少",
    "all-confirmed": "全程已确认",
    "least-walking": "步行或轮椅路程最短",
    "least-bad": "不完全符合条件的备选路线",
}
PRESETS = {
    "walking": "步行",
    "manual-wheelchair": "手动轮椅",
    "powered-wheelchair": "电动轮椅",
    "stroller": "婴儿车",
    "cane": "拄拐杖或慢行",
    "low-vision": "低视力或失明",
    "custom": "自定义条件",
}
NOTHING_FOUND = (
    "没有找到这个时间符合条件的路线。请更改时间，延长一次可以移动的距离，或接受尚未确认的路段。"
)
NOTHING_PASSES = "没有完全符合条件的路线。下面是最接近的路线，并说明途中的障碍。"
ALREADY_THERE = "您已经在目的地。"
WARNINGS = {
    "no-bay": "这辆车目前没有空的轮椅席位。",
    "board-unknown": "这里能否无台阶上车尚未确认。",
    "alight-unknown": "这里能否无台阶下车尚未确认。",
    "on-demand": "须事先联系运营公司，车辆才会在此站停靠。",
    "no-streets": "这一段没有详细的道路信息。",
    "sample": "这是示例数据，并非真实的道路网。",
}
