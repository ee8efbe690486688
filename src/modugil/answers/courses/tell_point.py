"""One point of a course in words: what was measured, what refuses, what nobody knows."""

from collections.abc import Sequence
from math import inf

from modugil.answers.courses.course_answer import Finding
from modugil.answers.courses.judge import Aspect, ratio_of
from modugil.answers.courses.scope import CourseScope
from modugil.answers.finding.endpoints import access_word
from modugil.answers.sights.sentences.fill import fill
from modugil.answers.sights.sight_answer import Quote
from modugil.answers.sights.tell_fact import language_of
from modugil.answers.telling.sentences import get_phrasebook
from modugil.core.access import Access
from modugil.places.courses.course import CoursePoint, Slope

_QUOTED = ("place_detail", "slope_deg", "slope_most_deg", "path_width_m", "steps", "surface_state")


def number(value: float, digits: int = 1) -> str:
    """A number without needless zeros."""
    return f"{value:.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:.0f}"


def list_findings(scope: CourseScope, row: int) -> list[Finding]:
    """What refuses the point, then what is measured and still leaves it open."""
    point, verdict = scope.course.points[row], scope.verdict.points[row]
    found: list[Finding] = []
    for aspect, access in verdict.aspects.items():
        if access is Access.NO:
            text = say_refusal(scope, point, aspect)
            text = scope.words.sentences(text, _say_whom(scope, verdict.stops.get(aspect, ())))
        elif access is Access.UNKNOWN and is_measured(point, aspect):
            text = _say_doubt(scope, point, aspect)
        else:
            continue
        found.append(Finding(aspect=aspect.value, access=access_word(access), text=text))
    return sorted(found, key=lambda one: one.access != "no")


def list_unmeasured(scope: CourseScope, row: int) -> list[Aspect]:
    """What is asked of the point and was not measured there."""
    point, verdict = scope.course.points[row], scope.verdict.points[row]
    return [
        aspect
        for aspect, access in verdict.aspects.items()
        if access is Access.UNKNOWN and not is_measured(point, aspect)
    ]


def is_measured(point: CoursePoint, aspect: Aspect) -> bool:
    """Whether something is known of it there, be it enough or not."""
    known = {
        Aspect.SLOPE: point.slope is not None,
        Aspect.WIDTH: point.width is not None,
        Aspect.STEPS: point.steps is not None,
        Aspect.SURFACE: point.place.get_value("surface") != "",
        Aspect.EVENNESS: point.even is not Access.UNKNOWN,
        Aspect.WORD: point.wheelchair is not Access.UNKNOWN,
    }
    return known.get(aspect, False)


def say_refusal(scope: CourseScope, point: CoursePoint, aspect: Aspect) -> str:
    """Why the point cannot be passed."""
    phrases, needs = scope.phrases, scope.needs
    if aspect is Aspect.SLOPE and point.slope is not None:
        limits = {"up": needs.max_slope_up_ratio, "down": needs.max_slope_down_ratio}
        most = limits.get(point.slope.way, max(limits.values()))
        return fill(phrases.too_steep, limit=number(most * 100), **_slope(point.slope))
    if aspect is Aspect.WIDTH and point.width is not None:
        width = scope.metres(point.width.narrowest_m.low)
        return fill(phrases.too_narrow, width=width, limit=scope.metres(needs.min_width_m))
    if aspect is Aspect.STEPS and point.steps is not None:
        if point.steps.high == inf:
            return phrases.steps_named
        return fill(phrases.steps_counted, n=number(point.steps.high, 0))
    if aspect is Aspect.SURFACE:
        return fill(phrases.surface_refused, surface=_word(scope, point.place.get_value("surface")))
    return phrases.said_unusable


def _say_whom(scope: CourseScope, presets: Sequence[str]) -> str:
    """Whom of those who go together it stops, as a sentence; empty for one person alone."""
    whom = get_phrasebook(scope.language).whom(presets)
    stop = "。" if scope.language in ("ja", "zh") else "."
    return f"{whom[0].upper()}{whom[1:]}{stop}" if whom else ""


def _say_doubt(scope: CourseScope, point: CoursePoint, aspect: Aspect) -> str:
    phrases = scope.phrases
    if aspect is Aspect.SLOPE and point.slope is not None:
        spread = point.slope.steepest_deg.low != point.slope.steepest_deg.high
        if not spread:
            return fill(phrases.steep_back, **_slope(point.slope))
    if aspect is Aspect.EVENNESS:
        states = dict.fromkeys(one.value for one in point.place.facts["surface_state"].said)
        return fill(phrases.warned, state=scope.words.joined.join(_word(scope, s) for s in states))
    return fill(phrases.perhaps, what=phrases.aspects[aspect])


def list_measured(scope: CourseScope, point: CoursePoint) -> list[str]:
    """What was measured at the point, each with what it is called."""
    words, told = scope.words, []
    if point.slope is not None:
        told.append(("slope_deg", say_slope(scope, point.slope)))
    for key in ("path_width_m", "entrance_width_m"):
        if value := point.place.get_value(key):
            told.append((key, scope.metres(float(value))))
    if value := point.place.get_value("steps"):
        counter = words.facts.counters.get("steps") or words.facts.counters[""]
        told.append(("steps", fill(counter, n=value)))
    for key in ("surface", "surface_state"):
        if value := point.place.get_value(key):
            told.append((key, _word(scope, value)))
    return [fill(words.value, label=words.name_of(key), value=value) for key, value in told]


def say_slope(scope: CourseScope, slope: Slope) -> str:
    """How steep, which way, how long."""
    words, steepest = scope.words, slope.steepest_deg
    low, high = number(steepest.low), number(steepest.high)
    spread = high if low == high else f"{low}–{high}"
    parts = [f"{fill(words.degrees, n=spread)} ({number(ratio_of(steepest.high) * 100)}%)"]
    parts += [_word(scope, slope.way)] if slope.way else []
    parts += [scope.metres(slope.length_m)] if slope.length_m else []
    return words.joined.join(parts)


def _slope(slope: Slope) -> dict[str, str]:
    steepest = slope.steepest_deg.high
    return {"deg": number(steepest), "percent": number(ratio_of(steepest) * 100)}


def _word(scope: CourseScope, value: str) -> str:
    return scope.words.facts.words.get(value, value)


def quote_point(point: CoursePoint) -> Quote | None:
    """The source's own words of the point; None where it has none but its name."""
    for key in _QUOTED:
        fact = point.place.facts.get(key)
        if fact is not None:
            text = fact.value if key == "place_detail" else fact.said[0].text
            if text and text != point.place.names[""]:
                return Quote(text=text, language=language_of(text))
    return None
