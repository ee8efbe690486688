"""Pictures are of real streets: a server of simulated buses shows those of the real one."""

import pytest
from tests.answers.world import World, build_world
from tests.places.roadview.drawn import NOW, SEOUL, named, write_walk

from modugil.app.buses import Simulated
from modugil.app.open_app import open_app
from modugil.core.errors import SettingsInvalid
from modugil.places.roadview.road_view import RoadView
from modugil.places.roadview.settings import RoadViewSettings
from modugil.store.database import open_database


@pytest.fixture(scope="module")
def towns(tmp_path_factory) -> World:
    return build_world(tmp_path_factory.mktemp("towns"))


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder to work in, where states are kept by their usual names."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MODUGIL_LIVE_STATE", raising=False)
    monkeypatch.setenv("MODUGIL_LIVE_MQTT_PORT", "0")
    return tmp_path


def count_pictures(towns, **words):
    opened = open_app(towns.folder, **words)
    assert opened.desk.roadview is not None and opened.desk.database is not None
    assert opened.desk.sights is not None
    count = opened.desk.roadview.count()
    assert opened.desk.sights.roadview is opened.desk.roadview
    opened.desk.roadview.close()
    opened.desk.database.dispose()
    return count


def test_pictures_that_were_added_are_served_whatever_the_buses_are(towns, here):
    state = here / "build" / "state" / towns.planner.region.manifest.id
    engine = open_database(state / "state.sqlite")
    road = RoadView(engine, state / "roadview", RoadViewSettings(), zone=SEOUL)
    road.add(named(write_walk(here / "in", 2)), now=NOW)
    engine.dispose()
    assert count_pictures(towns) == 2
    assert count_pictures(towns, buses=Simulated()) == 2


def test_what_a_killed_server_left_is_gone_once_the_next_one_opens(towns, here, caplog):
    state = here / "build" / "state" / towns.planner.region.manifest.id
    left = state / "roadview" / "incoming" / "left"
    left.mkdir(parents=True)
    (left / "lock").touch()
    (left / "0.jpg").write_text("as it came")
    assert count_pictures(towns) == 0
    assert not left.exists()
    left.mkdir()
    (left / "lock").mkdir()  # which nobody can open
    assert count_pictures(towns, buses=Simulated()) == 0
    assert "is still there. Pictures cannot be kept just now (Is a directory)." in caplog.text


def test_settings_are_read_and_checked(towns, here, monkeypatch):
    file = here / "modugil.toml"
    file.write_text('[roadview]\nkeep_originals = "yes"\nproducer = "Jeju"\n')
    opened = open_app(towns.folder, settings_file=file)
    assert opened.desk.roadview is not None and opened.desk.database is not None
    assert opened.desk.roadview.settings == RoadViewSettings("yes", "", "Jeju", region_photos="no")
    opened.desk.database.dispose()
    monkeypatch.setenv("MODUGIL_ROADVIEW_KEEP_ORIGINALS", "perhaps")
    with pytest.raises(SettingsInvalid, match=r"roadview\.keep_originals"):
        open_app(towns.folder, settings_file=file)
