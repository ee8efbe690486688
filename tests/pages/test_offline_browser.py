"""The last plan and the sights one opened, read in a real browser after the server is gone."""

import re
from contextlib import ExitStack
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect
from tests.answers.world import DAY, at
from tests.app.served import serve, web_of
from tests.pages.places_there import tell_more

from modugil.pages import built_files, installed

TRIP = urlencode({"from": at("a"), "to": at("e"), "when": "leave", "at": f"{DAY}T09:00"})
LIST_KEPT = """async () => {
  const kept = await caches.open("modugil-kept-1");
  return (await kept.keys()).map(one => decodeURIComponent(new URL(one.url).pathname));
}"""
LIST_SHELLS = "async () => (await caches.keys()).filter(one => one.startsWith('modugil-shell-'))"


@pytest.fixture
def served(towns):
    """The pages, and the way to stop their server."""
    if not built_files.WORKER.exists():
        pytest.skip("the front end is not built: run `make setup`")
    world = tell_more(towns.fresh())
    with ExitStack() as stack:
        yield stack.enter_context(serve(web_of(world.planner, world.folder))), stack.close


@pytest.fixture
def page(chromium):
    context = chromium.new_context(locale="ko-KR", reduced_motion="reduce")
    yield context.new_page()
    context.close()


def wait_until(page: Page, told: str) -> None:
    """Wait as `wait_for_function` does, which our policy on scripts does not let in."""
    for _ in range(100):
        if page.evaluate(told):
            return
        page.wait_for_timeout(100)
    raise AssertionError(told)


def begin(page: Page, site: str) -> None:
    """Open a page, and wait until the worker looks after all that follow."""
    page.goto(f"{site}/about")
    page.goto(f"{site}/?language=ko")
    wait_until(page, "navigator.serviceWorker.controller !== null")


def wait_until_kept(page: Page, count: int) -> None:
    wait_until(page, f"({LIST_KEPT})().then(all => all.length === {count})")


def test_the_last_plan_and_places_are_read_without_a_server(page, served):
    site, stop = served
    begin(page, site)
    page.goto(f"{site}/?{TRIP}&language=ko")
    summary = page.locator(".journey .summary").first.inner_text()
    expect(page.locator("#offline")).to_be_hidden()
    page.goto(f"{site}/places/light?language=ko")
    wait_until_kept(page, 2)
    stop()
    page.goto(f"{site}/?{TRIP}&language=ko")
    expect(page.locator("#offline")).to_be_visible()
    expect(page.locator("#offline")).to_contain_text(re.compile(r"오프라인입니다\. \d\d:\d\d에"))
    expect(page.locator(".journey .summary").first).to_have_text(summary)
    expect(page.locator(".steps li").first).to_be_visible()
    size = page.locator("h1").evaluate("one => getComputedStyle(one).fontWeight")
    assert size == "700", "the style is there too"
    page.goto(f"{site}/?language=ko")
    expect(page.get_by_role("heading", level=1)).to_have_text("연결 없이 읽기")
    expect(page.locator("#kept-plan a")).to_have_count(1)
    page.locator("#kept-sights a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("등대")
    expect(page.locator("#offline")).to_be_visible()
    expect(page.locator("#get_in")).to_contain_text("턱이 없는 넓은 문")


def test_what_is_live_is_never_read_from_the_device(page, served):
    site, stop = served
    begin(page, site)
    for path in ("/live", "/stops/W2", "/lines", "/places?q=등대", "/alerts"):
        page.goto(f"{site}{path}")
    page.goto(f"{site}/?language=en")
    assert page.evaluate(LIST_KEPT) == []
    stop()
    page.goto(f"{site}/stops/W2?language=en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Reading offline")
    expect(page.locator(".due")).to_have_count(0)
    failed = "() => fetch('/api/v1/stops/W2/departures').then(() => 'answered', () => 'failed')"
    assert page.evaluate(failed) == "failed"


def test_one_plan_and_twenty_places_are_kept_and_erased_on_request(page, served):
    site, _ = served
    begin(page, site)
    for start in ("a", "b"):
        page.goto(f"{site}/?{TRIP}&{urlencode({'from': at(start)})}&language=en")
    wait_until_kept(page, 1)
    for number in range(22):
        page.goto(f"{site}/places/light?language=en&seen={number}")
    wait_until_kept(page, 21)
    page.goto(f"{site}/offline?language=en")
    expect(page.locator("#kept-sights a")).to_have_count(20)
    expect(page.locator("#kept-sights a").first).to_contain_text("Lighthouse")
    expect(page.locator("#kept-sights strong").first).to_have_attribute("lang", "en")
    page.get_by_role("button", name="Erase").click()
    expect(page.get_by_text("Nothing is kept")).to_be_visible()
    expect(page.locator("#kept-nothing")).to_be_focused()
    assert page.evaluate(LIST_KEPT) == []


def test_the_page_that_stands_in_is_in_a_language_that_there_is(page, served):
    site, stop = served
    begin(page, site)
    page.goto(f"{site}/about?language=ja")
    page.goto(f"{site}/about?language=constructor")
    stop()
    for asked, title in (("ja", "オフライン"), ("constructor", "연결 없이")):
        page.goto(f"{site}/lines?language={asked}")
        expect(page.get_by_role("heading", level=1)).to_contain_text(title)


def test_what_is_none_of_the_workers_business_is_asked_for_once(page, towns):
    if not built_files.WORKER.exists():
        pytest.skip("the front end is not built: run `make setup`")
    world = tell_more(towns.fresh())
    web, asked = web_of(world.planner, world.folder), []
    answer = web.asgi_handler

    async def count(scope, receive, send):
        asked.append(scope.get("path"))
        await answer(scope, receive, send)

    web.asgi_handler = count
    with serve(web) as site:
        begin(page, site)
        for path in ("/api/docs", "/console/sign-in", "/ogc/collections", "/about"):
            asked.clear()
            page.goto(site + path)
            page.wait_for_load_state("networkidle")
            assert asked.count(path) == 1, path


def test_a_plan_made_before_the_worker_was_there_is_kept_too(page, served):
    site, stop = served
    page.goto(f"{site}/?{TRIP}&language=en")
    wait_until_kept(page, 1)
    stop()
    page.goto(f"{site}/?{TRIP}&language=en")
    expect(page.locator("#offline")).to_contain_text("You are offline")
    expect(page.locator(".journey").first).to_be_visible()


def test_a_plan_made_in_the_page_is_kept_and_places_are_found_along_it(page, served):
    site, _ = served
    begin(page, site)
    page.goto(f"{site}/?language=en&when=leave&at={DAY}T09:00")
    page.locator("#from").fill(at("n"))
    page.locator("#to").fill(at("t"))
    page.get_by_role("button", name="Find ways").click()
    expect(page.locator("#answer-title")).to_contain_text("found")
    wait_until_kept(page, 1)
    page.goto(f"{site}/places?language=en")
    along = page.get_by_role("link", name="Along the last way you planned")
    expect(along).to_be_visible()
    page.get_by_label("Kind").select_option("sights")
    along.click()
    expect(page.locator("#found")).to_contain_text("Along the way from")
    expect(page.locator(".place").first).to_contain_text("from the start")
    expect(page).to_have_url(re.compile("kind=sights"))


def test_a_new_build_takes_over_and_what_is_kept_stays(page, served, monkeypatch):
    site, stop = served
    begin(page, site)
    page.goto(f"{site}/places/light?language=en")
    wait_until_kept(page, 1)
    (before,) = page.evaluate(LIST_SHELLS)
    monkeypatch.setattr(installed, "__version__", "next")
    installed._write_worker.cache_clear()
    try:
        page.evaluate("navigator.serviceWorker.getRegistration().then(one => one.update())")
        wait_until(page, f"caches.keys().then(all => !all.includes('{before}'))")
        (after,) = page.evaluate(LIST_SHELLS)
        assert after != before
        stop()
        page.goto(f"{site}/places/light?language=en")
        expect(page.get_by_role("heading", level=1)).to_have_text("Lighthouse")
    finally:
        installed._write_worker.cache_clear()


@pytest.mark.parametrize("language", ["ko", "en", "zh", "ja", "ko-easy"])
def test_a_device_is_told_how_to_install_the_pages(client, language):
    manifest = client.get("/manifest.webmanifest", params={"language": language}).json()
    assert manifest["start_url"] == f"/?language={language}"
    assert manifest["display"] == "standalone"
    assert {one["type"] for one in manifest["icons"]} >= {"image/svg+xml"}
    for one in [*manifest["icons"], *({"src": one["url"]} for one in manifest["shortcuts"])]:
        assert client.get(one["src"]).status_code == 200, one


def test_icons_are_drawn_in_the_sizes_that_they_tell(client):
    if not built_files.WORKER.exists():
        pytest.skip("the front end is not built: run `make setup`")
    icons = client.get("/manifest.webmanifest").json()["icons"]
    drawn = [one for one in icons if one["type"] == "image/png"]
    assert {one["purpose"] for one in drawn} == {"any", "maskable"}
    for one in drawn:
        picture = client.get(one["src"]).content
        assert picture[:8] == b"\x89PNG\r\n\x1a\n"
        sizes = [int.from_bytes(picture[at : at + 4]) for at in (16, 20)]
        assert one["sizes"] == "x".join(map(str, sizes))


def test_the_worker_is_asked_for_anew_and_names_only_files_that_are_there(client):
    if not built_files.WORKER.exists():
        pytest.skip("the front end is not built: run `make setup`")
    answer = client.get("/service-worker.js")
    assert answer.headers["cache-control"] == "no-cache"
    named = re.findall(r'"(/(?:static|offline)[^"]*)"', answer.text.partition("\n")[0])
    assert len(named) > 10
    assert [one for one in named if client.get(one).status_code != 200] == []
