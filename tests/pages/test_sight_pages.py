"""The page of one place, read as HTML: seven answers in order, each with who says so."""

import re

import pytest
from litestar.testing import TestClient
from tests.answers.world import DAY, at
from tests.app.served import web_of
from tests.pages.places_there import tell_more
from tests.pages.test_pages import HTML, Reader

from modugil.answers.desk import SPOKEN
from modugil.answers.sights.sight_answer import SECTIONS


@pytest.fixture(scope="module")
def told(towns):
    world = tell_more(towns.fresh())
    with TestClient(web_of(world.planner, world.folder)) as client:
        yield client


def open_sight(client, id="light", **words):
    answer = client.get(f"/places/{id}", params=words, headers=HTML)
    assert answer.status_code == 200, answer.text
    return answer.text


def section_of(page: str, key: str) -> str:
    return page[page.index(f'<section id="{key}"') :].partition("</section>")[0]


@pytest.mark.parametrize("language", SPOKEN)
def test_seven_sections_stand_in_their_order_in_every_language(told, language):
    page = open_sight(told, language=language)
    keys = re.findall(r'<section id="(\w+)" aria-labelledby="\w+-title" class="told', page)
    assert tuple(keys) == SECTIONS
    assert len(re.findall(r"<h2[^>]*>[^<]+</h2>", page.partition("<footer>")[0])) == 7
    assert page.count("<h1>") == 1


@pytest.mark.parametrize("id", ["light", "wall", "hut", "wc"])
def test_every_kind_of_place_has_a_page_with_the_ways_from_and_to_it(told, id):
    page = open_sight(told, id, language="en")
    links = Reader(page).addresses
    assert any("toRef=place%3A" + id in link for link in links)
    assert any("fromRef=place%3A" + id in link for link in links)


def test_yes_no_and_unknown_are_words_and_not_colours_alone(told):
    page = open_sight(told, language="en")
    entrance = section_of(page, "get_in")
    assert re.search(r"tag good.*?</svg>Yes</span>", entrance)
    assert "Not known" in section_of(page, "get_round")
    assert not re.search(r'class="tag[^"]*"><svg[^>]*><use[^>]*/></svg></span>', page)


def test_the_words_of_a_source_are_marked_as_its_language(told):
    entrance = section_of(open_sight(told, language="en"), "get_in")
    assert '<q class="quote" lang="ko">턱이 없는 넓은 문</q>' in entrance
    assert re.search(r'href="#source-\d+" aria-label="source \d+: ', entrance)


def test_a_disagreement_is_in_sight(told):
    page = open_sight(told, language="en")
    assert "Sources disagree" in section_of(page, "get_round")
    for n in re.findall(r'href="#source-(\d+)"', page):
        assert f'id="source-{n}"' in section_of(page, "sources")


def test_the_way_there_is_told_on_the_same_page(told):
    words = {"from": at("n"), "needs": "powered-wheelchair", "language": "en"}
    section = section_of(open_sight(told, **words), "directions")
    assert "Go to Lighthouse" in section
    assert '<ol class="steps"' in section
    assert 'value="powered-wheelchair" selected' in section
    levels = [int(one) for one in re.findall(r"<h(\d)", section)]
    assert min(levels) == 2 and levels.count(2) == 1


def test_a_start_that_fits_several_places_is_a_choice(told):
    section = section_of(open_sight(told, **{"from": "마을", "language": "ko"}), "directions")
    assert 'type="radio" name="fromRef"' in section
    assert "하나를 고르세요" in section


def test_a_start_outside_of_the_region_is_said_beside_the_form(told):
    answer = told.get("/places/light", params={"from": "1.0,1.0"}, headers=HTML)
    assert answer.status_code == 404
    assert 'id="problem-said"' in answer.text
    assert 'id="sources"' in answer.text


def test_a_place_that_is_not_there_is_a_page_with_a_way_back(told):
    answer = told.get("/places/none", headers=HTML)
    assert answer.status_code == 404
    assert 'href="/"' in answer.text


def test_ends_of_a_journey_lead_to_what_is_known_of_them(told):
    words = {"from": at("n"), "to": "place:light", "when": "leave", "at": f"{DAY}T09:00"}
    page = told.get("/", params=words, headers=HTML).text
    assert page.count('href="/places/light"') >= 3


def test_a_place_is_kept_on_the_device_and_the_way_there_as_the_last_plan(told):
    assert told.get("/places/light", headers=HTML).headers["modugil-keep"] == "sight"
    way = told.get("/places/light", params={"from": at("n")}, headers=HTML)
    assert way.headers["modugil-keep"] == "plan"
    assert way.headers["cache-control"] == "no-store"
    for path in ("/", "/places?q=등대", "/stops/W2", "/live", "/offline"):
        assert "modugil-keep" not in told.get(path, headers=HTML).headers


def test_of_a_place_nearby_only_its_name_is_the_link(told):
    nearby = section_of(open_sight(told, language="ko"), "nearby")
    lines = re.findall(r'<li>([^<]*)<a href="/places/[^"]*">([^<]*)</a>([^<]*)</li>', nearby)
    assert lines, nearby
    assert all(before.endswith(": ") for before, _, _ in lines)
    assert not any("직선거리" in name for _, name, _ in lines)
    assert all("직선거리" in after for _, _, after in lines)
