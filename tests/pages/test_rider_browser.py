"""Lines and favourites in a real browser, and the whole fleet on the map."""

import re

import pytest
from playwright.sync_api import expect
from tests.answers.world import NOW
from tests.app.served import serve, web_of
from tests.pages.big_fleet import WHOLE, BigFleet
from tests.pages.test_browser import list_violations, page_of, tab_to, wait_for_map
from tests.pages.test_live_browser import fix, glide

from modugil.core.clock import RunningClock

LOOP = """async ([fixes, moments, points]) => {
  const { Glide } = await import("/static/built/glide.js");
  const { Way } = await import("/static/built/ways.js");
  const way = new Way(points);
  const bus = new Glide({ ...fixes[0], way }, false);
  const seen = [];
  let next = 1;
  for (const now of moments) {
    for (; next < fixes.length && fixes[next].heard <= now; next++)
      bus.push({ ...fixes[next], way }, fixes[next].heard);
    seen.push(bus.at(now));
  }
  return seen;
}"""
DEGREE_M = 111_195


def test_a_line_brings_itself_up_to_date_until_it_is_paused(chromium, moving_site):
    with page_of(chromium, moving_site) as page:
        page.goto(f"{moving_site}/lines/R1?language=en")
        now = page.locator("#line .asof")
        said = now.inner_text()
        expect(now).not_to_have_text(said)
        expect(page.locator(".bus").first).to_be_visible()
        page.get_by_role("button", name="Pause").click()
        expect(page.get_by_role("button", name="Resume")).to_be_visible()
        page.get_by_role("link", name="towards W1").first.click()
        expect(page.locator("#way-2")).to_be_in_viewport()


def test_a_line_is_read_without_a_script(chromium, moving_site):
    with page_of(chromium, moving_site, java_script_enabled=False) as page:
        page.goto(f"{moving_site}/lines?language=ko")
        page.get_by_label("노선 번호나 이름, 가는 곳").fill("365")
        page.keyboard.press("Enter")
        page.locator(".line-list a").click()
        assert page.locator(".diagram").first.locator("> li").count() == 4
        expect(page.locator(".star")).to_be_hidden()
        page.goto(f"{moving_site}/favourites?language=ko")
        expect(page.get_by_text("자바스크립트가 있어야")).to_be_visible()


def test_favourites_are_kept_shown_and_removed_by_keyboard(chromium, moving_site):
    with page_of(chromium, moving_site) as page:
        asked: list[str] = []
        page.on("request", lambda one: asked.append(f"{one.url} {one.post_data or ''}"))
        page.goto(f"{moving_site}/favourites?language=en")
        expect(page.get_by_text("None yet.")).to_be_visible()
        for path, name in (("stops/W2", "West Village Hall"), ("lines/R1", "365")):
            page.goto(f"{moving_site}/{path}?language=en")
            tab_to(page, ".star")
            page.keyboard.press("Space")
            expect(page.locator(".star")).to_have_attribute("aria-pressed", "true")
            expect(page.get_by_role("status")).to_have_text(f"{name} is a favourite now.")
        page.goto(f"{moving_site}/stops?language=en")
        expect(page.locator("#kept-stops a")).to_have_text("West Village Hall")
        page.goto(f"{moving_site}/favourites?language=en")
        expect(page.locator("#favourite-stops .favourite-rows")).to_contain_text("low-floor")
        expect(page.locator("#favourite-lines .favourite-rows")).to_contain_text("4 stops")
        assert list_violations(page) == []
        tab_to(page, "#favourite-stops button")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("no longer a favourite")
        expect(page.locator("#favourite-stops")).to_be_hidden()
        page.reload()
        expect(page.locator("#favourite-lines .favourite-name")).to_have_text("365")
        assert not [one for one in asked if "West%20Village" in one or "modugil.favourites" in one]
        kept = page.evaluate("Object.entries(localStorage)")
        assert [name for name, _ in kept] == ["modugil.favourites"]


def test_favourites_are_moved_as_text_and_a_broken_text_changes_nothing(chromium, moving_site):
    with page_of(chromium, moving_site) as page:
        page.goto(f"{moving_site}/favourites?language=en")
        page.get_by_text("Move or clear them").click()
        field = page.get_by_label("Favourites as text")
        field.fill('{"stops":[{"id":"stop:E1","name":"Pier"}],"lines":[]}')
        page.get_by_role("button", name="Take over this text").click()
        expect(page.locator(".favourite-name")).to_have_text("Pier")
        for broken in ("nonsense", "[]", '{"stops":3}'):
            field.fill(broken)
            page.get_by_role("button", name="Take over this text").click()
            expect(page.get_by_role("status")).to_contain_text("cannot be read")
        expect(page.locator(".favourite-name")).to_have_text("Pier")
        page.get_by_role("button", name="Remove all").click()
        expect(page.get_by_text("None yet.")).to_be_visible()
        assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("width, height", [(390, 844), (1280, 860)])
def test_the_whole_fleet_moves_on_the_map_and_the_table_stays_bounded(
    chromium, towns, width, height
):
    world, clock = towns.fresh(), RunningClock(NOW)
    world.planner.live = BigFleet(world.planner, clock=clock)
    web = web_of(world.planner, world.folder, clock=clock)
    size = {"width": width, "height": height}
    with (
        serve(web) as site,
        page_of(chromium, site, viewport=size, reduced_motion="no-preference") as page,
    ):
        page.goto(f"{site}/live?language=en")
        wait_for_map(page)
        drawn = page.locator(".bus-canvas")
        expect(drawn).to_have_attribute("data-drawn", re.compile(r"^(9\d\d)$"))
        expect(page.locator("#buses")).to_contain_text(f"{WHOLE} buses are reporting")
        assert page.locator("#buses tbody tr").count() == 60
        page.get_by_label("Line", exact=True).fill("365")
        page.keyboard.press("Enter")
        expect(drawn).not_to_have_attribute("data-drawn", re.compile(r"^9\d\d$"))


def test_a_bus_glides_round_the_bend_of_its_way(chromium, moving_site):
    corner = 40.0
    points = [[126.5, 33.5, 0.0], [126.5, 33.5 + corner / DEGREE_M, corner]]
    points.append([126.5 + 0.001, 33.5 + corner / DEGREE_M, corner + 92.7])
    first = fix(0, 30.0)
    second = fix(1, corner, alongM=corner + 10.0) | {"lon": 126.5 + 0.001 * 10.0 / 92.7}
    with page_of(chromium, moving_site) as page:
        page.goto(f"{moving_site}/stops?language=en")
        seen = page.evaluate(LOOP, [[first, second], list(range(1200, 3000, 50)), points])
        straight = glide(page, [first, second], until=3000)
    beside = [_off_m(one, corner) for one in seen]
    assert max(beside) < 0.1
    assert max(_off_m(one, corner) for one in straight) > 3.0
    assert seen[-1]["lon"] == pytest.approx(second["lon"])


def _off_m(place: dict, corner_m: float) -> float:
    """How far from the way, which goes north and then east."""
    north = (place["lat"] - 33.5) * DEGREE_M
    east = (place["lon"] - 126.5) * 92_700
    return min(abs(east) if north <= corner_m + 0.1 else 1e9, abs(north - corner_m))
