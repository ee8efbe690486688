"""The console in a real browser: with its map, by keyboard, without a script."""

import pytest
from playwright.sync_api import Page, expect
from tests.answers.world import NOW
from tests.app.served import serve
from tests.pages.console.conftest import console_of
from tests.pages.test_browser import AXE, list_violations, page_of, tab_to, wait_for_map

from modugil.people import passwords
from modugil.people.sessions import COOKIE

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def console(towns, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_LOG_N", 5)
        with console_of(towns.fresh(), tmp_path_factory.mktemp("console")) as console:
            yield console


@pytest.fixture(scope="module")
def site(console):
    with serve(console.web) as address:
        yield address


@pytest.fixture(scope="module")
def token(console):
    return console.sign_in("boss")


def enter(page: Page, site: str, token: str) -> None:
    page.context.add_cookies([{"name": COOKIE, "value": token, "url": site}])


@pytest.mark.parametrize("scheme, size", [("light", PHONE), ("dark", DESK)], ids=["phone", "desk"])
def test_axe_finds_nothing_on_a_page_with_its_map(chromium, site, token, scheme, size):
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run `make setup`")
    with page_of(chromium, site, color_scheme=scheme, viewport=size) as page:
        enter(page, site, token)
        page.goto(f"{site}/console?language=en")
        wait_for_map(page)
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        assert list_violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_fleet_is_drawn_over_the_map_and_the_words_keep_themselves_fresh(chromium, site, token):
    with page_of(chromium, site) as page:
        enter(page, site, token)
        with page.expect_request(lambda one: "part=overview" in one.url, timeout=15_000):
            page.goto(f"{site}/console?language=en")
            wait_for_map(page)
        expect(page.locator(".bus-canvas")).to_be_attached()
        expect(page.get_by_role("heading", name="1 terminal on a run is silent")).to_be_visible()
        page.get_by_role("button", name="Pause").click()
        expect(page.get_by_role("button", name="Resume")).to_be_visible()


def test_an_alert_is_written_by_keyboard_alone(chromium, site, token, console):
    with page_of(chromium, site) as page:
        enter(page, site, token)
        page.goto(f"{site}/console/messages/new/alert?language=en")
        tab_to(page, "#search")
        page.keyboard.type("365")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("input[name=touch]").first).to_be_visible()
        tab_to(page, "input[name=touch]")
        page.keyboard.press("Space")
        tab_to(page, "#header_ko")
        page.keyboard.type("365번 우회")
        tab_to(page, "button[value=publish]")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("Write the text in Korean.")
        expect(page.locator("#faults")).to_be_focused()
        expect(page.locator("#header_ko")).to_have_value("365번 우회")
        tab_to(page, '#faults a[href="#description_ko"]')
        page.keyboard.press("Enter")
        tab_to(page, "#description_ko")
        page.keyboard.type("공사로 돌아갑니다.")
        tab_to(page, "button[value=publish]")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").first).to_contain_text("Published.")
        assert list_violations(page) == []
    (written,) = console.desk.staff.list_written(now=NOW)
    assert written.message.header == {"ko": "365번 우회"}


def test_everything_is_done_without_a_script(chromium, site, token):
    with page_of(chromium, site, java_script_enabled=False) as page:
        enter(page, site, token)
        page.goto(f"{site}/console/messages/new/cancellation?language=en")
        page.get_by_label("Line", exact=True).select_option("R3")
        page.get_by_role("button", name="Show runs").click()
        page.get_by_label("Run", exact=True).select_option(index=3)
        page.get_by_label("Only some stops").check()
        page.get_by_role("button", name="Show stops").click()
        page.get_by_role("group", name="Stops left out").get_by_role("checkbox").nth(1).check()
        page.locator("#reason_ko").fill("고장")
        page.get_by_role("button", name="Copy Korean").click()
        expect(page.locator("#reason_ja")).to_have_value("고장")
        page.get_by_role("button", name="Preview").click()
        expect(page.get_by_role("heading", name="As riders see it")).to_be_visible()
        page.get_by_role("button", name="Publish").click()
        assert "said=published" in page.url
        page.get_by_role("button", name="Withdraw").click()
        assert "said=withdrawn" in page.url
        expect(page.locator("#writing")).to_have_count(0)
        page.goto(f"{site}/console/fleet?language=en")
        page.get_by_role("link", name="Vehicle", exact=True).click()
        assert "sort=vehicle" in page.url


def test_a_way_is_drawn_on_the_map_by_keyboard(chromium, site, token):
    with page_of(chromium, site) as page:
        enter(page, site, token)
        page.goto(f"{site}/console/messages/new/detour?language=en")
        page.locator("summary", has_text="The way driven instead").click()
        wait_for_map(page)
        page.locator(".way-map canvas.maplibregl-canvas").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        assert len(page.locator("#way").input_value().splitlines()) == 2
        page.get_by_role("button", name="Take out the last point").click()
        assert len(page.locator("#way").input_value().splitlines()) == 1
