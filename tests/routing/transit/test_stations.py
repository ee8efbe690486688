"""Ways through stations: who can take which pathway, and what is not known of it.

The station of these tests: entrance E, hall H (a generic node), platform P, its boarding area B.
"""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from tests.routing.transit.small import Small, build

from modugil.conditions.conditions import Conditions, Outage, Span
from modugil.core.access import UnknownPolicy
from modugil.region.timetable import Timetable
from modugil.region.vocabulary import LocationType, PathwayMode
from modugil.routing.needs import Needs, Use
from modugil.routing.presets import get_preset
from modugil.routing.transit import StationLinks, station_links

E, H, P, B, Q = range(5)
KINDS = {
    E: LocationType.ENTRANCE,
    H: LocationType.GENERIC_NODE,
    B: LocationType.BOARDING_AREA,
}
WALKING = get_preset("walking")
CHAIR = get_preset("manual-wheelchair")
SEOUL = ZoneInfo("Asia/Seoul")


def station(*pathways: dict[str, float]) -> Timetable:
    """A station with these pathways; B is a boarding area of platform P."""
    return build(
        Small(trips=(), stop_count=5, location_type=KINDS, parent={B: P}, pathways=pathways)
    )


def pathway(
    start: int, end: int, mode: PathwayMode = PathwayMode.WALKWAY, **facts: float
) -> dict[str, float]:
    return {"from": start, "to": end, "mode": mode, "length_m": 20.0, **facts}


def link(links: StationLinks | None, start: int, end: int) -> tuple[float, ...] | None:
    """Seconds, metres and unverified metres of the best link, None where there is none."""
    rows = all_links(links, start, end)
    return rows[0] if rows else None


def all_links(links: StationLinks | None, start: int, end: int) -> list[tuple[float, ...]]:
    assert links is not None
    return [
        (
            round(float(links.time_s[row])),
            float(links.length_m[row]),
            float(links.unverified_m[row]),
        )
        for row in range(links.start[start], links.start[start + 1])
        if links.to_stop[row] == end
    ]


KNOWN = {"max_slope_ratio": 0.0, "min_width_m": 2.0}
STEPS = pathway(E, P, PathwayMode.STAIRS, stair_count=20, **KNOWN)
LIFT = pathway(E, P, PathwayMode.ELEVATOR, length_m=float("nan"), **KNOWN)


def test_without_pathways_there_are_no_links():
    assert station_links(station(), needs=WALKING) is None


def test_a_way_leads_through_the_hall_and_names_its_pathways():
    links = station_links(station(pathway(E, H), pathway(H, P, traversal_s=30.0)), needs=WALKING)
    assert link(links, E, P) == (round(20 / WALKING.speed_mps + 30), 40.0, 0.0)
    assert links is not None
    assert links.pathways_of(int(links.start[E])) == (0, 1)
    assert link(links, P, E) is None
    assert not (links.to_stop == H).any()


def test_a_boarding_area_belongs_to_its_platform():
    links = station_links(station(pathway(E, B)), needs=WALKING)
    assert link(links, E, P) == (15, 20.0, 0.0)


def test_from_entrance_to_entrance_is_no_link():
    timetable = build(
        Small(
            trips=(),
            stop_count=5,
            location_type={**KINDS, Q: LocationType.ENTRANCE},
            pathways=(pathway(E, P), pathway(P, Q), pathway(E, Q)),
        )
    )
    links = station_links(timetable, needs=WALKING)
    assert link(links, E, Q) is None
    assert link(links, P, Q) is not None


@pytest.mark.parametrize(
    ("needs", "expected"),
    [
        (WALKING, (15, 20.0, 0.0)),
        (CHAIR, (60, 0.0, 0.0)),
        (CHAIR.with_limits(max_step_count=30), (25, 20.0, 0.0)),
        (WALKING.with_limits(max_step_count=19), (60, 0.0, 0.0)),
        (CHAIR.with_limits(elevators=Use.NEVER), None),
        (WALKING.with_limits(max_step_count=0, elevators=Use.AVOID), (60, 0.0, 0.0)),
    ],
)
def test_steps_or_the_lift(needs, expected):
    assert link(station_links(station(STEPS, LIFT), needs=needs), E, P) == expected


@pytest.mark.parametrize(("use", "seconds"), [(Use.YES, 20), (Use.AVOID, 60), (Use.NEVER, 60)])
def test_an_escalator_is_taken_avoided_or_never_taken(use, seconds):
    up = pathway(E, P, PathwayMode.ESCALATOR, traversal_s=20.0)
    links = station_links(station(up, LIFT), needs=WALKING.with_limits(escalators=use))
    found = link(links, E, P)
    assert found is not None
    assert found[0] == seconds


def test_a_lift_is_avoided_only_where_something_else_goes():
    needs = WALKING.with_limits(elevators=Use.AVOID)
    around = pathway(E, P, length_m=200.0)
    assert link(station_links(station(LIFT, around), needs=needs), E, P) == (150, 200.0, 0.0)
    assert link(station_links(station(LIFT), needs=needs), E, P) == (60, 0.0, 0.0)


@pytest.mark.parametrize(
    ("facts", "passes"),
    [
        ({"max_slope_ratio": 0.05, "min_width_m": 1.0}, True),
        ({"max_slope_ratio": 0.09, "min_width_m": 1.0}, False),
        ({"max_slope_ratio": -0.09, "min_width_m": 1.0}, True),
        ({"max_slope_ratio": -0.11, "min_width_m": 1.0}, False),
        ({"max_slope_ratio": 0.0, "min_width_m": 0.7}, False),
    ],
)
def test_slope_and_width_are_held_against_the_limits(facts, passes):
    found = link(station_links(station(pathway(E, P) | facts), needs=CHAIR), E, P)
    assert (found is not None) == passes
    assert found is None or found[2] == 0


@pytest.mark.parametrize("told", [{"max_slope_ratio": 0.0}, {"min_width_m": 1.0}, {}])
def test_what_is_not_told_is_unverified_or_refused(told):
    timetable = station(pathway(E, P) | told)
    refusing = replace(CHAIR, unknown_policy=UnknownPolicy.REFUSE)
    assert link(station_links(timetable, needs=CHAIR), E, P) == (25, 20.0, 20.0)
    assert link(station_links(timetable, needs=refusing), E, P) is None
    assert link(station_links(timetable, needs=WALKING), E, P) == (15, 20.0, 0.0)


def test_the_verified_way_stands_beside_the_quicker_unverified_one():
    links = station_links(station(pathway(E, P), LIFT), needs=CHAIR)
    assert all_links(links, E, P) == [(25, 20.0, 20.0), (60, 0.0, 0.0)]


def test_a_told_time_grows_for_who_is_slower_but_not_in_a_lift():
    walk = station(KNOWN | pathway(E, P, traversal_s=30.0))
    ride = station(KNOWN | pathway(E, P, PathwayMode.ELEVATOR, traversal_s=30.0))
    assert link(station_links(walk, needs=WALKING), E, P) == (30, 20.0, 0.0)
    slower_s = round(30 * WALKING.speed_mps / CHAIR.speed_mps)
    assert link(station_links(walk, needs=CHAIR), E, P) == (slower_s, 20.0, 0.0)
    assert link(station_links(ride, needs=CHAIR), E, P) == (30, 20.0, 0.0)


def test_a_lift_out_of_order_is_out_only_for_its_span():
    timetable = station(STEPS, LIFT)
    morning = tuple(datetime(2026, 11, 24, hour, tzinfo=SEOUL) for hour in (8, 10))
    evening = tuple(datetime(2026, 11, 24, hour, tzinfo=SEOUL) for hour in (18, 20))
    broken = Conditions(pathway_outages={1: Outage(Span(*morning)), 99: Outage()})
    needs: Needs = CHAIR

    def found(span):
        links = station_links(timetable, needs=needs, conditions=broken, span=span)
        return link(links, E, P)

    assert found((morning[0], morning[0])) is None
    assert found((evening[0], evening[1])) is not None
    assert found(None) is None


def test_a_way_longer_than_the_longest_leg_is_none():
    timetable = station(pathway(E, P, length_m=50.0))
    assert link(station_links(timetable, needs=replace(WALKING, longest_leg_m=40.0)), E, P) is None


def test_links_equal_the_least_costs_over_all_pairs():
    random = np.random.default_rng(5)
    for _ in range(30):
        rows = [
            pathway(int(a), int(b), length_m=float(random.integers(1, 40)))
            for a, b in random.integers(0, 9, (14, 2))
            if a != b
        ]
        timetable = build(Small(trips=(), stop_count=9, pathways=rows))
        least = np.full((9, 9), np.inf)
        for row in rows:
            a, b = int(row["from"]), int(row["to"])
            least[a, b] = min(least[a, b], row["length_m"])
        for via in range(9):
            least = np.minimum(least, least[:, via : via + 1] + least[via : via + 1])
        links = station_links(timetable, needs=WALKING)
        for a in range(9):
            for b in range(9):
                if a != b:
                    found = link(links, a, b)
                    assert (np.inf if found is None else found[1]) == least[a, b]
