"""Fixes that are wrong, late, rare or too good: none of them alone misleads anybody."""

import pytest
from tests.pages.guide.drawn import draw, point_of, read_nodes
from tests.pages.guide.engine import said

TOWN = """
a..b..c..d
..........
..........
e..f..g..h
"""
STREETS = "ab bc cd ef fg gh ae bf cg dh"
NODES = read_nodes(TOWN, 20.0)
ASIDE_M = [(0, 60), (0, -60), (60, 0), (-60, 0), (25, -25), (-15, 20)]


def town(way="abcgh"):
    return draw(TOWN, STREETS, way=way)


def spots(marks):
    return [point_of(*NODES[mark]) for mark in marks]


def shifted(event, aside_m, **told):
    """The same fix so many metres east and north of where it was."""
    zero, moved = point_of(0, 0), point_of(*aside_m)
    lon, lat = event["fix"]["at"]
    at = [lon + moved[0] - zero[0], lat + moved[1] - zero[1]]
    return {"fix": event["fix"] | {"at": at} | told}


def phases(heard):
    return [one["state"]["phase"] for one in heard]


@pytest.mark.parametrize("course", [True, False])
@pytest.mark.parametrize("accuracy_m", [3.0, 45.0], ids=["claims 3 m", "tells 45 m"])
def test_one_fix_reflected_by_a_wall_is_no_alarm_wherever_it_happens(engine, course, accuracy_m):
    packet = town()
    noise = {"sigmaM": 3, "courseDeg": 10, "speedMps": 0.1, "seed": 11}
    walked = engine.walk(packet, spots("abcgh"), course=course, noise=noise, accuracyM=1)
    jobs = []
    for n in range(5, len(walked) - 8, 16):
        for aside_m in ASIDE_M:
            wrong = shifted(walked[n], aside_m, accuracyM=accuracy_m)
            events = [*walked[:n], wrong, *walked[n + 1 : n + 8]]
            jobs.append({"do": "guide", "packet": packet, "words": {}, "events": events})
    for heard in engine.run(*jobs):
        assert not {"Off_way", "Turned"} & set(said(heard))


def test_many_fixes_far_away_are_an_alarm_all_the_same(engine):
    packet = town()
    walked = engine.walk(packet, spots("ab"))
    away = [shifted(one, (0, 60)) for one in walked[30:40]]
    heard = engine.guide(packet, *walked[:30], *away)
    assert phases(heard).index("off-way") - 30 < 5


def test_who_comes_back_with_a_receiver_better_than_the_map_is_on_the_way_again(engine):
    packet = town(way="abcd")
    there = [*spots("ab"), point_of(60, -9), point_of(60, -1), point_of(180, -1)]
    walked = engine.walk(packet, there, accuracyM=0.02)
    heard = engine.guide(packet, *walked)
    assert "off-way" in phases(heard)
    assert heard[-1]["state"]["rerouted"] <= 1
    assert phases(heard)[-1] == "arrived"


@pytest.mark.parametrize("gap_s", [30, 60, 110, 130])
def test_after_a_gap_one_is_found_again_where_one_is(engine, gap_s):
    packet = draw("a.........b", "ab", way="ab", cell_m=40)
    noise = {"sigmaM": 3, "seed": 5}
    walked = engine.walk(packet, [point_of(0, 0), point_of(400, 0)], course=False, noise=noise)
    after = 50 + gap_s
    heard = engine.guide(packet, *walked[:50], *walked[after : after + 10])
    assert heard[-1]["state"]["alongM"] == pytest.approx(1.2 * (after + 9), abs=8)
    assert set(phases(heard)) == {"on-way"}


def test_who_is_faster_than_anybody_walks_is_not_lost(engine):
    packet = draw("a.........b", "ab", way="ab", cell_m=60)
    ends = [point_of(0, 0), point_of(600, 0)]
    heard = engine.guide(packet, *engine.walk(packet, ends, course=False, speedMps=5))
    assert all(abs(5 * n - one["state"]["alongM"]) < 45 for n, one in enumerate(heard[:-2]))
    assert phases(heard)[-1] == "arrived"


def test_a_clock_that_is_set_back_stops_nothing(engine):
    packet = town()
    walked = engine.walk(packet, spots("abcgh"), startMs=7_200_000)
    back = [{"fix": one["fix"] | {"timeMs": one["fix"]["timeMs"] - 3_600_000}} for one in walked]
    heard = engine.guide(packet, *walked[:40], *back[40:])
    assert phases(heard)[-1] == "arrived"
    assert said(heard) == said(engine.guide(packet, *walked))


@pytest.mark.parametrize("wrong", [{"at": [None, 33.5]}, {"accuracyM": None}, {"timeMs": None}])
def test_a_fix_without_its_numbers_moves_nothing(engine, wrong):
    """NaN is sent as null."""
    packet = town()
    walked = engine.walk(packet, spots("ab"))
    heard = engine.guide(packet, *walked[:9], {"fix": walked[9]["fix"] | wrong}, *walked[10:])
    assert heard[9]["state"] == heard[8]["state"]
    assert set(phases(heard)) == {"on-way"}
