"""Courses of a region that was built: their order, their verdicts, their words."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.answers.courses.drawn_courses import build_course_world
from tests.answers.world import World, build_world

from modugil.answers.courses.course_answer import CourseAnswer
from modugil.answers.courses.courses import Courses
from modugil.answers.desk import SPOKEN
from modugil.core.errors import PlaceNotFound
from modugil.core.language import Language
from modugil.places.catalogue import correct
from modugil.places.place import STAFF, SaidBy
from modugil.routing.presets import get_preset, list_presets

HANGUL, GAP = re.compile("[가-힣]"), re.compile(r"\{\w")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return build_course_world(tmp_path_factory.mktemp("courses"))


@pytest.fixture(scope="module")
def courses(world: World) -> Courses:
    return Courses(world.planner)


def show(
    courses: Courses, id: str, needs: str = "manual-wheelchair", language: Language = "en"
) -> CourseAnswer:
    return courses.get_course(id, get_preset(needs), language=language)


def test_every_course_has_its_verdict(courses: Courses) -> None:
    found = courses.list_courses(get_preset("manual-wheelchair"), language="en")
    told = {one.id: one.verdict for one in found.courses}
    assert told == {"등대": "no", "성벽길": "yes", "모래길": "unknown"}
    assert found.message == "Courses: 3. Passable: 1; not passable: 1; not known: 1."


def test_points_stand_in_the_order_of_the_track_and_not_of_the_rows(courses: Courses) -> None:
    course = show(courses, "등대")
    assert course.order == "track"
    names = [one.place.name for one in course.points]
    assert names == ["Car park", "Toilet", "Top of the ramp", "Shelter"]
    assert [round(one.along_m or 0) for one in course.points] == [0, 30, 60, 90]
    assert course.length_m == pytest.approx(100, abs=1)


def test_an_order_that_nobody_recorded_is_said_not_to_be_known(courses: Courses) -> None:
    course = show(courses, "모래길")
    assert course.order == "unknown"
    assert "not known" in course.order_text
    assert {one.along_m for one in course.points} == {None}


def test_where_it_stops_is_told_with_the_sources_own_words(courses: Courses) -> None:
    course = show(courses, "등대")
    (stop,) = (one for one in course.points if one.number in course.stops)
    assert stop.place.name == "Top of the ramp"
    texts = [one.text for one in stop.findings if one.access == "no"]
    assert texts == [
        "Slope of 10 degrees (17.6 %): steeper than the limit of 8 %.",
        "Width of 0.7 m: narrower than the 0.8 m that is needed.",
    ]
    assert stop.quote is not None and stop.quote.text == "경사 8-10도"
    assert course.summary.startswith("There is a point that cannot be passed")


def test_the_best_part_runs_along_the_track_up_to_what_refuses(courses: Courses) -> None:
    part = show(courses, "등대").part
    assert (part.kind, part.access, part.points) == ("run", "unknown", [1, 2])
    assert part.length_m == pytest.approx(30, abs=1)
    assert "From Car park to Toilet" in part.text


def test_what_is_known_is_counted(courses: Courses) -> None:
    known = {one.aspect: (one.known, one.points) for one in show(courses, "등대").known}
    assert known["slope"] == known["width"] == (3, 4)
    assert known["kerb"] == known["cross_slope"] == (0, 4)
    assert {one.text for one in show(courses, "모래길").known} >= {
        "Slope: not measured at any point."
    }


def test_effort_counts_what_these_needs_can_pass(courses: Courses) -> None:
    effort = show(courses, "등대").effort
    assert (len(effort.pieces), effort.refused, effort.unmeasured_points) == (2, 1, 1)
    assert effort.length_m == 35
    assert effort.level_m is not None and effort.level_m > 35
    walking = show(courses, "등대", "walking").effort
    assert (len(walking.pieces), walking.refused) == (3, 0)
    assert show(courses, "모래길").effort.level_m is None


def test_what_is_on_it_is_told_and_what_nobody_says_too(courses: Courses) -> None:
    course = show(courses, "등대")
    assert [one.text for one in course.offers] == [
        "Accessible toilet: Toilet",
        "Accessible parking: Car park",
        "Place to rest: Shelter",
    ]
    assert course.not_known == []
    assert len(show(courses, "성벽길").not_known) == 3


def test_a_course_lies_in_the_sight_of_its_name(courses: Courses) -> None:
    sight = show(courses, "등대").sight
    assert sight is not None and sight.ref == "place:light"
    assert show(courses, "모래길").sight is None
    assert [one.id for one in courses.find_of_sight("light")] == ["등대"]
    assert [one.id for one in courses.find_of_sight("s2")] == ["모래길"]
    assert courses.find_of_sight("wall") == []


def test_what_staff_correct_counts_at_once(world: World) -> None:
    fresh = world.fresh()
    courses, catalogue = Courses(fresh.planner), fresh.planner.catalogue
    assert catalogue is not None
    assert show(courses, "성벽길").verdict == "yes"
    now = catalogue.get_current()
    row = now.rows["w2"]
    said = (SaidBy("path_width_m", "0.5", "", STAFF, "2026-04-01", "boss"),)
    corrected = {row: correct(now, row, said)}
    catalogue.swap(replace(now, version=1, corrected=corrected))
    assert show(courses, "성벽길").verdict == "no"
    catalogue.swap(replace(now, version=2, closed=frozenset({row})))
    assert len(show(courses, "성벽길").points) == 1


def test_staff_may_number_the_points_of_a_course(world: World) -> None:
    fresh = world.fresh()
    courses, catalogue = Courses(fresh.planner), fresh.planner.catalogue
    assert catalogue is not None
    now = catalogue.get_current()
    numbered = {}
    for id, number in (("s1", "2"), ("s2", "1")):
        said = (SaidBy("course_order", number, "", STAFF, "2026-04-01", "boss"),)
        numbered[now.rows[id]] = correct(now, now.rows[id], said)
    catalogue.swap(replace(now, version=1, corrected=numbered))
    course = show(courses, "모래길")
    assert (course.order, course.length_m) == ("said", None)
    assert [one.place.name for one in course.points] == ["Sand 2", "Sand 1"]
    assert course.verdict == "unknown"


def test_a_course_that_is_not_there_is_not_found(courses: Courses) -> None:
    with pytest.raises(PlaceNotFound):
        show(courses, "없는길")


def test_a_region_without_courses_says_so(tmp_path: Path) -> None:
    courses = Courses(build_world(tmp_path, "osm").planner)
    found = courses.list_courses(get_preset("walking"), language="en")
    assert (found.courses, found.message) == ([], "This region has no measured courses.")


@pytest.mark.parametrize("language", SPOKEN)
def test_every_sentence_is_whole_in_every_language(courses: Courses, language: Language) -> None:
    for needs in list_presets():
        for id in ("등대", "성벽길", "모래길"):
            course = courses.get_course(id, needs, language=language)
            texts = [course.summary, course.rule, course.order_text, course.part.text]
            texts += [course.effort.text, *course.not_known, *(one.text for one in course.known)]
            for point in course.points:
                texts += [one.text for one in point.findings]
                texts += [*point.measured, point.unknown_text, point.recommended_text, point.along]
            assert [one for one in texts if GAP.search(one)] == []
            if not language.startswith("ko"):
                plain = [one for one in texts if HANGUL.search(one.replace("성벽 끝", ""))]
                assert language in ("zh", "ja") or plain == []
