"""A packet along a measured course: a piece for each point, judged as the course is judged."""

import pytest
from tests.answers.courses.drawn_courses import build_course_world
from tests.answers.guidance.guided import guide_course
from tests.answers.guidance.on_device import cheapest_of_leg, ends_of, passed_cost
from tests.answers.world import build, open_world
from tests.conftest import ROOT

from modugil.answers.courses.courses import Courses
from modugil.answers.guidance.course_pieces import cut_stretch
from modugil.core.errors import NoGuidance, PlaceNotFound
from modugil.core.geo import LatLon
from modugil.core.language import ALL_LANGUAGES
from modugil.places.courses.course import Stop, Stretch
from modugil.routing.presets import get_preset, list_presets

RAMP = 2
"""The piece of the steep ramp, third of the four that the track meets."""


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    return build_course_world(tmp_path_factory.mktemp("courses"))


def pieces(packet):
    passed = [one for leg in packet["legs"] for one in leg.get("passed", [])]
    return [packet["edges"][one["edge"]] for one in passed]


def test_the_course_is_one_walk_in_the_order_of_its_track(walked):
    packet = guide_course(walked, "등대")
    (leg,) = packet["legs"]
    assert (leg["start"]["name"], leg["end"]["name"]) == ("Car park", "Shelter")
    points = [one["name"] for one in packet["landmarks"] if one["kind"] == "course"]
    assert points == ["Car park", "Toilet", "Top of the ramp", "Shelter"]
    assert sum(one["lengthM"] for one in pieces(packet)) == pytest.approx(100, abs=1)
    assert packet["summary"].startswith("There is a point that cannot be passed")


def test_each_piece_has_what_was_measured_at_its_point_and_nothing_else(walked):
    level, toilet, ramp, shelter = pieces(guide_course(walked, "등대"))
    assert (level["widthCm"], level["surface"], level["upPercent"]) == (150, "asphalt", 3.5)
    assert (toilet["upPercent"], toilet["rises"]) == (7.0, "yes")
    assert (ramp["upPercent"], ramp["widthCm"]) == (17.6, 70)
    assert "downPercent" not in ramp and "downPercent" not in toilet
    assert not {"upPercent", "widthCm", "surface", "stepCount"} & set(shelter)


@pytest.mark.parametrize("needs", [one.preset for one in list_presets()])
def test_a_piece_is_refused_unverified_or_passed_as_its_point_is_judged(walked, needs):
    packet = guide_course(walked, "등대", needs=needs)
    scope = Courses(walked.planner).judge("등대", get_preset(needs), language="en")
    judged = [scope.verdict.points[row].access.name for row in scope.course.list_in_order()]
    for piece, access in zip(pieces(packet), judged, strict=True):
        cost = piece["forward"]
        assert cost.get("barred", False) == (access == "NO")
        assert (cost.get("unverifiedM", 0.0) == piece["lengthM"]) == (access == "UNKNOWN")
    assert packet["passes"] == ("NO" not in judged)
    assert bool(packet["warnings"]) == (not packet["passes"])


def test_a_piece_that_refuses_costs_more_than_any_other_way_there(walked):
    packet = guide_course(walked, "등대")
    (leg,) = packet["legs"]
    assert passed_cost(packet, leg) > 3600 > packet["edges"][leg["passed"][0]["edge"]]["lengthM"]
    assert cheapest_of_leg(packet, leg) <= passed_cost(packet, leg) + 0.01


def test_streets_near_the_course_are_there_and_tied_where_they_end_beside_it(walked):
    packet = guide_course(walked, "등대")
    (leg,) = packet["legs"]
    chain = {end for one in leg["passed"] for end in ends_of(packet, one["edge"], backward=False)}
    passed = {one["edge"] for one in leg["passed"]}
    ties = [
        edge
        for row, edge in enumerate(packet["edges"])
        if row not in passed and {edge["a"], edge["b"]} & chain
    ]
    assert [edge["lengthM"] for edge in ties] == [0.0]
    assert {one["name"] for one in packet["names"]} >= {"Beach Road"}


def test_a_course_whose_order_nobody_knows_cannot_be_guided_along(walked):
    with pytest.raises(NoGuidance, match="order") as caught:
        guide_course(walked, "모래길")
    assert "numbered" in caught.value.allowed
    with pytest.raises(PlaceNotFound):
        guide_course(walked, "없는길")


@pytest.mark.parametrize("language", ALL_LANGUAGES)
def test_a_course_is_told_in_the_asked_language(walked, language):
    packet = guide_course(walked, "등대", language=language)
    assert packet["language"] == language
    assert packet["warnings"] and packet["summary"]


def test_a_course_of_a_region_without_streets_is_a_chain_alone(tmp_path):
    folder = tmp_path / "walked"
    build_course_world(folder)
    toml = (folder / "region.toml").read_text(encoding="utf-8")
    (folder / "region.toml").write_text(_without_streets(toml), encoding="utf-8")
    packet = guide_course(open_world(build(folder, tmp_path / "alone")), "등대")
    assert len(packet["edges"]) == 4 and len(packet["nodes"]) == 5
    assert packet["names"] == []


def _without_streets(toml: str) -> str:
    head, *sources = toml.split("[[source]]")
    return "[[source]]".join([head, *(one for one in sources if 'kind = "osm"' not in one)])


def test_points_at_one_place_are_one_piece_and_a_stretch_without_length_is_none():
    line = (LatLon(33.5, 126.5), LatLon(33.5009, 126.5))
    stops = (Stop(0, 0.0, 0.0), Stop(1, 40.0, 1.0), Stop(2, 40.2, 1.0), Stop(3, 100.0, 0.0))
    cut = cut_stretch(Stretch(100.0, stops, line))
    assert [piece.points for piece in cut] == [(0,), (1, 2), (3,)]
    assert [piece.length_m for piece in cut] == [20.0, 50.1, 29.9]
    assert cut[0].line[0] == line[0] and cut[-1].line[-1] == line[-1]
    assert [one.line[-1] for one in cut[:-1]] == [one.line[0] for one in cut[1:]]
    assert cut_stretch(Stretch(0.0, stops[:1], line[:1])) == []


@pytest.fixture(scope="module")
def official(tmp_path_factory, shared_data):
    """The province's own courses and nothing else."""
    folder = tmp_path_factory.mktemp("official")
    text = (ROOT / "regions" / "jeju-open" / "region.toml").read_text(encoding="utf-8")
    head, *sources = text.split("[[source]]")
    kept = [one for one in sources if 'kind = "places.courses"' in one]
    text = "[[source]]".join([head, *kept]).replace("{data}", str(shared_data))
    (folder / "region.toml").write_text(text, encoding="utf-8")
    return open_world(build(folder, folder))


def test_two_stretches_are_two_walks_with_the_ground_between_told(official):
    packet = guide_course(official, "협재해수욕장")
    kinds = [bool(leg.get("passed")) for leg in packet["legs"]]
    assert kinds == [True, False, True]
    assert "surveyed" in packet["legs"][1]["texts"][0]
    assert packet["passes"] is True
    assert all(one["forward"]["unverifiedM"] == one["lengthM"] for one in pieces(packet))
