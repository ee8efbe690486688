"""Real cities: the laws, and answers that a person there would believe."""

import random

import pytest
from tests.answers.questions import check_laws, check_told, plan, search, stricter
from tests.answers.real_regions import (
    HEIDELBERG,
    PORTO_ALEGRE,
    REDMOND,
    WASHINGTON,
    region_builder,
)

from modugil.core.access import UnknownPolicy
from modugil.routing.presets import get_preset


@pytest.fixture(scope="session")
def real(tmp_path_factory, shared_data):
    """`real(PORTO_ALEGRE)`: the region, built at the first call."""
    return region_builder(tmp_path_factory.mktemp("real"), shared_data)


def spots(world, count, *, seed):
    """Pairs of random street corners."""
    dice, streets = random.Random(seed), world.streets

    def one():
        row = dice.randrange(streets.node_count)
        return f"{streets.node_lat[row]:.6f},{streets.node_lon[row]:.6f}"

    return [(one(), one()) for _ in range(count)]


def check_many(world, pairs, when, needs, language="ko"):
    """The laws for every pair; how many were found at all, and how many that pass."""
    found, passed = 0, 0
    for start, end in pairs:
        check_laws(search(world, start, end, when, needs=needs))
        answer = plan(world, start, end, when, needs=needs, language=language)
        for journey in answer.journeys:
            check_told(journey)
            check_speed(journey, needs)
        found += bool(answer.journeys)
        passed += any(journey.passes for journey in answer.journeys)
    return found, passed


def check_speed(journey, needs):
    """Nobody goes much faster than their speed."""
    speed_mps = get_preset(needs).speed_mps
    for leg in journey.legs:
        if leg.kind == "walk" and leg.length_m > 100:
            assert leg.length_m / leg.duration_s < speed_mps * 1.6


MONDAY = "2019-05-13T14:00"


def test_porto_alegre_on_foot(real):
    world = real(PORTO_ALEGRE)
    pairs = spots(world, 20, seed=5)
    found, passed = check_many(world, pairs, MONDAY, "walking")
    assert (found, passed) == (20, 20)


def test_porto_alegre_by_powered_wheelchair(real):
    world = real(PORTO_ALEGRE)
    pairs = spots(world, 20, seed=5)
    found, passed = check_many(world, pairs, MONDAY, "powered-wheelchair")
    assert found >= 18, "where nothing passes, the least bad way is told"
    assert passed >= 8


def test_porto_alegre_never_faster_with_needs_than_without(real):
    world = real(PORTO_ALEGRE)
    for start, end in spots(world, 20, seed=11):
        free = search(world, start, end, MONDAY, needs="walking").journeys
        slow = stricter(get_preset("walking"), speed_mps=get_preset("cane").speed_mps)
        slower = search(world, start, end, MONDAY, needs=slow).journeys
        if slower:
            assert min(one.arrival_s for one in free) <= min(one.arrival_s for one in slower)


def test_porto_alegre_goes_uphill_and_downhill(real):
    world = real(PORTO_ALEGRE)
    start = spots(world, 1, seed=21)[0][0]
    near = f"{float(start.split(',')[0]) + 0.006:.6f},{start.split(',')[1]}"
    there, back = (
        next(one for one in plan(world, ends[0], ends[1], MONDAY).journeys if not one.boardings)
        .legs[0]
        .facts
        for ends in ((start, near), (near, start))
    )
    assert there.climb_m > 0 or there.descent_m > 0
    assert there.climb_m == pytest.approx(back.descent_m, rel=0.5, abs=5)


def test_heidelberg_by_wheelchair_tells_what_is_not_known(real):
    world = real(HEIDELBERG)
    pairs = spots(world, 20, seed=6)
    found, _ = check_many(world, pairs, "2022-07-05T14:00", "manual-wheelchair", "en")
    assert found >= 10
    needs = stricter(get_preset("manual-wheelchair"), unknown_policy=UnknownPolicy.REFUSE)
    for start, end in pairs:
        for one in search(world, start, end, "2022-07-05T14:00", needs=needs).journeys:
            assert one.unverified_m == 0


def test_redmond_has_streets_alone_and_any_day_will_do(real):
    world = real(REDMOND)
    pairs = spots(world, 30, seed=6)
    assert check_many(world, pairs, "2031-01-01T09:00", "walking", "en") == (30, 30)
    found, passed = check_many(world, pairs, "2031-01-01T09:00", "manual-wheelchair", "en")
    assert found == 30 and passed >= 25


def test_washington_through_stations_by_wheelchair_never_by_stairs_or_escalator(real):
    world = real(WASHINGTON)
    modes, stairs = world.timetable.pathways.mode, {2, 4}
    seen = {"elevators": 0, "journeys": 0}
    for start, end in station_pairs(world, 25):
        found = search(world, start, end, "2026-05-13T10:00", needs="manual-wheelchair")
        check_laws(found)
        seen["journeys"] += bool(found.journeys)
        for journey in found.journeys:
            taken = {
                int(modes[row]) for leg in journey.legs for row in getattr(leg, "pathways", ())
            }
            assert not taken & stairs
            seen["elevators"] += 5 in taken
    assert seen["journeys"] >= 20
    assert seen["elevators"] >= 15


def test_washington_from_an_entrance_to_the_train_in_words(real):
    world = real(WASHINGTON)
    start, end = station_pairs(world, 6)[5]
    answer = plan(world, start, end, "2026-05-13T10:00", needs="manual-wheelchair")
    walk = answer.journeys[0].legs[0]
    assert walk.kind == "walk" and any("elevator" in step.text for step in walk.steps)
    assert any("fare gate" in step.text for step in walk.steps)
    assert walk.duration_s > 30


def station_pairs(world, count):
    """From an entrance of one station to an entrance of another."""
    stops, dice = world.timetable.stops, random.Random(3)
    entrances = [row for row in range(len(stops.lat)) if int(stops.location_type[row]) == 2]
    starts = dice.sample(entrances, count)
    ends = dice.sample(entrances, count)
    return [
        (f"stop:{stops.id[a]}", f"stop:{stops.id[b]}")
        for a, b in zip(starts, ends, strict=True)
        if stops.parent[a] != stops.parent[b]
    ]
