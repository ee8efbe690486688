"""The words of the English sentences: what things are called."""

from modugil.answers.telling.turns import Turn
from modugil.region.vocabulary import CrossingKind, PathwayMode, Smoothness, Surface, WayKind
from modugil.routing.journey import BarrierKind

POINTS = (
    "north",
    "north-east",
    "east",
    "south-east",
    "south",
    "south-west",
    "west",
    "north-west",
)
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
TURNS = {
    Turn.STRAIGHT: "Continue straight",
    Turn.LEFT: "Turn left",
    Turn.RIGHT: "Turn right",
    Turn.SHARP_LEFT: "Turn sharp left",
    Turn.SHARP_RIGHT: "Turn sharp right",
    Turn.BACK: "Turn around",
}
KINDS = {
    WayKind.SIDEWALK: "the sidewalk",
    WayKind.FOOTWAY: "the footpath",
    WayKind.PATH: "the path",
    WayKind.PEDESTRIAN: "the pedestrian street",
    WayKind.AREA: "the square",
    WayKind.CORRIDOR: "the corridor",
    WayKind.PLATFORM: "the platform",
    WayKind.CYCLEWAY: "the cycle path",
    WayKind.TRACK: "the track",
    WayKind.LIVING_STREET: "the shared street",
    WayKind.SERVICE: "the service road",
    WayKind.RESIDENTIAL: "the street",
    WayKind.UNCLASSIFIED: "the road",
    WayKind.TERTIARY: "the road",
    WayKind.SECONDARY: "the road",
    WayKind.PRIMARY: "the road",
    WayKind.TRUNK: "the road",
}
CROSSINGS = {
    CrossingKind.SIGNALS: "at the signals",
    CrossingKind.MARKED: "on the marked crossing",
    CrossingKind.UNMARKED: "where no crossing is marked",
}
PATHWAYS = {
    PathwayMode.WALKWAY: "Follow the passage",
    PathwayMode.MOVING_SIDEWALK: "Take the moving walkway",
    PathwayMode.ESCALATOR: "Take the escalator",
    PathwayMode.ELEVATOR: "Take the elevator",
    PathwayMode.FARE_GATE: "Go in through the fare gate",
    PathwayMode.EXIT_GATE: "Go out through the exit gate",
}
VEHICLES = {
    "bus": "bus",
    "tram": "tram",
    "subway": "train",
    "rail": "train",
    "ferry": "ferry",
    "other": "",
}
SURFACES = {surface: surface.name.lower().replace("_", " ") for surface in Surface} | {
    Surface.UNKNOWN: "not known"
}
SMOOTHNESS = {one: one.name.lower().replace("_", " ") for one in Smoothness if one}
BARRIERS = {
    BarrierKind.STEPS: "steps",
    BarrierKind.KERB: "a kerb",
    BarrierKind.SLOPE_UP: "an uphill slope",
    BarrierKind.SLOPE_DOWN: "a downhill slope",
    BarrierKind.CROSS_SLOPE: "a sideways slope",
    BarrierKind.WIDTH: "a narrow place",
    BarrierKind.SURFACE: "a surface you cannot pass",
    BarrierKind.SMOOTHNESS: "an uneven surface",
    BarrierKind.WHEELCHAIR_NO: "a place marked as impassable by wheelchair",
    BarrierKind.NO_ENTRY: "a way with no entry",
    BarrierKind.CROSSING: "a crossing without what you need",
    BarrierKind.ELEVATOR: "an elevator",
    BarrierKind.ESCALATOR: "an escalator",
    BarrierKind.BLOCKED: "a place that is blocked now",
    BarrierKind.TOO_LONG: "a distance too long to go at once",
    BarrierKind.UNKNOWN: "a place where something you need is not confirmed",
}
LIMITS = {
    BarrierKind.WIDTH: "{value}; you need {limit}",
    BarrierKind.SMOOTHNESS: "{value}; you need {limit}",
}
"""How a measure and the person's limit are told; by default that the limit is the most."""
MOST = "{value}; your limit is {limit}"
FACTS = {
    "slope": "slope",
    "cross_slope": "sideways slope",
    "width": "width",
    "surface": "surface",
    "smoothness": "evenness",
    "kerb": "kerb height",
    "step_count": "number of steps",
    "crossing": "kind of crossing",
    "wheelchair": "wheelchair access",
    "entry": "permission to enter",
    "link": "path away from the street",
    "boarding": "step-free boarding",
}
LABELS = {
    "earliest": "Earliest arrival",
    "latest": "Latest departure",
    "fewest-changes": "Fewest changes",
    "all-confirmed": "All confirmed",
    "least-walking": "Shortest way on foot or wheels",
    "least-bad": "No way fits; this is the least bad",
}
PRESETS = {
    "walking": "On foot",
    "manual-wheelchair": "Manual wheelchair",
    "powered-wheelchair": "Powered wheelchair",
    "stroller": "Stroller",
    "cane": "Cane or slow walking",
    "low-vision": "Low vision or blind",
    "custom": "My own limits",
}
NOTHING_FOUND = (
    "No journey was found for these needs at this time. "
    "Try another time, a longer way on foot or wheels, or accept what is not verified."
)
NOTHING_PASSES = "No way meets all your needs. This is the least bad one, with its barriers."
ALREADY_THERE = "You are already there."
WARNINGS = {
    "no-bay": "No wheelchair space is free on this vehicle right now.",
    "board-unknown": "It is not known whether you can board without a step here.",
    "alight-unknown": "It is not known whether you can get off without a step here.",
    "on-demand": "Vehicles stop here only if you arrange it with the operator beforehand.",
    "no-streets": "There is no street-by-street detail for this part.",
    "sample": "This is a sample, not the real street network.",
}
