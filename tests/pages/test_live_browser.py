"""The live pages in a real browser: moving, by keyboard, without a script, by axe-core."""

import re

import pytest
from playwright.sync_api import Route, expect
from tests.pages.test_browser import AXE, list_violations, page_of, tab_to, wait_for_map

LIVE_PAGES = {
    "live": "/live?language={}",
    "stops": "/stops?q=마을&language={}",
    "board": "/stops/W2?language={}",
    "low floor": "/stops/E1?lowFloorOnly=1&language={}",
    "lines": "/lines?language={}",
    "line": "/lines/R1?language={}",
    "alerts": "/alerts?language={}",
    "favourites": "/favourites?language={}",
    "wifi": "/wifi?q=W2&ref=stop:W2&language={}",
}
GLIDE = """async ([fixes, moments, still]) => {
  const { Glide } = await import("/static/built/glide.js");
  const [first, ...rest] = fixes;
  const bus = new Glide(first, still);
  const seen = [];
  let next = 0;
  for (const now of moments) {
    while (next < rest.length && rest[next].heard <= now) bus.push(rest[next], rest[next++].heard);
    seen.push(bus.at(now));
  }
  return seen;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_map_of_buses(chromium, moving_site, scheme):
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run `make setup`")
    with page_of(chromium, moving_site, color_scheme=scheme) as page:
        page.goto(moving_site + LIVE_PAGES["live"].format("en"))
        wait_for_map(page)
        expect(page.locator("#buses tbody tr").first).to_be_visible()
        assert list_violations(page) == []
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_board_works_without_a_script(chromium, moving_site):
    with page_of(chromium, moving_site, java_script_enabled=False) as page:
        page.goto(f"{moving_site}/stops/W2?language=ko")
        before = page.locator(".due").count()
        page.get_by_role("checkbox", name="저상만 보기").check()
        page.get_by_role("button", name="적용").click()
        assert "lowFloorOnly=1" in page.url
        expect(page.get_by_role("checkbox", name="저상만 보기")).to_be_checked()
        assert page.locator(".due").count() < before
        page.goto(f"{moving_site}/live?language=ko")
        assert page.locator("#buses tbody tr").count() > 0
        page.get_by_role("link", name="다시 읽기").click()
        expect(page.locator("#map")).to_be_hidden()


def test_the_switch_is_pressed_by_keyboard_and_the_board_follows(chromium, moving_site):
    with page_of(chromium, moving_site) as page:
        page.goto(f"{moving_site}/stops/W2?language=en")
        before = page.locator(".due").count()
        tab_to(page, "input[name=lowFloorOnly]")
        page.keyboard.press("Space")
        expect(page.locator("#board .message")).to_contain_text("Not shown")
        assert page.locator(".due").count() < before
        expect(page.locator("input[name=lowFloorOnly]")).to_be_focused()
        expect(page.get_by_role("status")).to_contain_text("Not shown")
        assert "lowFloorOnly=1" in page.url


def test_the_board_brings_itself_up_to_date_until_it_is_paused(chromium, moving_site):
    with page_of(chromium, moving_site) as page:
        page.goto(f"{moving_site}/stops/W2?language=en")
        first = page.locator("#board").get_attribute("data-now")
        now = page.locator("#board .asof")
        said = now.inner_text()
        expect(now).not_to_have_text(said)
        page.get_by_role("button", name="Pause").click()
        said = now.inner_text()
        page.wait_for_timeout(9000)
        assert now.inner_text() == said
        expect(page.get_by_role("button", name="Resume")).to_be_visible()
        assert first is not None


def test_what_was_asked_for_before_the_pause_is_not_shown_after_it(chromium, moving_site):
    held: list[Route] = []
    context = chromium.new_context(locale="en-GB", service_workers="block")
    page = context.new_page()
    page.clock.install()
    page.goto(f"{moving_site}/stops/W2?language=en")
    page.route(re.compile("part=board"), lambda route: held.append(route))
    said = page.locator("#board .asof").inner_text()
    with page.expect_request(re.compile("part=board")):
        page.clock.run_for(8500)
    page.get_by_role("button", name="Pause").click()
    page.wait_for_timeout(1100)  # the next second of the clock that the board tells
    with page.expect_response(re.compile("part=board")):
        held[0].continue_()
    page.wait_for_timeout(500)
    expect(page.locator("#board .asof")).to_have_text(said)
    page.unroute_all()
    page.get_by_role("button", name="Resume").click()
    expect(page.locator("#board .asof")).not_to_have_text(said)
    context.close()


SLOWLY = """const fetched = window.fetch;
window.fetch = async (...all) => {
  await new Promise((done) => setTimeout(done, 10000));
  return fetched(...all);
};"""


def test_on_a_line_slower_than_the_pause_between_questions_answers_are_shown(chromium, moving_site):
    context = chromium.new_context(locale="en-GB")
    page = context.new_page()
    page.add_init_script(SLOWLY)
    page.clock.install()
    page.goto(f"{moving_site}/stops/W2?language=en")
    said = page.locator("#board .asof").inner_text()
    page.wait_for_timeout(1100)
    for _ in range(20):
        page.clock.run_for(1000)
    expect(page.locator("#board .asof")).not_to_have_text(said)
    context.close()


def test_where_the_server_is_gone_the_board_says_that_it_grows_old(chromium, moving_site):
    context = chromium.new_context(locale="en-GB")
    page = context.new_page()
    page.clock.install()
    page.goto(f"{moving_site}/stops/W2?language=en")
    page.route("**/stops/W2*", lambda route: route.abort())
    for _ in range(3):
        page.clock.run_for(8500)
        page.wait_for_timeout(100)
    expect(page.get_by_text("could not get new data")).to_be_visible()
    context.close()


def test_buses_on_the_map_stand_in_the_table_and_one_is_chosen_by_keyboard(chromium, moving_site):
    with page_of(chromium, moving_site) as page:
        page.goto(f"{moving_site}/live?language=en")
        wait_for_map(page)
        first = page.locator(".on-map").first
        expect(first).to_be_visible()
        name = first.get_attribute("data-id")
        page.locator(f'.on-map[data-id="{name}"]').focus()  # the table may be fresh by now
        page.keyboard.press("Enter")
        row = page.locator(f'#buses tr[data-id="{name}"]')
        expect(row).to_have_attribute("aria-current", "true")
        expect(page.get_by_role("status")).to_contain_text("On the map")
        page.wait_for_timeout(6000)  # a fresh table came meanwhile
        expect(row).to_have_attribute("aria-current", "true")
        focused = page.evaluate("document.activeElement?.dataset.id ?? ''")
        assert focused == name
        page.get_by_label("Line", exact=True).fill("365")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("buses in view")
        others = page.locator("#buses tbody .line").filter(has_not_text=re.compile(r"^\s*365\s*$"))
        expect(others).to_have_count(0)


def test_everything_to_be_pressed_is_large_enough(chromium, moving_site):
    with page_of(chromium, moving_site, viewport={"width": 390, "height": 844}) as page:
        for path in LIVE_PAGES.values():
            page.goto(moving_site + path.format("ko"))
            small = page.locator(
                "main button, .switch-box, main select, main input[type=text], .stop-list a, .top a"
            ).evaluate_all(
                "all => all.map(e => [e.className || e.id || e.tagName, e.getBoundingClientRect()])"
                ".filter(([, box]) => box.width && (box.width < 44 || box.height < 43.5))"
                ".map(([name]) => String(name))"
            )
            assert small == []


def fix(second: float, metres: float, **told: object) -> dict:
    """A bus on its way north, heard a little after it measured its place."""
    lat = 33.5 + metres / 111_195
    given = {"lat": lat, "lon": 126.5, "t": second * 1000, "heard": second * 1000 + 200}
    return given | {"run": "1", "alongM": metres} | told


def glide(page, fixes, *, until, still=False):
    moments = list(range(0, until, 50))
    return page.evaluate(GLIDE, [fixes, moments, still])


def test_a_bus_glides_and_never_goes_back(chromium, moving_site):
    with page_of(chromium, moving_site) as page:
        page.goto(f"{moving_site}/stops?language=en")
        fixes = [fix(second, 10.0 * second) for second in range(8)]
        fixes[4] = fix(4, 36.0, alongM=25.0)  # noise: behind the place before
        seen = [place["lat"] for place in glide(page, fixes, until=10_000)]
        steps = [(b - a) * 111_195 for a, b in zip(seen, seen[1:], strict=False)]
        assert min(steps) >= -1e-6
        assert max(steps) < 2.0  # 50 ms at ten metres a second is half a metre
        assert seen[-1] == pytest.approx(fixes[-1]["lat"])


def test_an_older_position_never_replaces_a_newer_one(chromium, moving_site):
    with page_of(chromium, moving_site) as page:
        page.goto(f"{moving_site}/stops?language=en")
        late = fix(1, 10.0, heard=3500)
        fixes = [fix(0, 0.0), fix(2, 20.0), late, fix(3, 30.0, heard=3600)]
        seen = [place["lat"] for place in glide(page, fixes, until=6000)]
        assert seen == sorted(seen)


def test_a_heading_turns_the_shorter_way_round(chromium, moving_site):
    with page_of(chromium, moving_site) as page:
        page.goto(f"{moving_site}/stops?language=en")
        fixes = [fix(0, 0.0, heading=350), fix(1, 10.0, heading=10)]
        headings = [place["heading"] for place in glide(page, fixes, until=3000)]
        assert all(one >= 350 or one <= 10 for one in headings)


def test_who_wants_nothing_to_move_sees_places_only(chromium, moving_site):
    with page_of(chromium, moving_site) as page:
        page.goto(f"{moving_site}/stops?language=en")
        fixes = [fix(second, 10.0 * second) for second in range(4)]
        seen = {place["lat"] for place in glide(page, fixes, until=5000, still=True)}
        assert seen == {one["lat"] for one in fixes}


def test_the_page_asks_this_server_only_and_names_the_simulated_clock(chromium, moving_site):
    with page_of(chromium, moving_site) as page:
        page.goto(f"{moving_site}/live?language=en")
        wait_for_map(page)
        expect(
            page.get_by_role("complementary").filter(has_text=re.compile("clock"))
        ).to_be_visible()
