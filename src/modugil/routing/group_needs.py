"""What several people who go together need: each is asked, the strictest limit holds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from enum import StrEnum
from typing import Any

from modugil.core.access import UnknownPolicy
from modugil.region.vocabulary import Smoothness
from modugil.routing.needs import Boarding, CrossingRule, Needs, StepRamp, TagRule, Use
from modugil.routing.presets import list_presets

TOGETHER = ","
"""Between the presets of a group, as in `powered-wheelchair,stroller`."""
_Strictest = Callable[[Sequence[Any]], object]


def join_needs(group: Sequence[Needs]) -> Needs:
    """The needs of all of them at once: what is open for them is open for each.

    Whoever is named twice goes along once, and in whatever order they are named the needs are the
    same. The fields hold the strictest of each limit, so that speed, changes and single ways suit
    the slowest; streets, pathways and boarding are asked of each by itself.
    Errors:  ValueError for a group of nobody, which is a mistake in the program.
    """
    if not group:
        raise ValueError("a group of nobody")
    members = sorted({one: None for some in group for one in some.members}, key=_place)
    if len(members) == 1:
        return members[0]
    values = {
        field.name: _strictest(field.name)([getattr(one, field.name) for one in members])
        for field in fields(Needs)
        if field.name not in ("preset", "together")
    }
    preset = TOGETHER.join(dict.fromkeys(one.preset for one in members))
    return Needs(**values, preset=preset, together=tuple(members))  # type: ignore[arg-type]


def _place(needs: Needs) -> int:
    """The place among the presets; needs of one's own come after them."""
    names = [one.preset for one in list_presets()]
    return names.index(needs.preset) if needs.preset in names else len(names)


def _strictest(name: str) -> _Strictest:
    """Which of several values of a field is the strictest."""
    by_name = {"max_": min, "min_": max}
    return _STRICTEST.get(name) or by_name[name[:4]]


def _last_of(*loosest_first: StrEnum) -> _Strictest:
    return lambda values: max(values, key=loosest_first.index)


def _smoothness(values: Sequence[Smoothness]) -> Smoothness:
    return min((one for one in values if one), default=Smoothness.IMPASSABLE)


_STRICTEST: Mapping[str, _Strictest] = {
    "speed_mps": min,
    "surfaces": lambda values: frozenset.intersection(*values),
    "worst_smoothness": _smoothness,
    "step_ramp": _last_of(StepRamp.STROLLER, StepRamp.WHEELCHAIR, StepRamp.NONE),
    "elevators": _last_of(*Use),
    "escalators": _last_of(*Use),
    "crossings": _last_of(*CrossingRule),
    "wheelchair_tag": _last_of(TagRule.IGNORE, TagRule.HEED),
    "carriageway_factor": max,
    "boarding": _last_of(*Boarding),
    "longest_leg_m": min,
    "change_time_s": max,
    "unknown_policy": _last_of(UnknownPolicy.ACCEPT, UnknownPolicy.PENALISE, UnknownPolicy.REFUSE),
    "unknown_factor": max,
}
"""Of each field that is neither a `max_` nor a `min_`."""
