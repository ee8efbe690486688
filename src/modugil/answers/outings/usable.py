"""When a toilet or a charger can be used by one person, by what is known of it.

A toilet counts where the facts say that it meets the needs. A charger counts where nothing says
that it does not: its source lists fast chargers for powered wheelchairs. That is our decision, and
the answer says so. Both count while they are known to be open.

Unknown: counts for nothing but that, unless the person accepts it; a no never counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from modugil.answers.sights.verdicts import judge_toilet
from modugil.core.access import Access
from modugil.core.geo import LatLon
from modugil.places.finding.needs import NeedWord, judge_needs, know_place
from modugil.places.finding.opening import Hours, parse_hours
from modugil.places.place import Place
from modugil.routing.needs import Boarding, Needs, TagRule
from modugil.routing.outings.problem import Span

TOILETS, CHARGERS = "toilets", "chargers"
MOST_CHANGES = 24
"""Opening hours change no more often on one day."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Whose needs count, from when until when by the clock on the wall, and about the unknown."""

    needs: tuple[NeedWord, ...]
    begin: datetime
    end: datetime
    accepts_unknown: bool

    def accepts(self, access: Access) -> bool:
        """Whether that counts as a yes."""
        return access is Access.YES or (self.accepts_unknown and access is Access.UNKNOWN)


def need_words(needs: Needs) -> tuple[NeedWord, ...]:
    """What a place must meet for a person with these needs of the way."""
    on_wheels = (
        needs.boarding is Boarding.STEP_FREE
        or needs.max_step_count == 0
        or needs.wheelchair_tag is TagRule.HEED
    )
    return ("wheelchair",) if on_wheels else ()


def toilet_spans(place: Place, rule: Rule) -> tuple[Span, ...]:
    """When its toilet can be used, in seconds after the rule's beginning."""
    if place.kind == TOILETS:
        access = judge_needs(rule.needs, know_place(place))
    else:
        access = judge_toilet(place)
    return _open_spans(place, rule) if rule.accepts(access) else ()


def charger_spans(place: Place, rule: Rule) -> tuple[Span, ...]:
    """When one can charge there; never where it is said that wheels do not get in."""
    if place.kind != CHARGERS or judge_needs(rule.needs, know_place(place)) is Access.NO:
        return ()
    return _open_spans(place, rule)


def _open_spans(place: Place, rule: Rule) -> tuple[Span, ...]:
    fact = place.facts.get("hours")
    told = fact.value if fact is not None and not fact.disputed else ""
    hours = _parse(told, round(place.lat, 1), round(place.lon, 1)) if told else None
    whole_s = int((rule.end - rule.begin).total_seconds())
    if hours is None:
        return ((0, whole_s),) if rule.accepts(Access.UNKNOWN) else ()
    return _join(_list_spans(hours, rule))


@lru_cache(maxsize=4096)
def _parse(text: str, lat: float, lon: float) -> Hours | None:
    """The hours; whose holidays count does not depend on more than roughly where."""
    return parse_hours(text, at=LatLon(lat, lon))


def _list_spans(hours: Hours, rule: Rule) -> list[Span]:
    spans, local = list[Span](), rule.begin
    for _ in range(MOST_CHANGES):
        if local >= rule.end:
            break
        state = hours.look(local)
        until = rule.end if state.until is None else min(state.until, rule.end)
        if until <= local:
            until = local + timedelta(minutes=1)
        if rule.accepts(state.open):
            spans.append((_seconds(local, rule), _seconds(until, rule)))
        local = until
    return spans


def _seconds(local: datetime, rule: Rule) -> int:
    return int((local - rule.begin).total_seconds())


def _join(spans: Sequence[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for first, last in spans:
        if joined and joined[-1][1] >= first:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return tuple(joined)
