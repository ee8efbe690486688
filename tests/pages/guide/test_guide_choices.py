"""What somebody may want on the way, in a real browser; what is kept, and what is not."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect
from tests.answers.world import at, build, near, open_world, region_toml, write_sources
from tests.app.served import serve, web_of
from tests.pages.guide.guided_page import open_guided
from tests.pages.guide.recordings import write_gpx
from tests.pages.guide.traces import tell_nmea, walk

from modugil.pages import built_files

TOILETS = """\
id,name_ko,name_en,lat,lon,wheelchair,hours
toilet,역 화장실,Gate toilet,{},{},yes,24/7
quay,부두 화장실,Quay toilet,{},{},,
"""
KEPT = """async () => {
  const caches_ = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys())
      caches_[`${name} ${request.url}`] = await (await cache.match(request)).text();
  }
  const bases = (await indexedDB.databases()).map((one) => one.name);
  return { caches_, bases, local: { ...localStorage }, session: { ...sessionStorage },
           cookies: document.cookie, address: location.href };
}"""
"""All that a page can leave on a device."""
CHOICES = {"voice", "voiceName", "rate", "buzz", "large", "northUp", "source", "baud"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The two towns with their buses, a toilet in the west, one of unknown use in the east."""
    if not built_files.WORKER.exists():
        pytest.skip("the front end is not built: run `make setup`")
    folder = tmp_path_factory.mktemp("choices")
    write_sources(folder)
    spots = (*near("c", north_m=6), *near("s", north_m=6))
    (folder / "toilets.csv").write_text(TOILETS.format(*spots), encoding="utf-8")
    kinds = region_toml("gtfs:land", "osm", "places.sights", "places.toilets")
    (folder / "region.toml").write_text(kinds, encoding="utf-8")
    with serve(web_of(open_world(build(folder, folder)).planner, folder)) as address:
        yield address


def play(page: Page, name: str, text: str) -> None:
    """Choose a recorded file."""
    page.locator("#source-recorded input").check()
    file = FilePayload(name=name, mimeType="", buffer=text.encode())
    page.locator("#trace").set_input_files(file)
    page.locator("#guide-start").click()


def on_foot(*marks: str) -> list[Any]:
    """A trace from letter to letter."""
    spots = [tuple(reversed([float(part) for part in at(mark).split(",")])) for mark in marks]
    return walk([(lon, lat) for lon, lat in spots], speed_mps=1.33)


def test_a_toilet_the_way_again_and_the_bus_by_a_gpx_file_and_no_position_stays(
    chromium: Browser, site: str
) -> None:
    with open_guided(chromium, site, at("d"), at("t"), accelerated=True) as guided:
        page, said = guided.page, guided.page.locator("#said li").first
        expect(page.locator("#guide-loaded")).to_contain_text("nothing is sent")
        before = page.evaluate(KEPT)
        assert any("/api/v1/guidance" in one for one in before["caches_"])
        play(page, "way.gpx", write_gpx(on_foot("d", "c", "b")))
        expect(page.locator("#guide-shown")).to_be_visible()
        guided.pass_seconds(20)
        expect(page.locator("#guide")).to_have_attribute("data-phase", "on-way")
        expect(page.locator("#guide-lost")).to_be_hidden()
        page.locator("#toilet").click()
        expect(said).to_contain_text("Gate toilet")
        expect(page.locator("#toilet")).to_be_focused()
        page.locator("#to-end").click()
        expect(page.locator("#to-end")).to_be_hidden()
        expect(page.locator("#now-title")).to_be_focused()
        page.locator("#next-leg").click()
        expect(page.locator("#guide")).to_have_attribute("data-phase", "riding")
        expect(page.locator("#next-text")).to_contain_text("Take bus")
        page.get_by_role("button", name="I got off").click()
        expect(page.locator("#guide")).not_to_have_attribute("data-phase", "riding")
        guided.pass_seconds(240)
        expect(page.locator("#guide-lost")).to_contain_text("The recording has ended")
        after = page.evaluate(KEPT)
        assert set(json.loads(after["local"].pop("modugil.guide"))) == CHOICES
        assert after == before, "where somebody was is written nowhere"


def test_choices_are_there_again_and_a_preview_is_no_choice(chromium: Browser, site: str) -> None:
    with open_guided(chromium, site, at("d"), at("b")) as guided:
        page = guided.page
        page.locator("#guide-settings summary").click()
        page.locator("#large").check()
        page.locator("#buzz").uncheck()
        page.select_option("#rate", "0.8")
        page.locator("#source-walker input").check()
        page.reload()
        page.wait_for_selector("#guide-start:enabled")
        assert page.locator("html.guide-large").count() == 1
        assert not page.locator("#buzz").is_checked()
        assert page.locator("#rate").input_value() == "0.8"
        assert page.locator("#source-device input").is_checked()
        play(page, "notes.txt", "nothing of the kind")
        expect(page.locator("#guide-failed")).to_contain_text("No positions were found")
        play(page, "way.nmea", "".join(tell_nmea(on_foot("d", "c"))))
        expect(page.locator("#said")).to_contain_text("Head west along North Road")
        assert guided.felt == [], "not wanted"


def test_a_toilet_of_unknown_use_is_named_first_and_guided_to_when_asked_again(
    chromium: Browser, site: str
) -> None:
    with open_guided(chromium, site, at("m"), at("t"), accelerated=True) as guided:
        page, said = guided.page, guided.page.locator("#said li").first
        play(page, "way.gpx", write_gpx(on_foot("m", "r", "s", "t")))
        guided.pass_seconds(15)
        page.locator("#toilet").click()
        expect(said).to_contain_text("Not known whether you can use it: Quay toilet")
        expect(page.locator("#to-end")).to_be_hidden()
        page.locator("#toilet").click()
        expect(said).to_contain_text("Quay toilet")
        expect(page.locator("#to-end")).to_be_visible()


def test_the_preview_goes_on_where_the_next_part_begins(chromium: Browser, site: str) -> None:
    with open_guided(chromium, site, at("d"), at("t"), accelerated=True) as guided:
        page = guided.page
        guided.begin("walker")
        guided.pass_seconds(5)
        page.locator("#next-leg").click()
        expect(page.locator("#guide")).to_have_attribute("data-phase", "riding")
        page.get_by_role("button", name="I got off").click()
        guided.pass_seconds(5)
        expect(page.locator("#guide")).to_have_attribute("data-phase", "on-way")
