"""The sentences in English."""

from collections.abc import Sequence
from math import isfinite, isnan

from modugil.answers.maneuvers import Act, Maneuver, Turn
from modugil.answers.sentences.phrasebook import KERB_M, STEEP_RATIO, Phrasebook
from modugil.core.access import Access
from modugil.region.vocabulary import CrossingKind, PathwayMode, Surface, WayKind
from modugil.routing.journey import BarrierFound, BarrierKind
from modugil.routing.needs import Boarding, Needs

_POINTS = (
    "north",
    "north-east",
    "east",
    "south-east",
    "south",
    "south-west",
    "west",
    "north-west",
)
_TURNS = {
    Turn.STRAIGHT: "Go straight on",
    Turn.LEFT: "Turn left",
    Turn.RIGHT: "Turn right",
    Turn.SHARP_LEFT: "Turn sharp left",
    Turn.SHARP_RIGHT: "Turn sharp right",
    Turn.BACK: "Turn around",
}
_KINDS = {
    WayKind.SIDEWALK: "the sidewalk",
    WayKind.FOOTWAY: "the footpath",
    WayKind.PATH: "the path",
    WayKind.PEDESTRIAN: "the pedestrian street",
    WayKind.AREA: "the square",
    WayKind.CORRIDOR: "the corridor",
    WayKind.PLATFORM: "the platform",
    WayKind.SERVICE: "the service road",
    WayKind.LIVING_STREET: "the shared street",
}
_CROSSINGS = {
    CrossingKind.SIGNALS: "at the signals",
    CrossingKind.MARKED: "on the marked crossing",
    CrossingKind.UNMARKED: "where no crossing is marked",
}


class English(Phrasebook):
    """English, plain and short."""

    surfaces = {surface: surface.name.lower().replace("_", " ") for surface in Surface} | {
        Surface.UNKNOWN: "not known"
    }
    barriers = {
        BarrierKind.STEPS: "steps",
        BarrierKind.KERB: "a kerb",
        BarrierKind.SLOPE_UP: "a climb",
        BarrierKind.SLOPE_DOWN: "a descent",
        BarrierKind.CROSS_SLOPE: "a sideways slope",
        BarrierKind.WIDTH: "a narrow place",
        BarrierKind.SURFACE: "the surface",
        BarrierKind.SMOOTHNESS: "an uneven surface",
        BarrierKind.WHEELCHAIR_NO: "a place marked as not passable by wheelchair",
        BarrierKind.NO_ENTRY: "a closed or private way",
        BarrierKind.CROSSING: "a crossing without what you need",
        BarrierKind.ELEVATOR: "an elevator",
        BarrierKind.ESCALATOR: "an escalator",
        BarrierKind.BLOCKED: "a way that is blocked now",
        BarrierKind.UNKNOWN: "a place of which a needed fact is not known",
    }
    facts = {
        "slope": "Slope",
        "cross_slope": "Sideways slope",
        "width": "Width",
        "surface": "Surface",
        "smoothness": "Smoothness",
        "kerb": "Kerb height",
        "steps": "Number of steps",
        "crossing": "Kind of crossing",
        "wheelchair": "Wheelchair access",
        "link": "The way between the point and the street",
        "boarding": "Step-free boarding",
    }
    labels = {
        "earliest": "Earliest arrival",
        "latest": "Latest departure",
        "fewest-changes": "Fewest changes",
        "all-confirmed": "All confirmed",
        "least-walking": "Shortest way on foot or wheels",
        "least-bad": "Nothing passes; the least bad way",
    }
    presets = {
        "walking": "On foot",
        "manual-wheelchair": "Manual wheelchair",
        "powered-wheelchair": "Powered wheelchair",
        "stroller": "Stroller",
        "cane": "Cane or slow walking",
        "low-vision": "Low vision or blind",
        "custom": "My own limits",
    }
    nothing_found = (
        "No journey was found for these needs at this time. "
        "Try another time, a longer way on foot or wheels, or accept what is not verified."
    )
    warnings = {
        "board-unknown": "It is not known whether you can board without a step here.",
        "alight-unknown": "It is not known whether you can get off without a step here.",
        "on-demand": "This stop is served only when arranged with the operator beforehand.",
        "no-streets": "The way on foot is not known street by street here.",
        "sample": "This is a sample, not the real street network.",
        "delayed": "The vehicle is late.",
    }

    def maneuver(self, maneuver: Maneuver) -> str:
        """What to do now, with what needs care after it."""
        return " ".join((self._act(maneuver), *self._cautions(maneuver)))

    def _act(self, m: Maneuver) -> str:
        if m.act is Act.CROSS:
            what = f"Cross {m.name}" if m.name else "Cross the street"
            return f"{what} {_CROSSINGS[m.crossing]}." if m.crossing in _CROSSINGS else f"{what}."
        if m.act is Act.STEPS:
            return self._steps(m)
        if m.act is Act.ELEVATOR:
            return "Take the elevator."
        if m.act is Act.ESCALATOR:
            return "Take the escalator."
        on = m.name or _KINDS.get(m.kind, "")
        if m.turn is Turn.START:
            head = f"Head {_POINTS[round(m.bearing_deg / 45) % 8]}"
            return f"{head} on {on} for {_metres(m)}." if on else f"{head} for {_metres(m)}."
        turn = _TURNS[m.turn]
        joined = "on" if m.turn is Turn.STRAIGHT else "onto"
        place = f" {joined} {on}" if on else ""
        return f"{turn}{place} and go {_metres(m)}."

    def _steps(self, m: Maneuver) -> str:
        way = {Access.YES: "up ", Access.NO: "down "}.get(m.goes_up, "")
        count = f"{m.step_count} steps" if m.step_count > 0 else "the steps"
        rail = " There is a handrail." if m.handrail is Access.YES else ""
        return f"Go {way}{count}.{rail}"

    def _cautions(self, m: Maneuver) -> list[str]:
        said = []
        if m.act is not Act.STEPS and m.slope_up_ratio >= STEEP_RATIO:
            said.append(f"It climbs up to {m.slope_up_ratio:.0%}.")
        if m.act is not Act.STEPS and m.slope_down_ratio >= STEEP_RATIO:
            said.append(f"It falls up to {m.slope_down_ratio:.0%}.")
        if m.highest_kerb_m >= KERB_M:
            said.append(f"There is a kerb of {m.highest_kerb_m * 100:.0f} cm.")
        elif m.kerb_unknown:
            said.append("There is a kerb of unknown height.")
        if m.act is Act.CROSS and m.signal_sound is Access.YES:
            said.append("The signal can be heard.")
        return said

    def arrive(self, name: str) -> str:
        """You are there."""
        return f"You have arrived at {name}."

    def walk_to(self, name: str, *, length_m: float, minutes: int) -> str:
        """A way of which nothing more is known than its length."""
        return f"Go to {name}, about {_round_m(length_m)} or {minutes} min."

    def pathway(self, mode: int, *, signposted: str, steps: int) -> str:
        """One pathway of a station."""
        toward = f", following the signs to {signposted}" if signposted else ""
        count = f"{abs(steps)} steps " if steps else "the stairs "
        said = {
            PathwayMode.WALKWAY: "Follow the passage",
            PathwayMode.STAIRS: f"Take {count}{'down' if steps < 0 else 'up' if steps else ''}",
            PathwayMode.MOVING_SIDEWALK: "Take the moving walkway",
            PathwayMode.ESCALATOR: "Take the escalator",
            PathwayMode.ELEVATOR: "Take the elevator",
            PathwayMode.FARE_GATE: "Go in through the fare gate",
            PathwayMode.EXIT_GATE: "Go out through the exit gate",
        }
        return f"{said[PathwayMode(mode)].strip()}{toward}."

    def ride(self, line: str, *, headsign: str, start: str, end: str, stops: int) -> str:
        """Take this line from here to there."""
        toward = f" towards {headsign}" if headsign else ""
        count = "the next stop" if stops == 1 else f"{stops} stops"
        return f"Take {line}{toward} from {start} and get off at {end} ({count})."

    def low_floor(self, access: Access) -> str:
        """Whether the vehicle can be boarded without a step."""
        return {
            Access.YES: "Low floor",
            Access.NO: "Steps at the door",
            Access.UNKNOWN: "Not known whether low floor",
        }[access]

    def unknown_fact(self, fact: str, length_m: float) -> str:
        """That a fact is not known for so many metres."""
        return f"{self.facts.get(fact, fact)} is not known for {_round_m(length_m)}."

    def barrier(self, barrier: BarrierFound) -> str:
        """The barrier with its measure and the person's limit."""
        what = self.barriers[barrier.kind]
        value, limit = _measure(barrier.kind, barrier.value), _measure(barrier.kind, barrier.limit)
        if value and limit:
            return f"{what} ({value}; your limit is {limit})"
        return f"{what} ({value})" if value else what

    def why_not(self, barrier: BarrierFound, *, saved_s: float) -> str:
        """Why the quicker way was not taken."""
        return (
            f"A way {_minutes(saved_s)} quicker was not taken because of {self.barrier(barrier)}."
        )

    def summary(
        self, *, times: tuple[str, str], minutes: int, lines: Sequence[str], unverified_m: float
    ) -> str:
        """One sentence that says it all."""
        by = "by " + ", then ".join(lines) if lines else "without a vehicle"
        sure = "all confirmed" if unverified_m < 0.5 else f"{_round_m(unverified_m)} unverified"
        return f"Leave at {times[0]}, arrive at {times[1]}, {minutes} min {by}; {sure}."

    def needs(self, needs: Needs) -> str:
        """The needs in one line."""
        parts = [self.presets.get(needs.preset, needs.preset)]
        if isfinite(needs.max_slope_up_ratio):
            parts.append(f"climbs to {needs.max_slope_up_ratio:.0%}")
        if isfinite(needs.max_kerb_m):
            parts.append(f"kerbs to {needs.max_kerb_m * 100:.0f} cm")
        if needs.min_width_m > 0:
            parts.append(f"at least {needs.min_width_m:.2g} m wide")
        if needs.max_step_count == 0:
            parts.append("no steps")
        if needs.boarding is Boarding.STEP_FREE:
            parts.append("step-free boarding")
        return ", ".join(parts)

    def least_bad(self, barriers: Sequence[BarrierFound]) -> str:
        """That nothing passes, and what stands in the least-bad way."""
        named = "; ".join(self.barrier(barrier) for barrier in barriers[:3])
        more = f" and {len(barriers) - 3} more" if len(barriers) > 3 else ""
        return f"No way meets all your needs. On this one stands: {named}{more}."

    def delay(self, seconds: int) -> str:
        """How late or early a vehicle is."""
        return f"{_minutes(abs(seconds))} {'late' if seconds > 0 else 'early'}"

    def headway(self, seconds: int) -> str:
        """That a line runs every so many minutes and the time is an example."""
        return f"Runs about every {_minutes(seconds)}; the time is an example."


def _metres(m: Maneuver) -> str:
    return _round_m(m.length_m)


def _round_m(length_m: float) -> str:
    if length_m >= 1000:
        return f"{length_m / 1000:.1f} km"
    return f"{max(1, round(length_m)) if length_m < 20 else round(length_m / 10) * 10:.0f} m"


def _minutes(seconds: float) -> str:
    return f"{max(1, round(seconds / 60))} min" if seconds >= 45 else f"{round(seconds)} s"


def _measure(kind: BarrierKind, value: float) -> str:
    if isnan(value) or not isfinite(value):
        return ""
    if kind in (BarrierKind.SLOPE_UP, BarrierKind.SLOPE_DOWN, BarrierKind.CROSS_SLOPE):
        return f"{value * 100:.0f} %" if value >= 0.1 else f"{value * 100:.1f} %"
    if kind is BarrierKind.KERB:
        return f"{value * 100:.0f} cm"
    if kind is BarrierKind.WIDTH:
        return f"{value:.2f} m"
    if kind is BarrierKind.STEPS:
        return f"{value:.0f}"
    return ""
