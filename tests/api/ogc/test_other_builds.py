"""No server tells what it holds with a token for what it does not hold: builds and backups."""

import sqlite3

import pytest
from litestar.testing import TestClient
from tests.answers.world import NOW
from tests.api.ogc.conftest import wire_world
from tests.api.ogc.mirror import TOKEN, Mirror, get_by, read_all
from tests.api.ogc.test_changes_since import open_second_book

from modugil.store.published import publish_features

SIGHTS = "/ogc/collections/sights"


def copy_into(source, target):
    """As a backup is taken, and put back while servers are running."""
    read, written = sqlite3.connect(source), sqlite3.connect(target)
    with written:
        read.backup(written)
    read.close()
    written.close()


@pytest.fixture
def backup(engine, tmp_path):
    """Take one, and put it back."""
    here, there = tmp_path / "state.sqlite", tmp_path / "backup.sqlite"
    return lambda: copy_into(here, there), lambda: copy_into(there, here)


def test_features_of_a_build_are_not_told_with_the_token_of_another_one(ogc, desk, engine):
    mirror = Mirror(get_by(ogc), "sights")
    other = {"wall": "another wall", "tower": "a tower"}
    assert publish_features(engine, "sights", other, kind="places.sights", now=NOW) == 4
    desk.corrections.refresh(now=NOW)
    answer = ogc.get(f"{SIGHTS}/download.geojson")
    assert answer.status_code == 200
    assert TOKEN not in answer.headers
    assert "changesToken" not in ogc.get(SIGHTS).json()
    refused = ogc.get(f"{SIGHTS}/changes", params={"since": mirror.token})
    assert (refused.status_code, refused.json()["type"]) == (503, "/api/docs#could_not_look")
    assert TOKEN in ogc.get("/ogc/collections/toilets").headers


def test_a_copy_goes_on_exactly_at_a_server_that_starts_with_its_own_build(ogc, towns, engine):
    other = {"wall": "another wall", "tower": "a tower"}
    ogc.get(SIGHTS)
    publish_features(engine, "sights", other, kind="places.sights", now=NOW)
    _desk, web = wire_world(towns.fresh(), database=engine)
    with TestClient(web) as client:
        mirror = Mirror(get_by(client), "sights")
        assert mirror.features.keys() == {"wall", "light", "hut"}
        mirror.follow()
        assert mirror.features == read_all(get_by(client), "sights")[0]


def test_a_closed_place_that_is_built_away_and_comes_back_stays_closed(ogc, desk, towns, engine):
    mirror = Mirror(get_by(ogc), "sights")
    desk.corrections.close("wall", author="kim", now=NOW)
    mirror.follow()
    others = {"light": "the lighthouse", "hut": "the hut"}
    publish_features(engine, "sights", others, kind="places.sights", now=NOW)
    again, web = wire_world(towns.fresh(), database=engine)
    with TestClient(web) as client:
        get = mirror._get = get_by(client)
        mirror.follow()
        assert mirror.features == read_all(get, "sights")[0]
        assert mirror.features.keys() == {"light", "hut"}
        again.corrections.reopen("wall", author="kim", now=NOW)
        mirror.follow()
        assert mirror.features == read_all(get, "sights")[0]
        assert "wall" in mirror.features


def test_what_was_corrected_after_a_backup_was_put_back_is_told(ogc, desk, world, engine, backup):
    take, put_back = backup
    get = get_by(ogc)
    desk.corrections.set_fact("light", "steps", "1", author="kim", now=NOW)
    take()
    desk.corrections.set_fact("light", "steps", "2", author="kim", now=NOW)
    assert read_all(get, "sights")[0]["light"]["properties"]["steps"] == 2
    put_back()
    open_second_book(world, engine).set_fact("wall", "steps", "3", author="kim", now=NOW)
    desk.corrections.refresh(now=NOW)
    features, token = read_all(get, "sights")
    assert features["wall"]["properties"]["steps"] == 3
    assert features["light"]["properties"]["steps"] == 1
    assert token == desk.corrections.get_moment().token


def test_a_build_that_a_backup_does_not_know_is_published_once_more(ogc, desk, engine, backup):
    take, put_back = backup
    get = get_by(ogc)
    mirror = Mirror(get, "sights")
    # the backup is of a server that had another build, whose readers have tokens too
    publish_features(engine, "sights", {"tower": "t"}, kind="places.sights", now=NOW)
    mirror.features = {"tower": {}}
    desk.corrections.refresh(now=NOW)
    mirror.token = desk.corrections.get_moment().token
    take()
    desk.corrections.set_fact("light", "steps", "2", author="kim", now=NOW)
    put_back()
    desk.corrections.refresh(now=NOW)
    mirror.follow()
    assert mirror.features == read_all(get, "sights")[0]
