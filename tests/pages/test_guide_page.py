"""The page on which somebody is guided, as the server makes it: a list that needs no script."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from tests.answers.courses.drawn_courses import build_course_world
from tests.answers.world import DAY, at
from tests.app.served import web_of

from modugil.answers.desk import SPOKEN
from modugil.core.language import Language
from modugil.pages.built_files import STATIC
from modugil.pages.catalogue import get_words
from modugil.pages.guide_page import BUZZES, guide_words
from modugil.pages.installed import list_parts
from modugil.pages.templating import KEEP_HEADER

HTML = {"accept": "text/html"}
TRIP = {"from": at("a"), "to": at("e"), "when": "leave", "at": f"{DAY}T09:00"}
Site = TestClient[Litestar]


def open_guide(client: Site, words: Mapping[str, str], *, status: int = 200) -> str:
    answer = client.get("/guide", params=dict(words), headers=HTML)
    assert answer.status_code == status, answer.text
    return answer.text


def packet_of(page: str) -> str:
    """The address of the packet, as the page tells its script."""
    found = re.search(r'"packet":"([^"]*)"', page)
    assert found
    return found[1]


@pytest.fixture(scope="module")
def courses(tmp_path_factory: pytest.TempPathFactory) -> Any:
    world = build_course_world(tmp_path_factory.mktemp("guided-courses"))
    with TestClient(web_of(world.planner, world.folder)) as client:
        yield client


@pytest.mark.parametrize("language", SPOKEN)
def test_the_way_is_a_list_that_needs_no_script(client: Site, language: Language) -> None:
    page = open_guide(client, {**TRIP, "language": language})
    plan = client.get("/", params={**TRIP, "language": language}, headers=HTML).text
    steps = re.findall(r"(?s)<ol class=\"steps\".*?</ol>", plan)
    assert steps and steps[0] in page, "as the plan tells them"
    assert get_words(language)("guide.no_script") in unescape(page)
    choices = page[page.index('id="guide-choices"') :]
    assert choices.startswith('id="guide-choices" hidden'), "what needs a script is not shown"
    assert re.search(r'<section class="guide-now"[^>]* hidden>', page)


def test_the_page_asks_for_the_packet_of_the_same_journey(client: Site) -> None:
    needs = {"needs": "manual-wheelchair", "minWidthCm": "60"}
    page = open_guide(client, {**TRIP, **needs, "journey": "1", "language": "en"})
    address = packet_of(page)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert asked.items() >= needs.items() and asked["journey"] == "1"
    packet = client.get(address).json()
    assert packet["language"] == "en" and packet["legs"]
    assert packet["summary"] in unescape(page)


def test_a_journey_of_the_plan_leads_to_its_guidance_and_back(client: Site) -> None:
    plan = client.get("/", params={**TRIP, "language": "en"}, headers=HTML).text
    links = [unescape(one) for one in re.findall(r'href="(/guide\?[^"]*)"', plan)]
    assert links and len(links) == plan.count('<article class="journey"')
    page = client.get(links[0], headers=HTML).text
    assert packet_of(page) and 'lang="en"' in page
    back = re.search(r'href="(/\?[^"]*)">Back to the ways found', page)
    assert back
    again = client.get(unescape(back[1]), headers=HTML).text
    assert links[0] in unescape(again), "the same journeys in the same order"


def test_a_sight_leads_to_guidance_there(courses: Site) -> None:
    page = courses.get("/places/light", params={"from": "stop:E1", "language": "en"}, headers=HTML)
    link = re.search(r'href="(/guide\?[^"]*)"', page.text)
    assert link
    assert packet_of(courses.get(unescape(link[1]), headers=HTML).text)


def test_a_course_is_guided_along_where_its_order_is_known(courses: Site) -> None:
    known = courses.get(
        "/courses/등대", params={"needs": "walking", "language": "en"}, headers=HTML
    )
    assert 'href="/guide?course=' in known.text
    unknown = courses.get("/courses/모래길", params={"language": "en"}, headers=HTML)
    assert 'href="/guide?course=' not in unknown.text
    page = open_guide(courses, {"course": "등대", "needs": "walking", "language": "en"})
    assert courses.get(packet_of(page)).json()["legs"]
    assert page.count("<li><h3") == 4, "its points as a list"


@pytest.mark.parametrize("language", SPOKEN)
def test_a_course_without_an_order_says_why_nobody_is_guided_along_it(
    courses: Site, language: Language
) -> None:
    why = get_words(language)("guide.no_order")
    asked = {"language": language}
    assert why in courses.get("/courses/모래길", params=asked, headers=HTML).text
    assert why not in courses.get("/courses/등대", params=asked, headers=HTML).text
    page = open_guide(courses, {"course": "모래길", **asked})
    assert why in page and packet_of(page) == "" and "guide-start" not in page


@pytest.mark.parametrize(
    "words, status",
    [
        ({}, 200),
        ({"from": at("a")}, 200),
        ({**TRIP, "journey": "99"}, 200),
        ({**TRIP, "at": "1999-01-01T08:00"}, 400),
        ({"course": "none"}, 404),
    ],
)
def test_where_there_is_no_way_the_page_says_so_and_asks_for_nothing(
    client: Site, words: dict[str, str], status: int
) -> None:
    page = open_guide(client, {**words, "language": "en"}, status=status)
    assert packet_of(page) == "" and '<script type="module"' not in page
    assert 'class="message"' in page or 'id="problem-said"' in page
    assert "guide-start" not in page


def test_a_page_that_guides_is_worth_keeping_and_no_other(client: Site) -> None:
    assert client.get("/guide", params=TRIP, headers=HTML).headers[KEEP_HEADER] == "guide"
    assert KEEP_HEADER not in client.get("/guide", headers=HTML).headers


def test_the_page_of_a_query_that_says_something_wrong_is_escaped(client: Site) -> None:
    page = open_guide(client, {"from": "<script>x", "to": "</title>", "language": "en"})
    assert "<script>x" not in page and "</title></title>" not in page


def test_every_pattern_of_vibration_is_explained_in_every_language() -> None:
    for language in SPOKEN:
        words = guide_words(get_words(language))
        assert all(words[f"guide.buzz_{name}"] for name in BUZZES)


def test_what_the_script_needs_of_the_page_is_there(client: Site) -> None:
    page = open_guide(client, {**TRIP, "language": "en"})
    ids = set(re.findall(r' id="([\w-]+)"', page))
    source = "".join(read_scripts())
    wanted = set(re.findall(r'(?:part(?:<\w+>)?|write|show|bind)\("([\w-]+)"', source))
    assert len(wanted) > 30 and wanted <= ids
    keys = set(re.findall(r'"(guide\.[\w.-]+)"', source))
    assert len(keys) > 30 and keys <= set(guide_words(get_words("en")))


def read_scripts() -> list[str]:
    """The sources of the page's own scripts."""
    folder = STATIC.parent / "web/src/guide"
    return [file.read_text("utf-8") for file in sorted(folder.glob("*.ts"))]


def test_the_page_is_put_together_from_its_parts() -> None:
    assert set(list_parts("guide.html")) >= {
        "_guide_now.html",
        "_guide_begin.html",
        "_journey.html",
    }
