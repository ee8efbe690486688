"""Reported pictures at the desk: the list, rectangles as numbers, nothing missed, who may."""

from html import unescape

import pytest
from tests.answers.world import NOW
from tests.pages.console.conftest import Console, Staff
from tests.pages.console.test_watching import words_of
from tests.places.roadview.drawn import NOW as LATER
from tests.places.roadview.drawn import named, write_walk

from modugil.places.roadview.picture import Picture
from modugil.places.roadview.road_view import RoadView

PAGE = "/console/roadview"
FACE = {"kind": "face", "left": "40", "top": "30", "width": "16", "height": "16"}


@pytest.fixture
def road(console: Console) -> RoadView:
    assert console.desk.roadview is not None
    return console.desk.roadview


@pytest.fixture
def reported(road: RoadView, tmp_path) -> Picture:
    """A picture with a face that somebody saw."""
    done = road.add(named(write_walk(tmp_path / "in", 1)), now=LATER, producer="Us (drawn)")
    picture = road.get_any_picture(done.pictures[0])
    road.report(picture, "face", address="", now=NOW)
    return road.get_any_picture(picture.id)


def send(staff: Staff, picture: Picture, status: int, **told: str) -> str:
    form = {"revision": str(picture.revision), "do": "blur"} | told
    answer = staff.post(f"{PAGE}/{picture.id}?language=en", **form)
    assert answer.status_code == status, answer.text
    return str(answer.headers.get("location", "")) or unescape(answer.text)


def test_the_list_tells_why_and_since_when(staff: Staff, reported: Picture) -> None:
    page = words_of(staff.get(f"{PAGE}?language=en"))
    assert "Reported and hidden (1)" in page
    assert "Somebody reports a face that is not blurred" in page
    assert "Reported 0 s ago" in page
    assert "Us (drawn)" in page
    assert "사람" not in page and "신고: 0초 전" in words_of(staff.get(f"{PAGE}?language=ko"))


def test_four_numbers_blur_and_show_it_again(
    staff: Staff, reported: Picture, road: RoadView
) -> None:
    where = send(staff, reported, 303, **FACE)
    assert where == f"{PAGE}?said=blur&language=en"
    page = words_of(staff.get(where))
    assert "the picture is public again" in page
    assert "No picture waits." in page
    public = road.find_picture(reported.id)
    assert public is not None
    box = public.facts.boxes[-1]
    assert (box.kind, box.left, box.top, box.width, box.height, box.by) == (
        "face", 40, 30, 16, 16, "staff",
    )  # fmt: skip


def test_nothing_was_missed(staff: Staff, reported: Picture, road: RoadView) -> None:
    assert "said=nothing" in send(staff, reported, 303, do="nothing")
    assert road.find_picture(reported.id) is not None
    assert road.get_any_picture(reported.id).facts.boxes == reported.facts.boxes


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (FACE | {"left": "a lot"}, "Rectangle 1 needs four whole numbers"),
        (FACE | {"width": ""}, "Rectangle 1 needs four whole numbers"),
        (FACE | {"left": "4000"}, "A rectangle lies outside the picture"),
        (FACE | {"height": "0"}, "A rectangle lies outside the picture"),
        ({}, "Rectangle 1 needs four whole numbers"),
        (FACE | {"do": "nothing"}, "There are rectangles."),
    ],
)
def test_wrong_numbers_are_one_sentence_and_stay_where_they_were_typed(
    staff: Staff, reported: Picture, road: RoadView, told, sentence
) -> None:
    page = send(staff, reported, 422, **told)
    assert page.count('role="alert"') == 1
    assert sentence in page
    if told:
        assert f'name="left" type="text" inputmode="numeric" autocomplete="off" maxlength="6" value="{told["left"]}"' in page  # fmt: skip  # noqa: E501
    assert road.find_picture(reported.id) is None


def test_who_comes_second_is_told_and_loses_nothing(
    staff: Staff, reported: Picture, road: RoadView
) -> None:
    send(staff, reported, 303, **FACE)
    page = send(staff, reported, 409, **FACE | {"left": "77"})
    assert "Somebody has changed this picture meanwhile." in page
    assert 'value="77"' in page
    fresh = road.get_any_picture(reported.id)
    assert f'name="revision" value="{fresh.revision}"' in page
    assert send(staff, fresh, 303, **FACE | {"left": "77"}).startswith(PAGE)


def test_a_picture_that_there_is_not_is_not_found(staff: Staff) -> None:
    staff.get(f"{PAGE}/none", 404)


def test_who_may_only_look_may_not(viewer: Staff, reported: Picture, road: RoadView) -> None:
    for path in (PAGE, f"{PAGE}/{reported.id}"):
        assert "Needed role" in viewer.get(f"{path}?language=en", 403)
    assert viewer.post(f"{PAGE}/{reported.id}", do="nothing", revision="1").status_code == 403
    assert road.find_picture(reported.id) is None
