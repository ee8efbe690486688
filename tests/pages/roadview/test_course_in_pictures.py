"""A measured course is drawn into pictures like any other way, and its page leads to them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from tests.answers.courses.drawn_courses import build_course_world
from tests.answers.roadview.pictures import near
from tests.api.stac.conftest import opened_road, wire_road
from tests.places.roadview.drawn import NOW, SPHERE, TAKEN, draw, named, write_photo

from modugil.answers.desk import SPOKEN
from modugil.places.roadview.road_view import RoadView

HTML = {"accept": "text/html"}
LIGHT, WALL, SAND = "등대", "성벽길", "모래길"
NORTHS_M = (85.0, 40.0, 55.0, 320.0, 150.0)
"""So far north of o each was taken, one a minute and a half after the other."""


@dataclass(frozen=True)
class Shown:
    """Pages over the towns with courses; pictures by how far north of o they were taken."""

    client: TestClient[Litestar]
    ids: dict[float, str]
    road: RoadView

    def open(self, path: str, **words: str) -> str:
        """The page in English, its spaces as a reader sees them."""
        answer = self.client.get(path, params={"language": "en", **words}, headers=HTML)
        assert answer.status_code == 200, answer.text[:400]
        return re.sub(r"\s+", " ", answer.text)

    def look(self, north_m: float, **words: str) -> str:
        """The page of one picture."""
        return self.open(f"/roadview/{self.ids[north_m]}", **words)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    folder: Path = tmp_path_factory.mktemp("course-pictures")
    world = build_course_world(folder)
    files = [
        write_photo(
            folder / "in" / f"{row}.jpg",
            image=draw((256, 128), colour=(90, 100 + row, 90)),
            point=near("o", north_m=north_m, east_m=2.0),
            taken=TAKEN + timedelta(seconds=90 * row),
            heading=0.0,
            xmp=SPHERE,
        )
        for row, north_m in enumerate(NORTHS_M)
    ]
    with opened_road(folder) as (engine, road):
        ids = road.add(named(files), now=NOW).pictures
        found = sorted((road.get_any_picture(id) for id in ids), key=lambda one: one.taken)
        by_place = {north: one.id for north, one in zip(NORTHS_M, found, strict=True)}
        with TestClient(wire_road(world, engine, road)) as client:
            yield Shown(client, by_place, road)


def test_a_course_is_drawn_with_what_refuses_on_it(shown: Shown) -> None:
    page = shown.look(40.0, course=LIGHT, needs="manual-wheelchair")
    assert "My route passes 2 m from here. It goes on ahead, to the north." in page
    assert '"route":[[[' in page
    assert "There is a point that cannot be passed with these needs." in page
    assert (
        "<li>Top of the ramp: Slope of 10 degrees (17.6 %): steeper than the limit of 8 %: "
        "20 m away, at 12 o&#39;clock.</li>"
    ) in page
    for kind, what in (("steep", "slope"), ("narrow", "width of the path")):
        assert f'"part":"route","kind":"{kind}","name":"Top of the ramp: {what}"' in page


def test_whoever_is_not_refused_sees_the_same_way_without_barriers(shown: Shown) -> None:
    page = shown.look(40.0, course=LIGHT, needs="walking")
    assert '"route":[[[' in page and '"part":"route"' not in page


def test_what_nobody_measured_near_by_is_said(shown: Shown) -> None:
    page = shown.look(85.0, course=LIGHT, needs="manual-wheelchair")
    assert re.search(r"Shelter: Not known: slope, [a-z, ]*sideways slope\. ", page)


def test_every_link_carries_the_course_on_and_leads_back_to_it(shown: Shown) -> None:
    page = shown.look(40.0, course=LIGHT, needs="manual-wheelchair", minWidthCm="80")
    carried = f"course={quote(LIGHT)}&amp;needs=manual-wheelchair&amp;minWidthCm=80"
    assert f'href="/roadview/{shown.ids[55.0]}?{carried}' in page
    assert f'href="/courses/{quote(LIGHT)}?needs=manual-wheelchair&amp;minWidthCm=80' in page
    assert f'href="/guide?{carried}' in page


def test_where_nobody_knows_the_order_no_way_is_drawn_but_points_are_told(shown: Shown) -> None:
    page = shown.look(320.0, course=WALL, needs="manual-wheelchair")
    assert "The order in which one meets the points is not known" in page
    assert '"route":[]' in page and "/guide?" not in page.partition("<main")[2]
    assert "My route" in page and "within 60 m" not in page


def test_far_from_the_course_and_without_one_it_is_said(shown: Shown) -> None:
    page = shown.look(320.0, course=LIGHT, needs="walking")
    assert "My route does not come within 60 m of this picture." in page
    assert "There is no such course here." in shown.look(40.0, course="none")
    page = shown.look(40.0, course=LIGHT, needs="walking", minWidthCm="wide")
    assert "Your own limits cannot be understood and were left out." in page


def test_the_page_of_a_course_leads_to_its_first_picture(shown: Shown) -> None:
    page = shown.open(f"/courses/{quote(LIGHT)}", needs="manual-wheelchair")
    carried = f"course={quote(LIGHT)}&amp;needs=manual-wheelchair"
    link = f'href="/roadview/{shown.ids[40.0]}?{carried}&amp;language=en"'
    assert link in page and "Road view of this course (3 pictures)" in page
    page = shown.open(f"/courses/{quote(WALL)}")
    assert f"/roadview/{shown.ids[320.0]}?" in page and "(1 picture)" in page
    assert "Road view of this course" not in shown.open(f"/courses/{quote(SAND)}")


def test_a_picture_that_is_hidden_is_not_led_to(shown: Shown) -> None:
    hidden = shown.road.get_any_picture(shown.ids[320.0])
    shown.road.report(hidden, "face", address="", now=NOW)
    assert "Road view of this course" not in shown.open(f"/courses/{quote(WALL)}")
    shown.road.blur(hidden.id, [], author="kim", now=NOW, expected=None)
    assert "Road view of this course" in shown.open(f"/courses/{quote(WALL)}")


@pytest.mark.parametrize("language", SPOKEN)
def test_it_is_told_in_every_language(shown: Shown, language: str) -> None:
    for north_m, course in ((40.0, LIGHT), (320.0, WALL)):
        asked = {"course": course, "needs": "manual-wheelchair", "language": language}
        page = shown.look(north_m, **asked)
        text = re.sub(r"<script.*?</script>|<[^>]*>", "", page.partition("<main")[2])
        assert not re.search(r"[{]|roadview[.]|[.][.]|。。|[.] ?:", text)
