"""Finding places, read as HTML: what the form asks, what the list says, where it leads."""

import re

import pytest
from litestar.testing import TestClient
from tests.answers.world import at
from tests.app.served import web_of
from tests.pages.places_there import tell_more
from tests.pages.test_pages import HTML, read

from modugil.answers.desk import SPOKEN
from modugil.pages.catalogue import get_words
from modugil.pages.find_form import READY


@pytest.fixture(scope="module")
def told(towns):
    world = tell_more(towns.fresh())
    with TestClient(web_of(world.planner, world.folder)) as client:
        yield client


def find(client, **words):
    answer = client.get("/places", params=words, headers=HTML)
    assert answer.status_code == 200, answer.text
    return answer.text


def list_names(page: str) -> list[str]:
    return re.findall(r'<h3>.*?<a href="[^"]*">([^<]*)</a>', page)


@pytest.mark.parametrize("text", ["등대", "ㄷㄷ", "light"])
def test_a_place_is_found_by_its_name_and_by_initial_letters(told, text):
    page = find(told, q=text, language="ko")
    assert list_names(page) == ["등대"]
    assert "1곳을 찾았습니다" in page
    assert 'href="/places/light?language=ko"' in page


def test_what_is_confirmed_and_what_is_not_known_is_said_apart(told):
    page = find(told, need=["wheelchair", "hearing"], language="en", kind="sights")
    lighthouse = page[page.index("Lighthouse") :].partition("</li>\n    <li class=")[0]
    assert "Wheelchair: confirmed" in lighthouse
    assert "Hard of hearing or deaf: not known" in lighthouse
    assert "it is not known" in page
    assert "Old Wall" not in list_names(page)


def test_only_confirmed_leaves_out_what_nobody_knows(told):
    assert list_names(find(told, need="wheelchair", kind="sights", language="en")) == [
        "Lighthouse",
        "Lone House",
    ]
    confirmed = find(told, need="wheelchair", kind="sights", confirmed="1", language="en")
    assert list_names(confirmed) == ["Lighthouse"]


def test_open_now_and_what_must_be_there_narrow_it_down(told):
    assert list_names(find(told, open="1", kind="sights", confirmed="1", language="en")) == [
        "Lighthouse"
    ]
    page = find(told, has=["emergency_bell", "changing_table_adult"], language="en")
    assert list_names(page) == ["Beach Toilet"]
    assert 'value="changing_table_adult" checked' in page


def test_the_nearest_comes_first_with_how_far_it_is(told):
    page = find(told, near=at("o"), kind="sights", language="en")
    assert list_names(page)[0] == "Lighthouse"
    assert "Nearest to you first" in page
    assert re.search(r"\d m away", page)
    named = find(told, near="외딴집", kind="sights", language="ko")
    assert list_names(named)[0] == "외딴집"
    assert "외딴집에서 가까운 곳부터" in named


def test_a_name_of_several_places_is_a_choice_beside_the_field(told):
    page = find(told, near="마을", need="wheelchair", language="ko")
    assert re.search(r'type="radio" name="nearRef"', page)
    assert 'aria-invalid="true"' in page
    assert list_names(page) == []


def test_places_along_a_way_come_in_the_order_of_the_way(told):
    words = {"alongFrom": at("n"), "alongTo": at("t"), "language": "en"}
    page = find(told, **words)
    assert "Lighthouse" in list_names(page)
    assert "from the start" in page
    assert "Along the way from" in page


def test_a_way_that_is_not_there_is_said(told):
    words = {"alongFrom": at("n"), "alongTo": "place:none"}
    answer = told.get("/places", params=words, headers=HTML)
    assert answer.status_code == 404
    assert 'id="found-title"' in answer.text


def test_a_page_turns_to_the_next_and_back(told, monkeypatch):
    from modugil.pages import find_form, find_page

    monkeypatch.setattr(find_form, "ON_PAGE", 2)
    monkeypatch.setattr(find_page, "ON_PAGE", 2)
    first = find(told, q="", near=at("o"), language="en")
    (following,) = re.findall(r'rel="next" href="([^"]*)"', first)
    assert 'rel="prev"' not in first
    second = told.get(following.replace("&amp;", "&"), headers=HTML).text
    assert not set(list_names(first)) & set(list_names(second))
    assert 'rel="prev"' in second
    assert '<li class="place" value="3"' in second


@pytest.mark.parametrize("language", SPOKEN)
def test_ready_searches_are_one_press_away_in_every_language(told, language):
    page = find(told, language=language)
    links = re.findall(r'href="(/places\?[^"]*language=[^"]*)#found"', page)
    assert len(links) == len(READY)
    for link in links:
        assert told.get(link.replace("&amp;", "&"), headers=HTML).status_code == 200


def test_nothing_found_says_what_to_do(told):
    page = find(told, q="없는곳없는곳", language="en")
    assert "No place fits." in page
    assert "Only confirmed" in page


def test_words_that_cannot_be_meant_are_left_out(told):
    page = find(told, kind="castles", has="wings", need="speed", offset="-3", q="등대")
    assert list_names(page) == ["등대"]


def test_the_menu_leads_to_places(client):
    assert "/places" in read(client, "/").addresses


@pytest.mark.parametrize("language", SPOKEN)
def test_what_a_tag_says_of_wheelchairs_is_not_said_again_below(told, language):
    page = find(told, q="등대", language=language)
    place = page[page.index('<li class="place"') :].partition("\n    </li>")[0]
    assert place.count(get_words(language)("access.yes")) == 1
