"""The fleet of one tick, drawn once for all who look."""

from dataclasses import replace

import msgspec
import pytest
from tests.answers.boards.fleet import drive, follow, run_of
from tests.answers.world import NOW

from modugil.answers.boards.boards import Boards
from modugil.answers.boards.scene import SceneDrawer
from modugil.conditions.conditions import Conditions, TripChange
from modugil.core.access import Access
from modugil.core.geo import LatLon

BUS = "J/R1-W1-540"


@pytest.fixture
def towns(world):
    return world.fresh()


def facts(scene, name=BUS):
    return msgspec.json.decode(scene.drawn[name].full)["facts"]


def test_only_what_changed_is_news(towns):
    live = follow(towns, drive(towns, "R1-W1-540", last=0), drive(towns, "R3-W2-552"))
    sight, drawer = Boards(towns.planner).look(now=NOW, language="ko"), SceneDrawer()
    states = list(live.snapshot.vehicles)
    first = drawer.draw(sight, states, version=1, now_ms=0)
    assert first.news == {BUS: True, "J/R3-W2-552": True}
    assert [facts(first, name)["line"] for name in first.names] == ["365", "간선7"]
    second = drawer.draw(sight, states, version=2, now_ms=0)
    assert (second.news, second.gone) == ({}, frozenset())
    states[0] = replace(states[0], at=LatLon(33.500000123, 126.51))
    third = drawer.draw(sight, states, version=3, now_ms=0)
    assert third.news == {BUS: False}
    brief = msgspec.json.decode(third.drawn[BUS].brief)
    assert (brief["lat"], "facts" in brief) == (33.50000012, False)
    states[0] = replace(states[0], occupancy_ratio=0.9)
    fourth = drawer.draw(sight, states, version=4, now_ms=0)
    assert fourth.news == {BUS: True}
    assert facts(fourth)["crowding"] == "crowded"
    fifth = drawer.draw(sight, states[1:], version=5, now_ms=0)
    assert (fifth.news, fifth.gone) == ({}, frozenset({BUS}))


def test_a_vehicle_with_steps_is_drawn_so(towns):
    live = follow(towns, drive(towns, "R1-W1-540", last=0, low_floor=Access.NO))
    sight = Boards(towns.planner).look(now=NOW, language="ko")
    scene = SceneDrawer().draw(sight, live.snapshot.vehicles, version=1, now_ms=0)
    assert facts(scene)["lowFloor"] == "no"


def test_news_of_its_run_reaches_a_vehicle_that_stands_still(towns):
    live = follow(towns, drive(towns, "R1-W1-540", last=0))
    boards, drawer = Boards(towns.planner), SceneDrawer()
    states = live.snapshot.vehicles
    drawer.draw(boards.look(now=NOW, language="ko"), states, version=1, now_ms=0)
    full = {run_of(towns, "R1-W1-540"): TripChange(full=True)}
    towns.conditions.publish("live", Conditions(trips=full), now=NOW)
    scene = drawer.draw(boards.look(now=NOW, language="ko"), states, version=2, now_ms=0)
    assert scene.news == {BUS: True}
    assert facts(scene)["crowding"] == "full"


def test_columns_know_where_each_is_and_where_it_calls_next(towns):
    live = follow(
        towns,
        drive(towns, "R1-W1-540", last=1, at=LatLon(33.5, 126.5)),
        drive(towns, "R3-W2-552", last=1, at_stop=True, at=LatLon(33.6, 126.6)),
    )
    sight = Boards(towns.planner).look(now=NOW, language="ko")
    scene = SceneDrawer().draw(sight, live.snapshot.vehicles, version=1, now_ms=0)
    assert scene.lat.tolist() == [33.5, 33.6]
    assert scene.lon.tolist() == [126.5, 126.6]
    assert scene.next_position.tolist() == [2, 1]
    assert scene.trip.tolist() == [towns.trip("R1-W1-540"), towns.trip("R3-W2-552")]
