"""Guidance begun in the middle of a trip, as after a reload: the fixes alone tell where one is."""

import pytest
from tests.pages.guide.drawn import point_of
from tests.pages.guide.engine import said
from tests.pages.guide.test_guiding import fix, phases, spots, town
from tests.pages.guide.test_trips import trip

MIDWAY = "You are already on the way. Guidance goes on from here."


def legs(heard):
    return [one["state"]["leg"] for one in heard]


def halfway(engine, packet, **options):
    """From 15 m on the last walk to its end."""
    return engine.walk(packet, [point_of(200, -75), *spots("g")], **options)


@pytest.mark.parametrize("course", [True, False])
def test_who_begins_on_the_last_walk_is_guided_along_it(engine, course):
    packet = trip()
    heard = engine.guide(packet, *halfway(engine, packet, course=course))
    assert set(legs(heard)) == {2}
    assert said(heard)[0] == MIDWAY
    assert said(heard)[-1] == "You have arrived at G."
    assert "off-way" not in phases(heard)


def test_a_rough_first_fix_is_mended_by_the_next(engine):
    packet = trip()
    rough = {"fix": fix(100, -20, 0, 45.0)["fix"]}
    heard = engine.guide(packet, rough, *halfway(engine, packet, startMs=1000))
    assert legs(heard)[0] == 0
    assert set(legs(heard)[1:]) == {2}
    assert "off-way" not in phases(heard)


@pytest.mark.parametrize("told", [{"speedMps": 12.0}, {}], ids=["speed told", "places alone"])
def test_who_begins_on_a_moving_bus_is_riding(engine, told):
    packet = trip()
    packet["legs"][1]["line"] = [point_of(100, 0), point_of(1300, -720)]
    heard = engine.guide(
        packet, *[fix(400 + 10 * n, -180 - 6 * n, n + 1, **told) for n in range(7)]
    )
    assert phases(heard)[-1] == "riding"
    assert said(heard)[-2:] == [MIDWAY, "Wait here for bus 1."]


def test_who_walks_beside_the_line_of_a_bus_is_not_riding(engine):
    packet = trip()
    packet["legs"][1]["line"] = [point_of(100, 0), point_of(1300, -720)]
    there = engine.walk(packet, [point_of(400, -180), point_of(380, -168)])
    heard = engine.guide(packet, *there)
    assert set(phases(heard)) == {"to-way"}
    assert set(legs(heard)) == {0}


def test_where_two_walks_are_as_near_the_first_is_taken(engine):
    packet = town(way="abe")
    packet["legs"] += town(way="bc")["legs"]
    (first,) = engine.guide(packet, fix(100, -6, 1))
    assert first["state"]["leg"] == 0


def test_who_was_on_a_walk_for_a_while_stays_on_it_however_near_another_comes(engine):
    packet = town(way="abcd")
    packet["legs"] += town(way="fef")["legs"]
    walked = engine.walk(packet, [*spots("ab"), point_of(199, 0)])
    heard = engine.guide(packet, *walked)
    assert set(legs(heard)) == {0}
    assert "off-way" in phases(heard)


def test_what_the_person_says_is_not_found_out_otherwise(engine):
    packet = trip()
    heard = engine.guide(packet, {"nextLeg": None}, fix(200, -112, 1), fix(200, -113, 2))
    assert set(legs(heard)) == {1}


@pytest.mark.parametrize("course", [True, False])
def test_on_a_way_that_returns_whoever_begins_on_the_return_is_guided_home(engine, course):
    packet = town(way="abeba")
    noise = {"sigmaM": 3, "courseDeg": 10, "seed": 6}
    home = engine.walk(packet, [point_of(90, 0), *spots("a")], course=course, noise=noise)
    heard = engine.guide(packet, *home)
    assert heard[-1]["state"]["alongM"] > 380
    assert phases(heard)[-1] == "arrived"
    assert not {"off-way"} & set(phases(heard))
    assert "You are going the wrong way. Turn around." not in said(heard)


def test_on_a_way_that_returns_whoever_begins_at_its_start_goes_there_first(engine):
    packet = town(way="abeba")
    heard = engine.guide(packet, *engine.walk(packet, spots("abeba"), noise={"sigmaM": 3}))
    assert heard[0]["state"]["alongM"] < 15
    along = [one["state"]["alongM"] for one in heard]
    assert max(b - a for a, b in zip(along, along[1:], strict=False)) < 12
