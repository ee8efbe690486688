"""The province's own files: what was measured, and whether chairs can pass, course by course."""

import re
from pathlib import Path

import pytest
from tests.answers.world import build, open_world

from modugil.answers.courses.course_answer import CourseAnswer
from modugil.answers.courses.courses import Courses
from modugil.routing.presets import get_preset

REGION = Path(__file__).parents[3] / "regions" / "jeju-open" / "region.toml"
CHAIRS = ("manual-wheelchair", "powered-wheelchair")
SHOWN = {
    # points, slopes measured, widths measured, order, manual wheelchair, powered wheelchair
    "법환포구": (13, 3, 2, "unknown", "no", "no"),
    "토끼섬과 하도포구": (10, 0, 0, "unknown", "no", "no"),
    "해녀박물관": (14, 2, 0, "unknown", "no", "unknown"),
    "동문시장": (42, 4, 1, "unknown", "no", "no"),
    "제주도립미술관": (25, 7, 0, "unknown", "no", "no"),
    "협재해수욕장": (20, 0, 0, "track", "unknown", "unknown"),
}
REFUSED = {
    ("법환포구", "manual-wheelchair"): {"slope": 3},
    ("법환포구", "powered-wheelchair"): {"slope": 1},
    ("토끼섬과 하도포구", "manual-wheelchair"): {"steps": 1},
    ("토끼섬과 하도포구", "powered-wheelchair"): {"steps": 1},
    ("해녀박물관", "manual-wheelchair"): {"slope": 2},
    ("해녀박물관", "powered-wheelchair"): {},
    ("동문시장", "manual-wheelchair"): {"slope": 4},
    ("동문시장", "powered-wheelchair"): {"slope": 3},
    ("제주도립미술관", "manual-wheelchair"): {"slope": 4, "steps": 1, "surface": 1},
    ("제주도립미술관", "powered-wheelchair"): {"slope": 4, "steps": 1, "surface": 1},
    ("협재해수욕장", "manual-wheelchair"): {},
    ("협재해수욕장", "powered-wheelchair"): {},
}


@pytest.fixture(scope="module")
def courses(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Courses:
    """The courses alone of the region of Jeju's open files."""
    folder = tmp_path_factory.mktemp("official")
    head, *sources = REGION.read_text(encoding="utf-8").split("[[source]]")
    kept = [one for one in sources if 'kind = "places.courses"' in one]
    text = "[[source]]".join([head, *kept]).replace("{data}", str(shared_data))
    (folder / "region.toml").write_text(text, encoding="utf-8")
    return Courses(open_world(build(folder, folder)).planner)


@pytest.fixture(scope="module")
def told(courses: Courses) -> dict[tuple[str, str], CourseAnswer]:
    return {
        (card.name, needs): courses.get_course(card.id, get_preset(needs), language="en")
        for needs in CHAIRS
        for card in courses.list_courses(get_preset(needs), language="en").courses
    }


def count(course: CourseAnswer, aspect: str) -> int:
    return next(one.known for one in course.known if one.aspect == aspect)


def test_every_course_is_passable_or_not_or_not_known_for_both_chairs(
    told: dict[tuple[str, str], CourseAnswer],
) -> None:
    shown = {}
    for name in dict.fromkeys(name for name, _ in told):
        manual, powered = (told[name, needs] for needs in CHAIRS)
        measured = (count(manual, "slope"), count(manual, "width"))
        verdicts = (manual.verdict, powered.verdict)
        shown[name] = (len(manual.points), *measured, manual.order, *verdicts)
    assert shown == SHOWN


def test_why_not_is_told_point_by_point(told: dict[tuple[str, str], CourseAnswer]) -> None:
    refused = {}
    for key, course in told.items():
        found = [one for point in course.points for one in point.findings if one.access == "no"]
        aspects = [one.aspect for one in found]
        refused[key] = {aspect: aspects.count(aspect) for aspect in dict.fromkeys(aspects)}
        assert all(one.text for one in found)
        stopped = [one for one in course.points if one.number in course.stops]
        assert all(re.search("[가-힣]", one.place.name + str(one.quote)) for one in stopped)
    assert refused == REFUSED


def test_where_nothing_was_measured_nothing_is_claimed(
    told: dict[tuple[str, str], CourseAnswer],
) -> None:
    for course in told.values():
        assert course.part.access != "yes"
        for point in course.points:
            assert point.access != "yes"
            if point.slope_deg is None:
                assert point.access == "no" or "slope" in point.unknown


def test_the_track_of_the_beach_orders_its_two_stretches(
    told: dict[tuple[str, str], CourseAnswer],
) -> None:
    course = told["협재해수욕장", "manual-wheelchair"]
    names = [one.place.name for one in course.points]
    assert [one.stretch for one in course.points] == [1] * 12 + [2] * 8
    assert names[1] == "주차장 [A코스시작]" and names[11] == "주차장[종료]"
    assert names[12] == "주차장[B코스시작]" and names[19] == "주차장[종료]"
    along = [one.along_m or 0 for one in course.points]
    assert along[:12] == sorted(along[:12]) and along[12:] == sorted(along[12:])
    assert course.length_m == pytest.approx(407 + 160.5, abs=2)


def test_the_part_that_the_survey_recommends_is_told_where_nothing_refuses_it(
    told: dict[tuple[str, str], CourseAnswer],
) -> None:
    part = told["법환포구", "powered-wheelchair"].part
    assert (part.kind, len(part.points), part.access) == ("recommended", 6, "unknown")


def test_effort_is_told_where_slope_and_length_were_measured(
    told: dict[tuple[str, str], CourseAnswer],
) -> None:
    effort = told["해녀박물관", "powered-wheelchair"].effort
    assert (len(effort.pieces), effort.unmeasured_points, effort.length_m) == (2, 12, 138)
    assert effort.level_m == pytest.approx(1099, abs=1)
    assert told["협재해수욕장", "powered-wheelchair"].effort.level_m is None
