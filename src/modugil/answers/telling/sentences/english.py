"""The sentences in English."""

from collections.abc import Iterable, Sequence
from datetime import date
from math import isfinite

from modugil.answers.telling.maneuvers import KERB_M, STEEP_RATIO, Act, Maneuver
from modugil.answers.telling.sentences import english_words as words
from modugil.answers.telling.sentences.phrasebook import (
    NAMED_BARRIERS,
    Phrasebook,
    percent,
    round_m,
)
from modugil.answers.telling.turns import Turn
from modugil.answers.wording import plain_headsign
from modugil.core.access import Access
from modugil.region.vocabulary import PathwayMode
from modugil.routing.journey import BarrierFound
from modugil.routing.needs import Boarding, Needs


class English(Phrasebook):
    """English, plain and short."""

    surfaces = words.SURFACES
    smoothness = words.SMOOTHNESS
    barriers = words.BARRIERS
    facts = words.FACTS
    labels = words.LABELS
    presets = words.PRESETS
    nothing_found = words.NOTHING_FOUND
    nothing_passes = words.NOTHING_PASSES
    already_there = words.ALREADY_THERE
    warnings = words.WARNINGS
    bracket = "{what} ({measure})"
    limits = words.LIMITS
    most = words.MOST
    stops = "stops: {names}"
    between = ", "

    def maneuver(self, maneuver: Maneuver) -> str:
        """What to do now, with what needs care after it."""
        return " ".join((self._act(maneuver), *self._cautions(maneuver)))

    def _act(self, m: Maneuver) -> str:
        if m.act is Act.CROSS:
            what = f"Cross {m.name}" if m.name else "Cross the street"
            how = words.CROSSINGS.get(m.crossing, "")
            return f"{what} {how}".strip() + "."
        if m.act is Act.STEPS:
            return self._steps(m)
        if m.act is Act.ELEVATOR:
            return "Take the elevator."
        if m.act is Act.ESCALATOR:
            return "Take the escalator."
        on = m.name or words.KINDS.get(m.kind, "")
        if m.turn is Turn.START:
            head = f"Head {words.POINTS[round(m.bearing_deg / 45) % 8]}"
            return f"{head} on {on} for {_metres(m.length_m)}." if on else f"{head}, {_go(m)}."
        turn = words.TURNS[m.turn]
        return f"{turn} onto {on} and {_go(m)}." if on else f"{turn} and {_go(m)}."

    def _steps(self, m: Maneuver) -> str:
        way = {Access.YES: "Go up", Access.NO: "Go down"}.get(m.goes_up, "Take")
        count = "one step" if m.step_count == 1 else f"{m.step_count} steps"
        count = count if m.step_count > 0 else "the steps"
        if m.step_count > 0 and m.goes_up is Access.UNKNOWN:
            count = f"the steps ({m.step_count})"
        rail = " There is a handrail." if m.handrail is Access.YES else ""
        return f"{way} {count}.{rail}"

    def _cautions(self, m: Maneuver) -> list[str]:
        said = []
        if m.act is not Act.STEPS and m.slope_up_ratio >= STEEP_RATIO:
            said.append(f"It climbs up to {percent(m.slope_up_ratio)}%.")
        if m.act is not Act.STEPS and m.slope_down_ratio >= STEEP_RATIO:
            said.append(f"It falls up to {percent(m.slope_down_ratio)}%.")
        if m.highest_kerb_m >= KERB_M:
            said.append(f"There is a kerb of {m.highest_kerb_m * 100:.0f} cm.")
        elif m.kerb_unknown:
            said.append("There is a kerb of unknown height.")
        if m.act is Act.CROSS and m.signal_sound is Access.YES:
            said.append("The crossing signal makes a sound.")
        return said

    def along(self, name: str) -> str:
        """The part of a sentence that one goes along the street of this name."""
        return f"along {name}"

    def arrive(self, name: str) -> str:
        """You are there; without a name, at the place asked for."""
        return f"You have arrived at {name}." if name else "You have arrived."

    def walk_to(self, name: str, *, length_m: float, minutes: int) -> str:
        """A way of which nothing more is known than its length."""
        where = name or "your destination"
        return f"Go to {where}, about {_metres(length_m)} or {minutes} min."

    def pathway(self, mode: int, *, signposted: str, steps: int) -> str:
        """One pathway of a station; `steps` negative down, 0 where their number is not known."""
        if mode == PathwayMode.WALKWAY and signposted:
            return f"Follow the passage and the signs to {signposted}."
        toward = f", following the signs to {signposted}" if signposted else ""
        if mode == PathwayMode.STAIRS:
            count = f"{abs(steps)} steps" if abs(steps) > 1 else "one step"
            way = f"Go {'down' if steps < 0 else 'up'} {count}" if steps else "Take the stairs"
            return f"{way}{toward}."
        return f"{words.PATHWAYS[PathwayMode(mode)]}{toward}."

    def _name(self, presets: Iterable[str]) -> list[str]:
        """In the midst of a sentence, where no word is a heading."""
        return [name[0].lower() + name[1:] for name in super()._name(presets)]

    def line(self, name: str, *, vehicle: str) -> str:
        """The line as it is spoken of: its name with its kind of vehicle."""
        kind = words.VEHICLES[vehicle]
        return name if not kind or kind in name.lower() else f"{kind} {name}"

    def ride(self, line: str, *, headsign: str, start: str, end: str, stops: int) -> str:
        """Take this line from here to there; get off at the stop of this number."""
        toward = f" towards {plain_headsign(headsign)}" if headsign else ""
        count = "the next stop" if stops == 1 else f"stop {stops} from here"
        return f"Take {line}{toward} from {start} and get off at {end}, {count}."

    def low_floor(self, access: Access) -> str:
        """Whether the vehicle can be boarded without a step."""
        return {
            Access.YES: "Low floor",
            Access.NO: "Steps at the door",
            Access.UNKNOWN: "Not known whether low floor",
        }[access]

    def unknown_facts(self, facts: Sequence[str], length_m: float) -> str:
        """That these facts are not known for so many metres."""
        named = _join([self.facts.get(fact, fact) for fact in facts])
        return f"Not known for {_metres(length_m)}: {named}."

    def unknown_place(self, fact: str) -> str:
        """A barrier that is one only because this fact is not known."""
        return f"a place where the {self.facts.get(fact, fact)} is not known"

    def why_not(self, barrier: BarrierFound, *, saved_s: float, others: int = 0) -> str:
        """Why the quicker way was not taken."""
        more = f" and {others} more barrier{'s' if others > 1 else ''}" if others else ""
        because = f"because of {self.barrier(barrier)}{more}"
        return f"A way {_span(saved_s)} quicker was not taken {because}."

    def summary(
        self, *, times: tuple[str, str], minutes: int, lines: Sequence[str], unverified_m: float
    ) -> str:
        """One sentence that says it all."""
        by = "by " + ", then ".join(lines) if lines else "without a vehicle"
        sure = "all confirmed" if unverified_m < 0.5 else f"{_metres(unverified_m)} unverified"
        return f"Leave at {times[0]}, arrive at {times[1]}, {_hours(minutes)} {by}; {sure}."

    def needs(self, needs: Needs) -> str:
        """The needs in one line."""
        parts = [self.who(needs)]
        if isfinite(needs.max_slope_up_ratio):
            parts.append(f"climbs to {percent(needs.max_slope_up_ratio)}%")
        if isfinite(needs.max_kerb_m):
            parts.append(f"kerbs to {needs.max_kerb_m * 100:.0f} cm")
        if needs.min_width_m > 0:
            parts.append(f"at least {needs.min_width_m:.2g} m wide")
        if needs.max_step_count == 0:
            parts.append("no steps")
        if needs.boarding is Boarding.STEP_FREE:
            parts.append("step-free boarding")
        return ", ".join(parts)

    def together(self, names: Sequence[str]) -> str:
        """That these go together, before their strictest limits."""
        said = f"{_join(names)} together"
        return said[0].upper() + said[1:]

    def least_bad(self, barriers: Sequence[BarrierFound]) -> str:
        """What stands in the least-bad way."""
        named = "; ".join(self.barrier(barrier) for barrier in barriers[:NAMED_BARRIERS])
        rest = len(barriers) - NAMED_BARRIERS
        more = f"; and {rest} more" if rest > 0 else ""
        return f"Barriers on this way: {named}{more}."

    def day(self, day: date) -> str:
        """A day of this year or the next, without the year."""
        return f"{day.day} {words.MONTHS[day.month - 1]}"

    def delay(self, seconds: int) -> str:
        """How late or early a vehicle is."""
        return f"{_span(abs(seconds))} {'late' if seconds > 0 else 'early'}."

    def headway(self, seconds: int) -> str:
        """That a line runs every so many minutes and the time is an example."""
        return f"It runs about every {_span(seconds)}; the time is an example."

    def metres(self, length_m: float) -> str:
        """A length as it is said."""
        return _metres(length_m)

    def steps(self, count: float) -> str:
        """A number of steps."""
        return f"{count:.0f}"


def _go(m: Maneuver) -> str:
    return f"go {_metres(m.length_m)}"


def _metres(length_m: float) -> str:
    return f"{length_m / 1000:.1f} km" if length_m >= 995 else f"{round_m(length_m)} m"


def _span(seconds: float) -> str:
    return _hours(max(1, round(seconds / 60))) if seconds >= 45 else f"{round(seconds)} s"


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if hours == 0:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def _join(named: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))
