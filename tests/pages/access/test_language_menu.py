"""The menu of languages: by keyboard, on every width, without a script, and by axe-core."""

import pytest
from playwright.sync_api import Browser, expect
from tests.answers.world import DAY, at
from tests.pages.access.conftest import Open
from tests.pages.test_browser import list_violations, page_of, tab_to

NAMES = {"한국어": "ko", "English": "en", "中文": "zh", "日本語": "ja", "쉬운 한국어": "ko"}
WIDTHS = (320, 480, 760, 1000, 1100, 1400)
OUT = """wide => [...document.querySelectorAll(".languages a")]
  .map(one => one.getBoundingClientRect()).filter(box => box.left < 0 || box.right > wide)
  .map(box => [box.left, box.right])"""


def test_each_language_is_chosen_by_keyboard_and_keeps_the_question(
    everything: Open, chromium: Browser
) -> None:
    with page_of(chromium, everything.site) as page:
        page.goto(f"{everything.site}/lines?q=365&language=en")
        for name, tag in NAMES.items():
            tab_to(page, ".languages > summary")
            page.keyboard.press("Enter")
            menu = page.locator(".languages")
            expect(menu.get_by_role("link")).to_have_text(list(NAMES))
            assert list_violations(page) == []
            tab_to(page, f".languages li:nth-child({list(NAMES).index(name) + 1}) a")
            page.keyboard.press("Enter")
            expect(
                page.locator(f'.languages a[aria-current="true"]:text-is("{name}")')
            ).to_have_count(1)
            expect(page.locator("html")).to_have_attribute("lang", tag)
            assert "q=365" in page.url


@pytest.mark.parametrize("path", ["/", "/console"])
def test_the_menu_stays_on_the_page_at_every_width_without_a_script(
    everything: Open, chromium: Browser, path: str
) -> None:
    with page_of(chromium, everything.site, java_script_enabled=False) as page:
        everything.enter(page.context, "staff")
        for language in ("ko", "en", "zh", "ko-easy"):
            page.goto(f"{everything.site}{path}?language={language}")
            page.locator(".languages > summary").click()
            for wide in WIDTHS:
                page.set_viewport_size({"width": wide, "height": 700})
                assert page.evaluate(OUT, wide) == [], (language, wide)
                assert page.evaluate("document.documentElement.scrollWidth") <= wide


def test_a_journey_asked_for_stays_asked_for_in_another_language(
    everything: Open, chromium: Browser
) -> None:
    with page_of(chromium, everything.site, java_script_enabled=False) as page:
        asked = f"from={at('a')}&to={at('t')}&when=leave&at={DAY}T09:00"
        page.goto(f"{everything.site}/?{asked}&language=ko")
        page.locator(".languages > summary").click()
        page.get_by_role("link", name="日本語").click()
        expect(page.locator("#answer-title")).to_contain_text("見つかりました")
