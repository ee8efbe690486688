"""Real streets: Porto Alegre with elevation, Heidelberg with many inclines and kerbs."""

import sys
from time import process_time

import numpy as np
import pytest
from tests.routing.streets.oracle import costs_from_edge

from modugil.core.access import UnknownPolicy
from modugil.core.geo import LatLon, distance_m
from modugil.core.notices import Notices
from modugil.region.street_sources import StreetSource, build_streets
from modugil.routing.needs import Use
from modugil.routing.presets import get_preset, list_presets
from modugil.routing.streets import (
    EdgePoint,
    StreetCosts,
    compile_needs,
    explain_refusal,
    find_least_bad_way,
    find_path,
    find_snaps,
    find_way,
    reach,
    relax_costs,
    travel_matrix,
)
from modugil.routing.streets.relax_costs import penalise_barriers

TIGHT = {
    "max_slope_up_ratio": 0.03,
    "max_slope_down_ratio": 0.03,
    "max_cross_slope_ratio": 0.01,
    "max_kerb_m": 0.0,
    "min_width_m": 1.5,
    "max_step_count": 0,
    "elevators": Use.NEVER,
    "unknown_policy": UnknownPolicy.REFUSE,
}
"""Limits that no preset's are below."""


@pytest.fixture(scope="module")
def porto_alegre(shared_data):
    pytest.importorskip("rasterio", reason="elevation is an extra: rasterio is not installed")
    folder = shared_data / "porto_alegre"
    sources = [
        StreetSource("osm", folder / "poa_osm.pbf", 0),
        StreetSource("elevation", folder / "poa_elevation.tif", 1),
    ]
    return build_streets(sources, notices=Notices())


@pytest.fixture(scope="module")
def heidelberg(shared_data):
    path = shared_data / "heidelberg" / "heidelberg.test.pbf"
    return build_streets([StreetSource("osm", path, 0)], notices=Notices())


def pairs_in(streets, count):
    """Pairs of street nodes 0.5 to 3 km apart, the same each time."""
    random = np.random.default_rng(7)
    pairs: list[list[LatLon]] = []
    while len(pairs) < count:
        rows = random.integers(0, streets.node_count, 2)
        points = [LatLon(float(streets.node_lat[r]), float(streets.node_lon[r])) for r in rows]
        if 500 < distance_m(*points) < 3000:
            pairs.append(points)
    return pairs


@pytest.mark.parametrize("city", ["porto_alegre", "heidelberg"])
def test_a_wheelchair_goes_other_ways_than_feet_do_and_never_shorter(city, request):
    streets = request.getfixturevalue(city)
    walking, chair = (
        compile_needs(streets, get_preset(name)) for name in ("walking", "powered-wheelchair")
    )
    found, longer = 0, 0
    for start, end in pairs_in(streets, 120):
        on_foot = find_way(walking, start=start, end=end, max_m=np.inf)
        on_wheels = find_way(chair, start=start, end=end, max_m=np.inf)
        if on_foot is None or on_wheels is None:
            continue
        found += 1
        assert on_wheels.facts.step_count == 0
        assert not on_wheels.facts.worst_slope_up_ratio > 0.12 + 0.05  # the band of error at most
        longer += on_wheels.facts.length_m > on_foot.facts.length_m + 20
    assert found > 30
    assert longer > found / 10


def test_where_no_wheelchair_passes_the_least_bad_way_names_what_stands_there(porto_alegre):
    costs = compile_needs(porto_alegre, get_preset("manual-wheelchair"))
    named = set()
    for start, end in pairs_in(porto_alegre, 60):
        if find_path(costs, start=start, end=end) is None:
            way = find_least_bad_way(costs, start=start, end=end)
            if way is not None:
                assert way.barriers
                named |= {barrier.kind for barrier in way.barriers}
    assert len(named) >= 3


def test_many_longer_ways_are_explained_by_one_barrier(porto_alegre):
    costs = compile_needs(porto_alegre, get_preset("powered-wheelchair"))
    relaxed = relax_costs(costs)
    explained = []
    for start, end in pairs_in(porto_alegre, 60):
        way = find_way(costs, start=start, end=end, max_m=np.inf)
        if way is not None:
            explained.append(explain_refusal(costs, relaxed, way=way, start=start, end=end))
    refusals = [refused for refused in explained if refused is not None]
    assert len(refusals) > len(explained) / 5
    assert all(refused.saved_s >= 1 for refused in refusals)


@pytest.mark.parametrize("city", ["porto_alegre", "heidelberg"])
@pytest.mark.parametrize("needs", list_presets(), ids=lambda needs: needs.preset)
@pytest.mark.parametrize(
    "change", [None, relax_costs, penalise_barriers, StreetCosts.find_verified]
)
def test_paths_cost_what_another_program_finds(city, needs, change, request):
    streets = request.getfixturevalue(city)
    costs = compile_needs(streets, needs)
    costs = costs if change is None else change(costs) or costs
    assert not np.isnan(costs.leave).any() and np.isfinite(costs.leave[:, 1:]).all()
    random = np.random.default_rng(3)
    for start in random.integers(0, streets.edge_count, 3).tolist():
        expected = costs_from_edge(costs, start, 0.3)
        for end in random.integers(0, streets.edge_count, 40).tolist():
            if end == start:
                continue
            path = find_path(costs, start=EdgePoint(start, 0.3), end=EdgePoint(end, 0.6))
            found = path.cost_s if path else np.inf
            assert found == pytest.approx(expected(end, 0.6), rel=1e-4, abs=0.05)


@pytest.mark.parametrize("city", ["porto_alegre", "heidelberg"])
@pytest.mark.parametrize("needs", list_presets(), ids=lambda needs: needs.preset)
def test_no_street_of_a_city_opens_for_a_stricter_need(city, needs, request):
    streets = request.getfixturevalue(city)
    loose = compile_needs(streets, needs)
    for name, value in TIGHT.items():
        strict = compile_needs(streets, needs.with_limits(**{name: value}))
        assert (strict.leave[:, 0] >= loose.leave[:, 0] * (1 - 1e-6)).all()


@pytest.mark.parametrize("needs", list_presets(), ids=lambda needs: needs.preset)
def test_landmarks_never_hide_a_cheaper_path(porto_alegre, needs):
    costs = compile_needs(porto_alegre, needs)
    places = [start for start, _ in pairs_in(porto_alegre, 12)]
    matrix = travel_matrix(costs, origins=places, destinations=places)
    for row, start in enumerate(places):
        for column, end in enumerate(places):
            path = find_path(costs, start=start, end=end)
            expected = float(matrix.cost_s[row, column])
            assert (path.cost_s if path else np.inf) == pytest.approx(expected, rel=1e-3, abs=0.5)


def test_streets_are_searched_in_less_than_a_few_milliseconds(porto_alegre, capsys):
    chair = get_preset("powered-wheelchair")
    costs = compile_needs(porto_alegre, chair)
    pairs = pairs_in(porto_alegre, 200)
    find_path(costs, start=pairs[0][0], end=pairs[0][1])
    reach(costs, pairs[0][0], max_s=900)
    snaps = [(find_snaps(costs, start), find_snaps(costs, end)) for start, end in pairs]
    measured = {
        "compile a need": (median_ms(lambda _: compile_needs(porto_alegre, chair), range(5)), 50),
        "path": (median_ms(lambda ends: find_path(costs, start=ends[0], end=ends[1]), snaps), 3),
        "15 minutes": (median_ms(lambda ends: reach(costs, ends[0], max_s=900), snaps), 3),
    }
    with capsys.disabled():
        for name, (found_ms, _) in measured.items():
            sys.stdout.write(f"\n  Porto Alegre, powered wheelchair, {name}: {found_ms:.2f} ms")
    assert all(found_ms < most_ms for found_ms, most_ms in measured.values())


def median_ms(action, arguments):
    times = []
    for argument in arguments:
        start = process_time()
        action(argument)
        times.append(1000 * (process_time() - start))
    return float(np.median(times))
