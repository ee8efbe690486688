"""Photos that come with a region are added beside the server, once, whoever starts again."""

import logging
import sys
import threading
import time
from pathlib import Path

import pytest
from tests.answers.world import World, build_world
from tests.places.roadview.drawn import SEOUL, MarkDetector, shows_mark, write_walk

from modugil.app.open_app import open_app
from modugil.app.photos_turn import PROGRESS, PhotosTurn
from modugil.app.region_photos import RegionPhotos
from modugil.core.source import Source
from modugil.places.roadview.progress import Coming
from modugil.places.roadview.road_view import RoadView
from modugil.places.roadview.settings import RoadViewSettings
from modugil.places.roadview.shelf import Wanted
from modugil.store.database import open_database

DRAWN = Source("photos", "photos", "photos", "Apache-2.0", {"ko": "그림", "en": "Us (drawn)"})
OTHER = Source("streets", "osm", "streets.osm.pbf", "ODbL-1.0")


@pytest.fixture
def photos(tmp_path):
    """The part of a region whose second source is a folder of photos."""
    write_walk(tmp_path / "photos" / "1", 4, mark=True)
    return tmp_path / "photos"


@pytest.fixture
def start(tmp_path):
    """A server's pictures: each start knows the same database and folder anew."""
    engine = open_database(tmp_path / "state.sqlite")
    settings = RoadViewSettings()

    def start(detector=None) -> RoadView:
        detector = detector or MarkDetector()
        return RoadView(engine, tmp_path / "roadview", settings, zone=SEOUL, detector=detector)

    yield start
    engine.dispose()


@pytest.fixture
def road(start):
    return start()


class Adding(RegionPhotos):
    """Keeps what it tells."""

    def __init__(self, road: RoadView, photos: Path) -> None:
        super().__init__(road, photos, (OTHER, DRAWN), waits_s=0.0)
        self.said: list[str] = []
        self.say = self.said.append


def add(road, photos) -> Adding:
    work = Adding(road, photos)
    work.start()
    return work


class Slow(MarkDetector):
    """Looks at a picture only when it may."""

    def __init__(self) -> None:
        self.reached, self.may = threading.Semaphore(0), threading.Semaphore(0)

    def find(self, pixels, *, whole_sphere):
        self.reached.release()
        assert self.may.acquire(timeout=30)
        return super().find(pixels, whole_sphere=whole_sphere)


def wait_for(holds, *, within_s=30.0):
    until = time.monotonic() + within_s
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_they_are_public_blurred_with_who_made_them(road, photos):
    work = add(road, photos)
    wait_for(lambda: road.count() == 4)
    work.stop()
    found = road.list_pictures(Wanted(), limit=10)
    assert {one.sequence.producer for one in found} == {"Us (drawn)"}
    assert {one.sequence.licence for one in found} == {"Apache-2.0"}
    assert not any(shows_mark(road.get_file(one, "hd.jpg")) for one in found)


def test_a_restart_and_a_second_server_add_nothing(start, photos):
    road = start()
    one, other = add(road, photos), add(start(), photos)
    wait_for(lambda: road.count() == 4)
    one.stop()
    other.stop()
    again = add(start(), photos)
    again._thread.join(30)
    assert not again._thread.is_alive()
    assert again.said == []
    assert road.count() == 4
    assert len(road.list_sequences(Wanted(), limit=9)) == 1


def test_who_started_the_server_and_who_looks_are_told_how_far_it_is(start, photos):
    slow = Slow()
    road = start(slow)
    work = add(road, photos)
    assert slow.reached.acquire(timeout=30)
    assert road.coming == Coming(0, 4)
    assert "4 are being added" in work.said[0] and len(work.said) == 1
    slow.may.release(2)
    assert slow.reached.acquire(timeout=30) and slow.reached.acquire(timeout=30)
    assert (road.coming.done, road.coming.total) == (2, 4)
    assert road.coming.left_s > 0.0
    assert road.count() == 0
    slow.may.release(2)
    wait_for(lambda: len(work.said) == 2)
    assert "4 more are shown now" in work.said[1]
    work._thread.join(30)
    assert road.coming is None


def test_a_second_server_tells_how_far_the_first_is_and_goes_on_after_it(
    start, photos, monkeypatch
):
    monkeypatch.setattr("modugil.app.region_photos.ASKS_AGAIN_S", 0.02)
    slow, quick = Slow(), MarkDetector()
    first, second = start(slow), start(quick)
    work = add(first, photos)
    assert slow.reached.acquire(timeout=30)
    other = add(second, photos)
    wait_for(lambda: second.coming == Coming(0, 4))
    slow.may.release(2)
    assert slow.reached.acquire(timeout=30) and slow.reached.acquire(timeout=30)
    wait_for(lambda: second.coming is not None and second.coming.done == 2)
    assert second.coming == first.coming
    assert other.said == []
    work._stopped.set()
    first.stop_adding()
    slow.may.release()
    wait_for(lambda: second.count() == 4)
    wait_for(lambda: second.coming is None)
    wait_for(lambda: "4 more are shown now" in other.said[-1])
    assert "4 are being added" in other.said[0]
    work.stop()
    other.stop()
    assert not (second.folder / PROGRESS).exists()


def test_what_a_killed_server_told_is_not_told_on(start, photos):
    road = start()
    road.folder.mkdir()
    (road.folder / PROGRESS).write_text('{"done":3,"total":4,"left_s":1.0}')
    turn = PhotosTurn(road.folder)
    assert turn.read() == Coming(3, 4, 1.0)
    with turn.take() as ours:
        assert ours and turn.read() is None
        with PhotosTurn(road.folder).take() as theirs:
            assert not theirs
    (road.folder / PROGRESS).write_text('{"done":')
    assert turn.read() is None


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path, photos, caplog):
    engine = open_database(tmp_path / "state.sqlite")
    (tmp_path / "file").touch()
    road = RoadView(engine, tmp_path / "file" / "roadview", RoadViewSettings(), zone=SEOUL)
    work = add(road, photos)
    work._thread.join(30)
    engine.dispose()
    (told,) = [one for one in caplog.records if one.levelno >= logging.WARNING]
    assert "not shown. Pictures cannot be kept just now (Not a directory)." in told.getMessage()
    assert told.exc_info is None


def go_on_when_told_to_stop(slow, monkeypatch):
    """The picture in work is looked at to its end once no other may be begun."""
    stop_adding = RoadView.stop_adding

    def stop(road):
        stop_adding(road)
        slow.may.release()

    monkeypatch.setattr(RoadView, "stop_adding", stop)


def test_a_server_that_ends_in_the_middle_leaves_nothing_and_goes_on_next_time(
    start, photos, monkeypatch
):
    slow = Slow()
    road = start(slow)
    work = add(road, photos)
    assert slow.reached.acquire(timeout=30)
    go_on_when_told_to_stop(slow, monkeypatch)
    work.stop()
    assert "at the next start" in work.said[-1]
    assert road.count() == 0 and road.coming is None
    assert not slow.reached.acquire(blocking=False), "another picture was begun"
    assert not [one for one in road.folder.glob("pictures/*/*") if one.is_dir()]
    add(start(), photos)
    wait_for(lambda: road.count() == 4)


def test_the_shorter_walk_is_seen_first_and_stays_where_the_server_ends(start, photos, monkeypatch):
    for file in write_walk(photos.parent / "other", 2, tags={272: "Pencil 2"}):
        file.rename(photos / "1" / f"other-{file.name}")
    slow = Slow()
    road = start(slow)
    work = add(road, photos)
    slow.may.release(2)
    wait_for(lambda: road.count() == 2)
    assert [one.count for one in road.list_sequences(Wanted(), limit=9)] == [2]
    go_on_when_told_to_stop(slow, monkeypatch)
    work.stop()
    assert road.count() == 2
    add(start(), photos)
    wait_for(lambda: road.count() == 6)


def test_a_missing_library_is_one_sentence(tmp_path, photos, caplog, monkeypatch):
    monkeypatch.setitem(sys.modules, "cv2", None)
    engine = open_database(tmp_path / "state.sqlite")
    road = RoadView(engine, tmp_path / "roadview", RoadViewSettings(), zone=SEOUL)
    add(road, photos)
    wait_for(lambda: caplog.records != [])
    engine.dispose()
    told = [one.getMessage() for one in caplog.records if one.levelno >= logging.WARNING]
    assert len(told) == 1
    assert "not shown. Faces cannot be looked for: a library is not installed" in told[0]


@pytest.fixture(scope="module")
def towns(tmp_path_factory) -> World:
    world = build_world(tmp_path_factory.mktemp("towns"))
    write_walk(world.folder / "photos" / "0", 2)
    return world


@pytest.mark.parametrize(("told", "brings"), [("yes", True), ("no", False)])
def test_a_server_adds_them_where_its_settings_say_so(towns, tmp_path, monkeypatch, told, brings):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MODUGIL_LIVE_MQTT_PORT", "0")
    monkeypatch.setenv("MODUGIL_ROADVIEW_REGION_PHOTOS", told)
    app = open_app(towns.folder)
    try:
        assert (app.photos is not None) == brings
    finally:
        assert app.desk.roadview is not None and app.desk.database is not None
        app.desk.roadview.close()
        app.desk.database.dispose()
