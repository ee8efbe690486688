"""Places in a real browser: by keyboard from the first page to directions, and read aloud."""

import asyncio
import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from tests.answers.world import NOW
from tests.app.served import serve, web_of
from tests.pages.moving_fleet import MovingFleet
from tests.pages.places_there import tell_more
from tests.pages.test_browser import AXE, list_violations, page_of, press, tab_to, wait_for_map

from modugil.answers.sights.sight_answer import SECTIONS
from modugil.core.clock import RunningClock
from modugil.pages.catalogue import get_words

SLOW_S = 1.0
NARROW = {"width": 320, "height": 640}
PAGES = {
    "form": "/places?language={}",
    "found": "/places?need=wheelchair&language={}",
    "choice": "/places?near=마을&q=&language={}",
    "sight": "/places/light?language={}",
    "way": "/places/light?from=stop:W2&language={}",
    "offline": "/offline?language={}",
}


@pytest.fixture(scope="module")
def there(towns):
    """Places known well, and buses that drive from nine o'clock on."""
    world = tell_more(towns.fresh())
    clock = RunningClock(NOW + timedelta(seconds=30))
    world.planner.live = MovingFleet(world.planner, clock=clock)
    web = web_of(world.planner, world.folder, clock=clock)
    answer = web.asgi_handler

    async def take_time(scope, receive, send):
        """A search for this word is answered after a while."""
        if b"q=slow" in scope.get("query_string", b""):
            await asyncio.sleep(SLOW_S)
        await answer(scope, receive, send)

    web.asgi_handler = take_time
    with serve(web) as address:
        yield address


@pytest.mark.parametrize("language", ["ko", "en", "zh", "ja"])
def test_from_the_first_page_to_a_sight_and_directions_by_keyboard_alone(chromium, there, language):
    words = get_words(language)
    with page_of(chromium, there) as page:
        page.goto(f"{there}/?language={language}")
        tab_to(page, 'nav a[href^="/places"]')
        press(page, "Enter")
        page.wait_for_url("**/places?*")
        tab_to(page, "#q")
        page.keyboard.type("ㄷㄷ")
        press(page, "Enter")
        expect(page.locator("#found-title")).to_be_focused()
        expect(page.get_by_role("status")).to_contain_text(words.count("find.found", 1))
        tab_to(page, ".place a")
        press(page, "Enter")
        page.wait_for_url("**/places/light*")
        tab_to(page, "#from")
        page.keyboard.insert_text("회관")
        expect(page.get_by_role("option").first).to_be_visible()
        press(page, "ArrowDown", "Enter")
        tab_to(page, "#needs")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowDown")
        tab_to(page, "#way-form .go")
        press(page, "Enter")
        page.wait_for_url("**fromRef=stop**")
        directions = page.locator("#directions")
        expect(directions.locator(".journey")).to_be_visible()
        expect(directions.locator(".leg").first).to_be_visible()
        expect(directions.locator(".live-line").first).to_be_visible()
        expect(directions.locator("#needs")).to_have_value("powered-wheelchair")


def test_the_accessibility_tree_tells_the_seven_answers_in_their_order(chromium, there):
    with page_of(chromium, there) as page:
        page.goto(f"{there}/places/light?language=en")
        titles = [page.locator(f"#{key}-title").inner_text() for key in SECTIONS]
        tree = page.locator("main").aria_snapshot()
        found = [tree.index(f'heading "{title}" [level=2]') for title in titles]
        assert found == sorted(found)
        assert tree.index('heading "Lighthouse" [level=1]') < found[0]
        for title in titles:
            expect(page.get_by_role("region", name=title, exact=True)).to_have_count(1)
        parts = [tree[a:b] for a, b in zip(found, [*found[1:], None], strict=True)]
        assert "term: There is a step-free entrance." in parts[0]
        assert re.search(r'- definition:\s+- text: "?Yes', parts[0])
        assert "definition: Not known" in parts[0]
        assert "Sources disagree" in parts[1]
        assert 'combobox "From"' in parts[3]


def test_needs_chosen_on_the_page_of_a_place_stay_on_this_device(chromium, there):
    with page_of(chromium, there) as page:
        page.goto(f"{there}/places/light?language=en")
        page.get_by_label("Needs").select_option("stroller")
        page.goto(f"{there}/?language=en")
        expect(page.get_by_role("radio", name=re.compile("Stroller"))).to_be_checked()
        page.get_by_text("Limits of my own").click()
        page.get_by_label("Kerb height, at most (cm)").fill("2")
        page.get_by_label("Kerb height, at most (cm)").blur()
        page.goto(f"{there}/places/wc?language=en")
        expect(page.get_by_label("Needs")).to_have_value("stroller")
        expect(page.locator("#needs-own")).to_be_visible()
        page.get_by_role("combobox", name="From").fill("stop:W2")
        page.get_by_role("button", name="Show the way").click()
        page.wait_for_url("**maxKerbCm=2**")


def test_a_position_is_rounded_before_it_leaves_the_device(chromium, there):
    here = {"latitude": 33.4567891, "longitude": 126.5678912}
    with page_of(chromium, there, geolocation=here, permissions=["geolocation"]) as page:
        page.goto(f"{there}/places?language=en")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.get_by_role("button", name="Nearest to me first").click()
        expect(page.locator("#found-title")).to_be_focused()
        assert any("near=33.457%2C126.568" in url for url in asked)
        assert [url for url in asked if "33.4567" in url] == []
        assert page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})") == "{}"


def test_only_the_search_asked_for_last_is_shown(chromium, there):
    with page_of(chromium, there) as page:
        page.goto(f"{there}/places?language=en")
        for text in ("slow", "등대"):
            page.locator("#q").fill(text)
            page.locator("#q").press("Enter")
        expect(page.locator(".place a")).to_have_count(1)
        page.wait_for_timeout(1500 * SLOW_S)
        expect(page.locator(".place a")).to_have_count(1)
        assert "slow" not in page.url


def test_a_search_that_fails_is_seen_to_fail(chromium, there):
    context = chromium.new_context(service_workers="block")
    page = context.new_page()
    page.goto(f"{there}/places?q=등대&language=en")
    page.route("**/places?*", lambda route: route.abort())
    page.locator("#q").fill("x")
    page.locator("#q").press("Enter")
    expect(page.locator("#found-title")).to_have_text(get_words("en")("find.failed"))
    expect(page.locator("#found-title")).to_be_focused()
    expect(page.locator(".place")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("path, field", [("/places?q=등대", "#q"), ("/", "#from")])
def test_a_link_within_the_page_loses_nothing_that_was_typed(chromium, there, path, field):
    with page_of(chromium, there) as page:
        page.goto(f"{there}{path}")
        page.locator(field).fill("마을")
        page.locator("a.skip").first.focus()
        press(page, "Enter")
        page.wait_for_url("**#main")
        page.wait_for_timeout(300)
        expect(page.locator(field)).to_have_value("마을")
        page.go_back()
        page.wait_for_timeout(300)
        expect(page.locator(field)).to_have_value("마을")


def test_going_back_shows_the_search_before(chromium, there):
    with page_of(chromium, there) as page:
        page.goto(f"{there}/places?q=등대&language=en")
        page.locator("#q").fill("없는곳")
        page.locator("#q").press("Enter")
        expect(page.locator(".place")).to_have_count(0)
        page.go_back()
        expect(page.locator(".place a")).to_have_count(1)


def test_a_ready_search_opens_in_a_tab_of_its_own_when_asked_to(chromium, there):
    with page_of(chromium, there) as page:
        page.goto(f"{there}/places?language=en")
        with page.context.expect_page() as opened:
            page.locator(".ready a").first.click(modifiers=["Control"])
        assert "kind=toilets" in opened.value.url


def test_the_map_comes_when_it_is_in_view_and_shows_the_numbers_of_the_list(chromium, there):
    with page_of(chromium, there, viewport={"width": 390, "height": 700}) as page:
        page.goto(f"{there}/places?kind=sights&need=wheelchair&language=en")
        expect(page.locator(".place").first).to_be_visible()
        assert page.locator("canvas.maplibregl-canvas").count() == 0
        page.get_by_role("contentinfo").scroll_into_view_if_needed()
        wait_for_map(page)
        expect(page.get_by_role("img", name="1. Lighthouse")).to_be_visible()


def test_all_of_it_is_done_without_a_script(chromium, there):
    with page_of(chromium, there, java_script_enabled=False) as page:
        page.goto(f"{there}/places?language=ko")
        page.get_by_role("checkbox", name="휠체어", exact=True).check()
        page.get_by_label("종류").select_option("sights")
        page.get_by_role("button", name="찾기", exact=True).click()
        page.get_by_role("link", name="등대").click()
        page.get_by_label("출발").fill("서마을 회관")
        page.get_by_role("button", name="가는 길 보기").click()
        page.locator("#directions button.go").scroll_into_view_if_needed()
        expect(page.locator("#directions .journey, #directions .choices").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_of_places(chromium, there, scheme):
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run `make setup`")
    with page_of(chromium, there, color_scheme=scheme) as page:
        for name, path in PAGES.items():
            page.goto(there + path.format("en"))
            page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
            assert list_violations(page) == [], name


@pytest.mark.parametrize("language", ["ko", "en"])
def test_nothing_is_wider_than_a_small_phone_or_four_hundred_percent(chromium, there, language):
    with page_of(chromium, there, viewport=NARROW) as page:
        for name, path in PAGES.items():
            page.goto(there + path.format(language))
            page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
            page.locator(".languages").evaluate("one => one.open = false")
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, name


def test_what_is_pressed_on_the_pages_of_places_is_large_enough(chromium, there):
    with page_of(chromium, there, viewport={"width": 360, "height": 800}) as page:
        for name, path in PAGES.items():
            page.goto(there + path.format("ko"))
            small = page.locator(
                "main button, main .go, main .button, main .switch-box"
            ).evaluate_all(
                "all => all.filter(e => { const b = e.getBoundingClientRect();"
                " return b.width && (b.width < 44 || b.height < 43.5) }).map(e => e.outerHTML)"
            )
            assert small == [], name
