"""The journeys offered to someone who has asked nothing: from the region itself, and they work."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.answers.world import DAY, NOW
from tests.region.drawings import streets_from_drawing

from modugil.answers.examples import choose_time, find_pairs, show_examples
from modugil.answers.planner import Planner
from modugil.answers.trips.question import TripQuestion
from modugil.routing.presets import get_preset

SQUARE = """
a-----b
|     |
c-----d
"""
LATER = datetime(2031, 5, 1, tzinfo=UTC)


def test_every_example_has_an_answer_for_its_needs(world):
    examples = show_examples(
        world.planner, find_pairs(world.planner, now=NOW), now=NOW, language="ko"
    )
    assert examples
    for one in examples:
        needs = get_preset(one.needs)
        question = TripQuestion(start=one.start.ref, end=one.end.ref, at=one.at, needs=needs)
        assert world.planner.plan(question, now=NOW).journeys[0].passes
        assert one.start.name and one.start.name != one.end.name


def test_the_same_region_gives_the_same_examples(world):
    assert find_pairs(world.planner, now=NOW) == find_pairs(world.planner, now=NOW)


def test_names_are_told_in_the_language_asked_for(world):
    pairs = find_pairs(world.planner, now=NOW)
    korean, english = (
        {one.end.name for one in show_examples(world.planner, pairs, now=NOW, language=language)}
        for language in ("ko", "en")
    )
    assert korean != english


@pytest.mark.parametrize(("now", "at"), [(NOW, f"{DAY}T10:00"), (LATER, "2026-11-17T10:00")])
def test_examples_are_on_a_day_that_the_timetable_covers(world, now, at):
    assert choose_time(world.planner, now=now) == at
    assert find_pairs(world.planner, now=now)


def test_a_region_of_streets_alone_offers_ways_along_them(world):
    streets = streets_from_drawing(SQUARE, ["ab", "bd", "dc", "ca"], cell_m=20.0)
    manifest = replace(world.planner.region.manifest, first_day="", last_day="")
    region = replace(world.planner.region, streets=streets, timetable=None, manifest=manifest)
    planner = Planner(region)
    examples = show_examples(planner, find_pairs(planner, now=NOW), now=NOW, language="en")
    assert examples
    assert {(one.start.kind, one.at) for one in examples} == {("coordinate", "")}
