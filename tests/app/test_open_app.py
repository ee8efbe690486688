import json
import logging
import socket
import threading
import time
import urllib.request
from datetime import UTC, datetime, timedelta

import pytest
from tests.answers.world import DAY, World, at, build_world

from modugil.app.buses import Simulated
from modugil.app.open_app import open_app
from modugil.core.errors import RegionUnreadable, SettingsInvalid


@pytest.fixture(scope="module")
def towns(tmp_path_factory) -> World:
    return build_world(tmp_path_factory.mktemp("towns"))


@pytest.fixture(autouse=True)
def state_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv("MODUGIL_LIVE_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("MODUGIL_LIVE_MQTT_PORT", "0")


def get(port: int, path: str) -> tuple[int, bytes]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
        return answer.status, answer.read()


def head(port: int, path: str) -> tuple[int, bytes, str]:
    asked = urllib.request.Request(f"http://127.0.0.1:{port}{path}", method="HEAD")
    with urllib.request.urlopen(asked, timeout=20) as answer:
        return answer.status, answer.read(), answer.headers["Cache-Control"]


def test_a_built_region_is_served_and_nobodys_question_is_logged(towns, caplog, capfd):
    steps: list[tuple[str, float]] = []
    app = open_app(towns.folder)
    app.warm_up(lambda text, share: steps.append((text, share)))
    assert steps[0][1] == 0.0
    with socket.create_server(("127.0.0.1", 0)) as listener, caplog.at_level(logging.DEBUG):
        threading.Thread(target=app.serve, args=(listener,), daemon=True).start()
        port = listener.getsockname()[1]
        path = f"/api/v1/journeys?from={at('a')}&to={at('t')}&at={DAY}T09:00"
        status, answer = get(port, path)
        assert get(port, "/")[0] == 200
        for kept_nowhere in ("/", "/health", path):
            assert head(port, kept_nowhere) == (200, b"", "no-store")
    assert status == 200
    assert json.loads(answer)["journeys"]
    said = caplog.text + "".join(capfd.readouterr())
    assert at("a") not in said
    assert "GET /api" not in said


def test_nothing_is_served_where_nothing_was_built(tmp_path):
    with pytest.raises(RegionUnreadable):
        open_app(tmp_path)


def test_settings_are_read_before_the_region(tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text("threads = 0", encoding="utf-8")
    with pytest.raises(SettingsInvalid):
        open_app(tmp_path, settings_file=file)


@pytest.mark.parametrize("sources", [("gtfs:land",), ("osm",)])
def test_a_region_of_one_half_is_served_too(tmp_path, sources):
    from litestar.testing import TestClient
    from tests.app.served import web_of

    world = build_world(tmp_path, *sources)
    begun = time.monotonic()
    open_app(world.folder).warm_up(lambda text, share: None)
    assert time.monotonic() - begun < 60
    with TestClient(web_of(world.planner, world.folder)) as client:
        for path in ("/", "/about", "/api/v1/region", "/tiles/10/872/408.mvt"):
            assert client.get(path, headers={"Accept": "text/html"}).status_code == 200
        assert client.get("/api/v1/reach", params={"from": at("a")}).status_code in (200, 400)


def test_a_clock_of_its_own_without_a_fleet_keeps_what_is_known_of_terminals(towns, tmp_path):
    start = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
    kept = tmp_path / "state" / "kept"
    for _ in range(2):
        app = open_app(towns.folder, buses=Simulated(start, drives=False))
        assert app.fleet is None
        assert app.live is not None
        assert app.live.clock.now() - start < timedelta(minutes=1)
        app.live.stop()
        kept.touch()
    assert kept.exists()


def test_pages_of_places_tell_of_the_wifi_that_is_listened_to(towns):
    app = open_app(towns.folder)
    assert app.desk.sights is not None
    assert app.desk.sights.wifi is app.desk.wifi is not None
    assert app.live is not None
    app.live.stop()
