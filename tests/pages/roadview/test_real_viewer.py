"""The real 360 degree sequence from its files into the viewer, streets drawn around it."""

import os
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, expect
from tests.answers.world import build, open_world
from tests.api.stac.conftest import wire_road
from tests.app.served import serve
from tests.pages.test_browser import page_of, press, tab_to
from tests.places.roadview.drawn import NOW, SEOUL, named

from modugil.core.geo import metres_per_degree
from modugil.pages.built_files import BUILT
from modugil.places.roadview.road_view import RoadView
from modugil.places.roadview.settings import RoadViewSettings
from modugil.places.roadview.shelf import Wanted
from modugil.store.database import open_database

FIRST = (49.0068896, 1.9191854)
SHOTS = os.environ.get("MODUGIL_SHOTS", "")
"""A folder for pictures of the pages, to be looked at; none by default."""
SPOTS = {"1": (-20, 6), "2": (9.6, -1.2), "3": (17, 20), "4": (17, -6), "5": (40, 180)}
"""Points of the drawn streets: metres to the north and to the east of the first picture."""
WAYS = {
    ("1", "2", "3", "5"): "highway=footway surface=asphalt width=1.8 incline=3% name=Rue_dessinée",
    ("2", "4"): "highway=steps step_count=20",
}
"""Nobody measured them: they are drawn for this test alone."""
REGION = """id = "real"
name = { en = "Streets drawn around real pictures" }
time_zone = "Europe/Paris"
[[source]]
kind = "osm"
path = "streets.osm"
licence = "CC0-1.0"
"""


def spot(id: str) -> tuple[float, float]:
    per_lat, per_lon = metres_per_degree(FIRST[0])
    return FIRST[0] + SPOTS[id][0] / per_lat, FIRST[1] + SPOTS[id][1] / per_lon


def write_region(folder: Path) -> Path:
    nodes = "".join(
        f'<node id="{id}" lat="{spot(id)[0]:.7f}" lon="{spot(id)[1]:.7f}"/>' for id in SPOTS
    )
    ways = ""
    for row, (points, told) in enumerate(WAYS.items(), start=1):
        tags = "".join(
            '<tag k="{}" v="{}"/>'.format(*one.replace("_dess", " dess").split("="))
            for one in told.split()
        )
        refs = "".join(f'<nd ref="{one}"/>' for one in points)
        ways += f'<way id="{row}">{refs}{tags}</way>'
    osm = f'<?xml version="1.0"?><osm version="0.6">{nodes}{ways}</osm>'
    (folder / "streets.osm").write_text(osm, encoding="utf-8")
    (folder / "region.toml").write_text(REGION, encoding="utf-8")
    return build(folder, folder)


@pytest.mark.proof
def test_the_real_sequence_is_walked_in_the_viewer(
    chromium: Browser, shared_data: Path, tmp_path: Path
) -> None:
    if not (BUILT / "roadview.js").exists():
        pytest.skip("the front end is not built: run `make setup`")
    engine = open_database(tmp_path / "state.sqlite")
    settings = RoadViewSettings(producer="GeoVisio", licence="MIT")
    road = RoadView(engine, tmp_path / "roadview", settings, zone=SEOUL)
    road.add(named(shared_data / "photos" / f"{n}.jpg" for n in (1, 2, 3)), now=NOW)
    pictures = sorted(road.list_pictures(Wanted(), limit=9), key=lambda one: one.rank)
    assert [one.facts.name for one in pictures] == ["1.jpg", "2.jpg", "3.jpg"]
    ends = {key: "{:.6f},{:.6f}".format(*spot(id)) for key, id in (("from", "1"), ("to", "5"))}
    with serve(wire_road(open_world(write_region(tmp_path)), engine, road)) as site:
        for wide, language in ((1280, "en"), (390, "ko")):
            words = urlencode({**ends, "needs": "manual-wheelchair", "language": language})
            size = {"width": wide, "height": 844}
            with page_of(chromium, site, viewport=size, device_scale_factor=1) as page:
                page.goto(f"{site}/roadview/{pictures[0].id}?{words}")
                page.wait_for_selector("#seen:not([hidden])", timeout=60_000)
                expect(page.locator(".way-line").first).to_be_attached()
                expect(page.locator(".thing.barrier")).not_to_have_count(0)
                expect(page.locator(".arrow.next")).to_be_attached()
                tab_to(page, "#scene")
                for row, one in enumerate(pictures):
                    expect(page).to_have_url(f"{site}/roadview/{one.id}?{words}")
                    expect(page.locator("h1")).to_contain_text("Rue dessinée")
                    page.wait_for_timeout(3000 if SHOTS else 0)
                    if SHOTS:
                        page.screenshot(
                            path=f"{SHOTS}/real-{wide}-{row + 1}.png", full_page=row == 0
                        )
                    expect(page.locator("#seen")).to_contain_text("349", timeout=60_000)
                    press(page, "n")
    engine.dispose()
