"""The pages of courses, read as their source text."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from tests.answers.courses.drawn_courses import build_course_world
from tests.app.served import web_of

from modugil.answers.desk import SPOKEN

HTML = {"accept": "text/html"}
LIGHT = "/courses/%EB%93%B1%EB%8C%80"
"""The address of the course 등대."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient[Litestar]]:
    world = build_course_world(tmp_path_factory.mktemp("course-pages"))
    with TestClient(web_of(world.planner, world.folder)) as client:
        yield client


def open_page(told: TestClient[Litestar], path: str, **words: str) -> str:
    answer = told.get(path, params=words, headers=HTML)
    assert answer.status_code == 200, answer.text
    return answer.text


@pytest.mark.parametrize("language", SPOKEN)
def test_the_list_says_of_every_course_whether_it_can_be_passed(
    told: TestClient[Litestar], language: str
) -> None:
    page = open_page(told, "/courses", needs="manual-wheelchair", language=language)
    assert page.count('<h2 id="course-') == 3
    tags = re.findall(r'class="tag (good|bad|unsure)"', page)
    assert sorted(tags) == ["bad", "good", "unsure"]
    assert '<option value="manual-wheelchair" selected>' in page


def test_the_list_leads_to_each_course_with_the_same_needs(told: TestClient[Litestar]) -> None:
    page = open_page(told, "/courses", needs="manual-wheelchair", minWidthCm="60", language="en")
    assert f'href="{LIGHT}?needs=manual-wheelchair&amp;minWidthCm=60&amp;language=en"' in page
    course = open_page(told, LIGHT, needs="manual-wheelchair", minWidthCm="60", language="en")
    assert "narrower than" not in course
    assert "Limits of your own count too." in course


def test_a_course_is_told_in_words_before_it_is_drawn(told: TestClient[Litestar]) -> None:
    page = open_page(told, LIGHT, needs="manual-wheelchair", language="en")
    assert page.index('<ol class="course-points"') < page.index('<figure class="course-drawing"')
    drawing = page[page.index('<figure class="course-drawing"') :].partition("</svg>")[0]
    assert drawing.count(">?</text>") == 2, "the shelter, where neither was measured"
    assert 'class="slope refused"' in drawing and 'class="width refused"' in drawing
    assert 'role="img" aria-label="' in drawing


def test_points_without_an_order_are_no_numbered_list_and_nothing_is_drawn_of_nothing(
    told: TestClient[Litestar],
) -> None:
    page = open_page(told, "/courses/모래길", language="en")
    assert '<ul class="course-points"' in page and "<ol" not in page
    assert "course-drawing" not in page


def test_every_link_within_the_page_leads_to_a_point(told: TestClient[Litestar]) -> None:
    page = open_page(told, LIGHT, needs="manual-wheelchair", language="ko")
    targets = set(re.findall(r'href="#(point-\d+)"', page))
    assert targets and targets <= set(re.findall(r'id="(point-\d+)"', page))


def test_a_sight_and_its_course_lead_to_each_other(told: TestClient[Litestar]) -> None:
    assert f'<a href="{LIGHT}?language=en" lang="ko">등대</a>' in open_page(
        told, "/places/light", language="en"
    )
    assert 'href="/places/light?language=en"' in open_page(told, LIGHT, language="en")
    assert 'href="/courses"' in told.get("/", headers={**HTML, "accept-language": "ko"}).text


def test_limits_that_cannot_be_meant_are_said_and_left_out(told: TestClient[Litestar]) -> None:
    answer = told.get("/courses", params={"minWidthCm": "wide"}, headers=HTML)
    assert answer.status_code == 400
    assert "minWidthCm" in answer.text and answer.text.count('<h2 id="course-') == 3


def test_a_course_that_is_not_there_is_a_page_with_a_way_back(told: TestClient[Litestar]) -> None:
    answer = told.get("/courses/none", headers=HTML)
    assert answer.status_code == 404
    assert 'href="/"' in answer.text


def test_the_api_answers_as_the_pages_do(told: TestClient[Litestar]) -> None:
    found: Any = told.get("/api/v1/courses", params={"needs": "manual-wheelchair"}).json()
    assert {one["id"]: one["verdict"] for one in found["courses"]} == {
        "등대": "no",
        "성벽길": "yes",
        "모래길": "unknown",
    }
    course: Any = told.get(f"/api/v1{LIGHT}", params={"needs": "walking", "language": "ja"}).json()
    assert (course["verdict"], course["order"], course["language"]) == ("yes", "track", "ja")
    assert told.get("/api/v1/courses/none").status_code == 404
    assert told.get("/api/v1/courses", params={"needs": "wings"}).status_code == 400
    assert told.get("/api/v1/courses", params={"stray": "1"}).status_code == 400
