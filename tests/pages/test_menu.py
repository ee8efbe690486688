"""The menu leads only where the region has something to show, and changes nothing asked."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient
from tests.answers.world import World, build
from tests.app.served import web_of
from tests.app.test_region_of_places_alone import REGION, SIGHTS, STOPS
from tests.pages.test_pages import HTML, Reader

from modugil.answers.asking.region_card import build_region_card
from modugil.answers.desk import SPOKEN
from modugil.answers.open_planner import open_planner
from modugil.pages import built_files, catalogue, installed
from modugil.pages.menu import list_menu

Client = TestClient[Any]


@pytest.fixture(scope="module")
def places_alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    folder: Path = tmp_path_factory.mktemp("places-alone")
    for name, text in (("region.toml", REGION), ("sights.csv", SIGHTS), ("stops.csv", STOPS)):
        (folder / name).write_text(text, encoding="utf-8")
    planner = open_planner(build(folder, folder))
    with TestClient(web_of(planner, folder / "built")) as client:
        yield client


def list_led_to(client: Client, language: str) -> list[str]:
    """Where the menu, the foot and the shortcuts of the installed pages lead."""
    page = client.get("/about", params={"language": language}, headers=HTML).text
    head = page[page.index('<header class="top">') : page.index("</header>")]
    foot = page[page.index("<footer>") : page.index("</footer>")]
    manifest = client.get("/manifest.webmanifest", params={"language": language}).json()
    return [*Reader(head + foot).addresses, *(one["url"] for one in manifest["shortcuts"])]


@pytest.mark.parametrize("language", SPOKEN)
def test_nothing_leads_to_a_page_that_a_region_of_places_alone_has_not(
    places_alone: Client, language: str
) -> None:
    led_to = [one for one in list_led_to(places_alone, language) if one.startswith("/")]
    assert f"/places?language={language}" in led_to
    assert not any(one.startswith(("/lines", "/alerts", "/stops", "/live")) for one in led_to)
    refused = [one for one in led_to if places_alone.get(one, headers=HTML).status_code != 200]
    assert refused == []


def test_a_region_without_places_offers_no_search_for_them(towns: World) -> None:
    manifest = towns.planner.region.manifest
    rides = replace(manifest, counts={"stop_times": 9, "stops": 3})
    card = build_region_card(rides, language="en")
    offered = [one.address for one in list_menu(card)]
    assert offered == ["/", "/live", "/stops", "/lines", "/favourites", "/alerts", "/about"]


def test_a_region_of_everything_offers_everything(client: Client) -> None:
    led_to = [one for one in list_led_to(client, "en") if one.startswith("/")]
    for path in ("/", "/places", "/live", "/stops", "/lines", "/favourites", "/alerts", "/about"):
        assert f"{path}?language=en" in led_to
    assert [one for one in led_to if client.get(one, headers=HTML).status_code != 200] == []


def test_another_language_keeps_every_need_that_was_asked_for(client: Client) -> None:
    asked = "/places?need=wheelchair&need=sight&has=elevator&has=braille_guide&q=x"
    page = client.get(asked, headers=HTML).text
    (english,) = [one for one in Reader(page).addresses if one.endswith("language=en")]
    for word in asked.partition("?")[2].split("&"):
        assert word in english


def test_an_offline_page_that_looks_different_is_fetched_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not built_files.WORKER.exists():
        pytest.skip("the front end is not built: run `make setup`")
    assert {"base.html", "_languages.html", "_not_real.html"} <= set(
        installed.list_parts("offline.html")
    )
    before = installed._write_worker(b"{}")
    assert before != installed._write_worker(b'{"sample":true}')
    read = catalogue.read_texts
    monkeypatch.setattr(
        installed, "read_texts", lambda one: read(one) | {"site.menu": f"new {one}"}
    )
    installed._write_worker.cache_clear()
    try:
        assert installed._write_worker(b"{}") != before
    finally:
        installed._write_worker.cache_clear()
