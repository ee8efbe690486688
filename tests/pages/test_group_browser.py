"""Several who go together, chosen in a real browser: with a script, without one, and kept."""

from playwright.sync_api import expect
from tests.answers.world import DAY, at
from tests.pages.test_browser import list_violations, page_of

GROUP = "powered-wheelchair,stroller,low-vision"
ENDS = {"#from": at("a"), "#to": at("S")}


def tick(page, *presets):
    page.locator("#together > summary").click()
    for preset in presets:
        page.locator(f'input[name="with"][value="{preset}"]').check()


def test_who_comes_along_is_ticked_named_and_kept_on_the_device(chromium, site):
    with page_of(chromium, site, viewport={"width": 390, "height": 844}) as page:
        page.goto(f"{site}/?language=en")
        expect(page.locator('input[name="with"][value="powered-wheelchair"]')).to_be_disabled()
        tick(page, "stroller", "low-vision")
        assert list_violations(page) == []
        for field, text in ENDS.items():
            page.locator(field).fill(text)
        page.locator("button.go").click()
        expect(page.locator("#more-says")).to_contain_text(
            "Powered wheelchair + Stroller + Low vision or blind, leave now"
        )
        expect(page.locator(".journey").first).to_contain_text(
            "stops: powered wheelchair, stroller"
        )
        assert f"needs={GROUP}" in page.url.replace("%2C", ",") and "with=" not in page.url
        page.goto(f"{site}/?language=en")
        expect(page.locator('input[name="with"]:checked')).to_have_count(2)
        expect(page.locator("#together")).to_have_attribute("open", "")


def test_the_strictest_number_stands_in_an_empty_limit(chromium, site):
    with page_of(chromium, site) as page:
        page.goto(f"{site}/?language=en&needs=walking")
        slope = page.locator("#maxSlopeUpPercent")
        expect(slope).to_have_attribute("placeholder", "no limit")
        tick(page, "cane", "stroller")
        drawn = slope.get_attribute("placeholder")
        page.goto(f"{site}/?language=en&needs=walking,cane,stroller")
        expect(page.locator("#maxSlopeUpPercent")).to_have_attribute("placeholder", str(drawn))


def test_a_group_is_planned_without_a_script(chromium, site):
    with page_of(chromium, site, java_script_enabled=False) as page:
        page.goto(f"{site}/?language=en")
        tick(page, "stroller", "low-vision")
        for field, text in ENDS.items():
            page.locator(field).fill(text)
        page.locator("button.go").click()
        expect(page.locator(".journey").first).to_contain_text(
            "stops: powered wheelchair, stroller"
        )
        assert "with=stroller&with=low-vision" in page.url
        expect(page.locator("#more-says")).to_contain_text("Powered wheelchair + Stroller + Low")


def test_a_sight_offers_the_group_of_this_device_as_one_entry(chromium, site):
    with page_of(chromium, site) as page:
        page.goto(f"{site}/?language=en")
        tick(page, "stroller")
        page.goto(f"{site}/places/light?language=en")
        expect(page.locator("#way-form #needs")).to_have_value("powered-wheelchair,stroller")
        page.locator("#from").fill(f"{at('t')}")
        page.locator("#way-form button.go").click()
        expect(page.locator("#directions")).to_contain_text(
            "Powered wheelchair and stroller together"
        )
        expect(page.locator("#way-form #needs")).to_have_value("powered-wheelchair,stroller")


def test_a_trip_told_to_a_group_can_be_asked_again_in_another_language(chromium, site):
    asked = f"from={at('a')}&to={at('t')}&when=leave&at={DAY}T09:00&needs=stroller&with=low-vision"
    with page_of(chromium, site) as page:
        page.goto(f"{site}/?language=en&{asked}")
        expect(page.locator("#answer")).to_contain_text("Stroller and low vision or blind together")
        other = page.locator('a[hreflang="ko"], a[lang="ko"]').first.get_attribute("href")
        page.goto(f"{site}/{other}")
        expect(page.locator("#answer")).to_contain_text("유아차와 저시력 또는 시각장애가 함께")
