"""Toilets beside the way: whether this person can use them at this moment, and why."""

from datetime import timedelta

import pytest
from tests.answers.guidance.guided import guide
from tests.answers.guidance.on_device import send
from tests.answers.questions import ask
from tests.answers.world import NOW, at, build, near, open_world, region_toml, write_sources

from modugil.answers.guidance.guide import open_guide
from modugil.answers.guidance.question import TripGuidance
from modugil.core.language import ALL_LANGUAGES

HEAD = "id,name_ko,name_en,lat,lon,wheelchair,hours\n"
ROWS = (
    ("always", "a", 10.0, "yes", "24/7"),
    ("day", "b", 20.0, "yes", "Mo-Su 09:00-18:00; PH 09:00-18:00"),
    ("unsaid", "b", -20.0, "yes", ""),
    ("steps", "c", 10.0, "no", "24/7"),
    ("unasked", "d", 10.0, "", "24/7"),
    ("far", "e", 600.0, "yes", "24/7"),
)


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """The streets of the west town and toilets of every kind."""
    folder = tmp_path_factory.mktemp("toilets")
    write_sources(folder)
    lines = []
    for id, mark, north_m, wheelchair, hours in ROWS:
        lat, lon = near(mark, north_m=north_m)
        lines.append(f"{id},{id},{id},{lat:.6f},{lon:.6f},{wheelchair},{hours}\n")
    (folder / "toilets.csv").write_text(HEAD + "".join(lines), encoding="utf-8")
    toml = region_toml("osm", "places.sights", "places.toilets")
    (folder / "region.toml").write_text(toml, encoding="utf-8")
    return open_world(build(folder, folder))


def usable(packet):
    return {one["place"]["name"]: one["usable"] for one in packet["toilets"]}


def test_a_wheelchair_needs_one_that_is_open_and_can_be_entered(town):
    packet = guide(town, at("a"), at("e"), needs="powered-wheelchair")
    assert usable(packet) == {
        "always": "yes",
        "day": "yes",
        "unsaid": "unknown",
        "steps": "no",
        "unasked": "unknown",
    }


def test_who_asks_for_nothing_needs_it_open_alone(town):
    told = usable(guide(town, at("a"), at("e"), needs="walking"))
    assert told["steps"] == told["unasked"] == "yes"
    assert told["unsaid"] == "unknown"


def test_it_must_be_open_when_one_walks_by_not_when_one_asks(town):
    late = guide(town, at("a"), at("e"), "22:30", needs="powered-wheelchair")
    assert usable(late)["day"] == "no"
    question = TripGuidance(ask(at("a"), at("e"), "10:00", needs="powered-wheelchair"))
    asked_at_night = open_guide(town.planner)(question, now=NOW - timedelta(hours=6))
    assert usable(send(asked_at_night))["day"] == "yes"


def test_at_night_what_closes_in_the_evening_is_no_use(town):
    question = TripGuidance(ask(at("a"), at("e"), needs="powered-wheelchair"))
    packet = send(open_guide(town.planner)(question, now=NOW + timedelta(hours=12)))
    assert usable(packet)["day"] == "no"
    assert usable(packet)["always"] == "yes"


@pytest.mark.parametrize("language", ALL_LANGUAGES)
def test_why_is_told_in_words(town, language):
    packet = guide(town, at("a"), at("e"), needs="powered-wheelchair", language=language)
    why = {one["place"]["name"]: one["why"] for one in packet["toilets"]}
    assert len(set(why.values())) == len(why)
    wheelchair = {"en": "wheelchair", "zh": "轮椅", "ja": "車いす"}.get(language, "휠체어")
    assert all(wheelchair in text for text in why.values())
