"""What a detector missed: whoever sees it hides the picture, and staff show it again, mended."""

from datetime import timedelta

import pytest
from tests.places.roadview.drawn import MARKED, NOW, SEOUL, draw, named, shows_mark, write_photo

from modugil.core.errors import BadInput, ChangedMeanwhile, PlaceNotFound, TooMany
from modugil.people.audit import list_audit
from modugil.people.tasks import TaskBook
from modugil.places.roadview.detectors import Box
from modugil.places.roadview.report_limit import MOST_FROM_ADDRESS, ReportLimit
from modugil.places.roadview.road_view import RoadView
from modugil.places.roadview.settings import RoadViewSettings


class Misses:
    name = "misses-1"

    def find(self, pixels, *, whole_sphere):
        return []


LEFT, TOP, WIDTH, HEIGHT = MARKED
HAND = Box(kind="face", left=LEFT - 4, top=TOP - 4, width=WIDTH + 8, height=HEIGHT + 8, by="")


@pytest.fixture
def road(road, engine, tmp_path):
    return RoadView(
        engine,
        tmp_path / "roadview",
        RoadViewSettings(),
        zone=SEOUL,
        detector=Misses(),
    )


@pytest.fixture
def picture(road, tmp_path):
    file = write_photo(tmp_path / "in" / "a.jpg", image=draw(mark=True), heading=0.0)
    report = road.add(named([file]), now=NOW)
    return road.find_picture(report.pictures[0])


def blur(road, picture, *boxes, expected=None):
    return road.blur(picture.id, boxes, author="kim", now=NOW, expected=expected)


def test_a_report_hides_the_picture_at_once_and_is_a_task(road, engine, picture):
    assert shows_mark(road.get_file(picture, "hd.jpg"))
    road.report(picture, "face", address="192.0.2.1", now=NOW)
    assert road.find_picture(picture.id) is None
    assert road.find_sequence(picture.sequence.id) is None
    assert road.find_near(picture.point, 10.0) == []
    assert [one.id for one in road.list_hidden()] == [picture.id]
    (task,) = TaskBook(engine).list_tasks()
    assert (task.kind, task.subject) == ("roadview", picture.id)
    assert set(task.text) == {"ko", "en", "zh", "ja"}


def test_staff_blur_by_hand_and_the_picture_is_shown_again(road, engine, picture):
    road.report(picture, "face", address="192.0.2.1", now=NOW)
    mended = blur(road, picture, HAND, expected=picture.revision)
    assert mended.status == "ready" and road.find_picture(picture.id) is not None
    for name in ("hd.jpg", "sd.jpg", "thumb.jpg"):
        assert not shows_mark(road.get_file(mended, name))
    assert [one.by for one in mended.facts.boxes] == ["staff"]
    assert not road.get_file(picture, "hd.jpg").exists()
    assert TaskBook(engine).list_tasks() == []
    assert "picture_blurred" in [one.action for one in list_audit(engine)]


def test_staff_may_say_that_nothing_was_missed(road, picture):
    road.report(picture, "other", address="192.0.2.1", now=NOW)
    shown = blur(road, picture)
    assert (shown.status, shown.revision) == ("ready", picture.revision)


def test_two_members_of_staff_do_not_undo_each_other(road, picture):
    first = blur(road, picture, HAND, expected=picture.revision)
    with pytest.raises(ChangedMeanwhile):
        blur(road, picture, HAND, expected=picture.revision)
    assert road.find_picture(picture.id).revision == first.revision
    assert road.get_file(first, "hd.jpg").exists()


@pytest.mark.parametrize("changed", [{"left": -1}, {"left": 160}, {"height": 0}, {"top": 5000}])
def test_a_rectangle_outside_the_picture_is_refused(road, picture, changed):
    values = {"left": 1, "top": 1, "width": 5, "height": 5} | changed
    with pytest.raises(BadInput):
        blur(road, picture, Box(kind="face", by="", **values))
    with pytest.raises(PlaceNotFound):
        road.blur("nowhere", [HAND], author="kim", now=NOW, expected=None)


def test_one_address_may_report_a_few_an_hour_and_others_still_may():
    limit = ReportLimit()
    for _ in range(MOST_FROM_ADDRESS):
        limit.count("2001:db8::1", now=NOW)
    with pytest.raises(TooMany) as caught:
        limit.count("2001:db8::2", now=NOW)  # of the same house
    assert 3500 < caught.value.retry_after_s <= 3601
    limit.count("192.0.2.9", now=NOW)
    limit.count("2001:db8::1", now=NOW + timedelta(minutes=61))
