"""Journeys in a real browser: by keyboard alone, without a script, with their map."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect
from tests.answers.world import DAY, at

from modugil.pages import built_files

AXE = built_files.STATIC.parent / "web/node_modules/axe-core/axe.min.js"
TRIP = urlencode({"from": at("a"), "to": at("t"), "when": "leave", "at": f"{DAY}T09:00"})
ANSWER = f"/?{TRIP}&language={{}}"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@contextmanager
def page_of(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """A page in a fresh context: nothing may fail, complain, or leave this address."""
    told: dict[str, Any] = {"locale": "ko-KR", "reduced_motion": "reduce"}
    context = browser.new_context(**(told | options))
    page = context.new_page()
    complaints: list[str] = []

    def note_request(request: Request) -> None:
        if not request.url.startswith((address, "blob:", "data:")):
            complaints.append(f"outside: {request.url}")

    def note_failure(request: Request) -> None:
        # a page that is left before all of it is loaded is no failure
        if "ERR_ABORTED" not in (request.failure or ""):
            complaints.append(f"failed: {request.url}")

    def note_message(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(message.text)

    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", note_request)
    page.on("requestfailed", note_failure)
    page.on("console", note_message)
    try:
        yield page
        assert [one for one in complaints if not re.search(r"status of 4\d\d", one)] == []
    finally:
        context.close()


def list_violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe-core finds on the page as it stands: the rule, and the places."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run({runOnly: tags})", WCAG)
    assert len(found["passes"]) > 15
    return [
        (one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found["violations"]
    ]


def wait_for_map(page: Page) -> None:
    page.wait_for_selector(".mapped", state="attached", timeout=60_000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_an_answer_with_its_map(chromium, example_site, scheme):
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run `make setup`")
    with page_of(chromium, example_site, color_scheme=scheme) as page:
        page.goto(example_site + ANSWER.format("en"))
        wait_for_map(page)
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        assert list_violations(page) == []
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, selector: str) -> None:
    """Go on by Tab alone until this element has the focus."""
    for _ in range(60):
        press(page, "Tab")
        if page.evaluate("selector => document.activeElement?.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached by Tab")


def test_a_journey_is_planned_by_keyboard_alone(chromium, site):
    with page_of(chromium, site) as page:
        page.goto(f"{site}/?language=ko&when=leave&at={DAY}T09:00")
        press(page, "Tab")
        expect(page.locator(":focus")).to_have_text("본문으로 건너뛰기")
        tab_to(page, "#from")
        start = page.get_by_role("combobox", name="출발", exact=True)
        expect(start).to_be_focused()
        page.keyboard.insert_text("회관")  # at once: one list comes, and none after it
        expect(start).to_have_attribute("aria-expanded", "true")
        expect(page.get_by_role("listbox", name="찾은 장소")).to_be_visible()
        press(page, "ArrowDown")
        option = page.get_by_role("listbox").get_by_role("option").first
        expect(option).to_have_attribute("aria-selected", "true")
        expect(start).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "")
        press(page, "Enter")
        expect(start).to_have_value("서마을 회관")
        expect(start).to_have_attribute("aria-expanded", "false")
        tab_to(page, "#to")
        page.keyboard.insert_text("등대")
        expect(page.get_by_role("option", name=re.compile("등대"))).to_be_visible()
        press(page, "ArrowDown", "Enter", "Enter")
        title = page.locator("#answer-title")
        expect(title).to_be_focused()
        expect(title).to_contain_text("찾았습니다")
        expect(page.get_by_role("status")).not_to_be_empty()
        assert "fromRef=stop" in page.url
        tab_to(page, "a[data-journey]")
        press(page, "Enter")
        expect(page.locator("a[data-journey]").first).to_have_attribute("aria-current", "true")
        expect(page.locator(".journey:visible")).to_have_count(1)


def test_escape_closes_the_list_and_then_clears_the_field(chromium, site):
    with page_of(chromium, site) as page:
        page.goto(f"{site}/?language=en")
        field = page.get_by_role("combobox", name="From", exact=True)
        field.press_sequentially("village", delay=20)
        expect(page.get_by_role("listbox")).to_be_visible()
        press(page, "Escape")
        expect(page.get_by_role("listbox")).to_be_hidden()
        expect(field).to_have_value("village")
        press(page, "Escape")
        expect(field).to_have_value("")


def test_a_place_chosen_is_forgotten_when_its_text_changes(chromium, site):
    with page_of(chromium, site) as page:
        page.goto(f"{site}/?language=en")
        field = page.get_by_role("combobox", name="From", exact=True)
        field.fill("Lighth")
        page.get_by_role("listbox").get_by_role("option").first.click()
        expect(field).to_have_value("Lighthouse")
        assert page.locator('input[name="fromRef"]').count() == 1
        field.press("Backspace")
        assert page.locator('input[name="fromRef"]').count() == 0


def test_swapping_changes_both_ends_with_their_places(chromium, site):
    with page_of(chromium, site) as page:
        page.goto(f"{site}/?language=en&from=Lighthouse&to=place:wall")
        page.get_by_role("button", name="Swap from and to").click()
        expect(page.locator("#from")).to_have_value("Old Wall")
        expect(page.locator('input[name="toRef"]')).to_have_value("place:light")


def test_needs_stay_in_this_browser_and_come_back(chromium, site):
    with page_of(chromium, site) as page:
        page.goto(f"{site}/?language=en")
        page.get_by_role("radio", name=re.compile("Manual wheelchair")).check()
        page.get_by_text("Limits of my own").click()
        kerb = page.get_by_label("Kerb height, at most (cm)")
        expect(kerb).to_have_attribute("placeholder", "3")
        kerb.fill("2")
        kerb.blur()
        page.goto(f"{site}/?language=en")
        expect(page.get_by_role("radio", name=re.compile("Manual wheelchair"))).to_be_checked()
        expect(page.get_by_label("Kerb height, at most (cm)")).to_have_value("2")
        page.get_by_role("button", name=re.compile("Forget")).click()
        page.goto(f"{site}/?language=en")
        expect(page.get_by_label("Kerb height, at most (cm)")).to_have_value("")


def test_the_page_does_all_of_it_without_a_script(chromium, site):
    with page_of(chromium, site, java_script_enabled=False) as page:
        page.goto(f"{site}/?language=ko")
        page.get_by_label("출발", exact=True).fill("마을")
        page.get_by_label("도착", exact=True).fill("등대")
        page.get_by_label("날짜와 시각").fill(f"{DAY}T09:00")
        page.get_by_role("radio", name="출발 시각").check()
        page.get_by_role("button", name="길 찾기").click()
        group = page.get_by_role("group", name=re.compile("장소를 골라 주세요"))
        group.get_by_role("radio", name=re.compile("서마을 회관")).check()
        page.get_by_role("button", name="길 찾기").click()
        expect(page.locator("#answer-title")).to_contain_text("찾았습니다")
        expect(page.get_by_role("article").first).to_be_visible()
        expect(page.get_by_role("img", name=re.compile("약도")).first).to_be_visible()
        expect(page.locator("#map")).to_be_hidden()


def test_everything_to_be_pressed_is_large_enough(chromium, example_site):
    with page_of(chromium, example_site, viewport={"width": 390, "height": 844}) as page:
        page.goto(example_site + ANSWER.format("ko"))
        wait_for_map(page)
        small = page.locator(
            "form button, form summary, .card a, .preset, .segments label, .top a,"
            "form input[type=text], .maplibregl-ctrl-group button"
        ).evaluate_all(
            "all => all.map(e => [e.className || e.id || e.tagName, e.getBoundingClientRect()])"
            ".filter(([, box]) => box.width && (box.width < 44 || box.height < 43.5))"
            ".map(([name]) => String(name))"
        )
        assert small == []


def test_headings_and_landmarks_lead_through_the_page(chromium, example_site):
    with page_of(chromium, example_site) as page:
        page.goto(example_site + ANSWER.format("en"))
        wait_for_map(page)
        for role in ("banner", "navigation", "main", "contentinfo"):
            expect(page.get_by_role(role)).to_have_count(1)
        expect(page.get_by_role("heading", level=1)).to_have_text("Where to?")
        levels = page.locator("h1:visible, h2:visible, h3:visible, h4:visible").evaluate_all(
            "all => all.map(one => Number(one.tagName[1]))"
        )
        assert all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False))
        expect(page.get_by_role("region", name="Map", exact=True)).to_be_visible()


def test_a_place_is_chosen_on_the_map_by_keyboard(chromium, site):
    with page_of(chromium, site) as page:
        page.goto(f"{site}/?language=en")
        wait_for_map(page)
        expect(page.get_by_role("button", name="Zoom in")).to_be_visible()
        page.locator(".maplibregl-canvas").focus()
        name = page.locator(".maplibregl-canvas").get_attribute("aria-label") or ""
        assert "Enter" in name
        press(page, "Enter")
        page.get_by_role("button", name="Go here").press("Enter")
        expect(page.locator("#to")).to_be_focused()
        expect(page.locator("#to")).not_to_have_value("")
        assert page.locator('input[name="toRef"]').count() == 1


def test_the_map_can_be_skipped_and_drawn_again_by_night(chromium, example_site):
    with page_of(chromium, example_site, color_scheme="light") as page:
        page.goto(example_site + ANSWER.format("ko"))
        wait_for_map(page)
        expect(page.get_by_role("img", name="도착")).to_be_visible()
        skip = page.get_by_role("link", name="지도 건너뛰기")
        skip.focus()
        press(page, "Enter")
        assert page.url.endswith("#itinerary")
        page.emulate_media(color_scheme="dark")
        page.wait_for_timeout(500)
        expect(page.locator(".maplibregl-canvas")).to_be_visible()
