"""Photos that come with a region are added beside the server, once, whoever starts again."""

import logging
import sys
import threading
import time

import pytest
from tests.answers.world import World, build_world
from tests.places.roadview.drawn import SEOUL, MarkDetector, shows_mark, write_walk

from modugil.app.open_app import open_app
from modugil.app.region_photos import RegionPhotos
from modugil.core.source import Source
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
def road(tmp_path):
    engine = open_database(tmp_path / "state.sqlite")
    yield RoadView(
        engine, tmp_path / "roadview", RoadViewSettings(), zone=SEOUL, detector=MarkDetector()
    )
    engine.dispose()


def add(road, photos) -> RegionPhotos:
    work = RegionPhotos(road, photos, (OTHER, DRAWN), waits_s=0.0)
    work.start()
    return work


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


def test_a_restart_and_a_second_server_add_nothing(road, photos, tmp_path):
    one, other = add(road, photos), add(road, photos)
    wait_for(lambda: road.count() == 4)
    one.stop()
    other.stop()
    again = add(road, photos)
    time.sleep(0.3)
    again.stop()
    assert road.count() == 4
    assert len(road.list_sequences(Wanted(), limit=9)) == 1


def test_a_server_that_ends_in_the_middle_leaves_nothing_and_goes_on_next_time(
    road, photos, caplog
):
    reached, go_on = threading.Event(), threading.Event()

    class Slow(MarkDetector):
        def find(self, pixels, *, whole_sphere):
            reached.set()
            go_on.wait(30)
            return super().find(pixels, whole_sphere=whole_sphere)

    slow = RoadView(road._engine, road.folder, RoadViewSettings(), zone=SEOUL, detector=Slow())
    work = add(slow, photos)
    assert reached.wait(30)
    threading.Timer(0.2, go_on.set).start()
    with caplog.at_level(logging.INFO):
        work.stop()
    assert "at the next start" in caplog.text
    assert road.count() == 0
    assert not [one for one in road.folder.glob("pictures/*/*") if one.is_dir()]
    add(road, photos)
    wait_for(lambda: road.count() == 4)


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
