"""Modugil from door to door, and what a new person's needs cost before their first question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from modugil_region import built_folder, run_modugil
from protocol import Task

from modugil.answers.open_planner import open_planner
from modugil.answers.planner import Planner
from modugil.answers.trips.preparation import LONGEST_CHANGE_M, prepare
from modugil.answers.trips.question import TripQuestion
from modugil.conditions.conditions import AS_PLANNED
from modugil.core.time import service_day_start
from modugil.routing.needs import Needs
from modugil.routing.presets import get_preset
from modugil.routing.streets import compile_needs, compile_stop_access, transfer_table

PRESETS = {"foot": "walking", "wheelchair": "powered-wheelchair"}


def open_engine(request: dict[str, Any]) -> Callable[[dict[str, Any]], Task]:
    """A planner over the built region, ready at the moment of the questions."""
    planner = open_planner(built_folder(request))
    now = datetime.fromisoformat(request["leave_at"]).replace(tzinfo=planner.region.zone)
    kinds = {"door": _search, "plan": _plan, "compile": _compile, "streets": _streets}
    kinds |= {"transfers": _transfers}
    return lambda spec: kinds[spec["kind"]](planner, now, spec)


def _search(planner: Planner, now: datetime, spec: dict[str, Any]) -> Task:
    """Journeys without words, each as [boardings, arrival, unverified metres]."""
    midnight_s = int(service_day_start(now.date(), zone=planner.region.zone).timestamp())

    def read(found: Any) -> list[list[float]]:
        return [
            [one.boardings, midnight_s + one.arrival_s, round(one.unverified_m)]
            for one in found.journeys
        ]

    return Task(_asker(now, spec), lambda question: planner.search(question, now=now), read)


def _plan(planner: Planner, now: datetime, spec: dict[str, Any]) -> Task:
    """The whole answer: ways traced, told in sentences, refused ways explained."""
    return Task(
        _asker(now, spec),
        lambda question: planner.plan(question, now=now),
        lambda answer: len(answer.journeys),
    )


def _asker(now: datetime, spec: dict[str, Any]) -> Callable[[Any], TripQuestion]:
    needs = get_preset(PRESETS[spec["needs"]])

    def encode(pair: Any) -> TripQuestion:
        start, end = (f"{lat},{lon}" for lat, lon in pair)
        return TripQuestion(start=start, end=end, at=now.isoformat(), needs=needs)

    return encode


def _compile(planner: Planner, now: datetime, _spec: dict[str, Any]) -> Task:
    """Everything a search needs to know of one person's needs."""
    region = planner.region

    def ask(needs: Needs) -> Any:
        return prepare(region, needs, conditions=AS_PLANNED, span=(now, now))

    return Task(_limits, ask, bool)


def _streets(planner: Planner, _now: datetime, _spec: dict[str, Any]) -> Task:
    """The costs of all streets alone."""
    streets = planner.region.streets
    assert streets is not None
    return Task(_limits, lambda needs: compile_needs(streets, needs), bool)


def _transfers(planner: Planner, _now: datetime, _spec: dict[str, Any]) -> Task:
    """The walks between all stops alone."""
    streets, timetable = planner.region.streets, planner.region.timetable
    assert streets is not None and timetable is not None

    def encode(limits: dict[str, float]) -> Any:
        return compile_stop_access(compile_needs(streets, _limits(limits)), timetable.stops)

    return Task(encode, lambda access: transfer_table(access, max_m=LONGEST_CHANGE_M), bool)


def _limits(limits: dict[str, float]) -> Needs:
    return get_preset(PRESETS["wheelchair"]).with_limits(**limits)


if __name__ == "__main__":
    run_modugil(open_engine)
