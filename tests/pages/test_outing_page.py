"""The page of a day out: its form, what is still missing, and the day beside the day without."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import expect
from tests.answers.world import DAY, NOW, at
from tests.pages.test_browser import page_of

from modugil.answers.outings.outing_answer import OutingAnswer
from modugil.answers.outings.outings import Outings
from modugil.answers.outings.question import read_outing
from modugil.pages.built_files import BUILT
from modugil.pages.catalogue import get_words
from modugil.pages.outing_sketch import draw_battery, draw_toilets
from modugil.pages.outing_way import say_way

ASKED = {
    "from": at("a"),
    "via1": "place:light",
    "stay1": "10",
    "to": at("p"),
    "at": f"{DAY}T09:00",
    "language": "en",
}


def show(client, **words):
    answer = client.get("/outing", params=ASKED | words)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_the_plan_form_and_every_footer_lead_to_the_page(client):
    plan = client.get("/?language=en").text
    assert plan.count('href="/outing?language=en"') == 2
    assert "Several places in one day" in plan
    assert 'href="/outing?language=en"' in client.get("/about?language=en").text


def test_an_empty_form_asks_and_says_nothing_is_wrong(client):
    page = client.get("/outing?language=en").text
    assert 'name="rangeKm" type="text"' in page and 'value="20"' in page
    assert "Still missing" not in page and "Your day" not in page


def test_a_place_of_several_is_chosen_and_one_that_is_not_there_is_said(client):
    page = client.get("/outing", params={"from": "서마을", "to": "없는곳", "language": "ko"}).text
    assert re.search(r'<input type="radio" name="fromRef" value="stop:[^"]*W1"', page)
    assert "“없는곳” 이름의 장소를 찾지 못했습니다." in page
    assert 'id="to-missing"' in page and 'aria-describedby="to-missing"' in page


WRONG = (
    ({"rangeKm": "-5"}, "rangeKm", "1부터 100까지의 숫자(km)로 적어 주세요."),
    ({"toiletEveryMin": "x"}, "toiletEveryMin", "10부터 720까지의 숫자(분)로 적어 주세요."),
    ({"stay1": "-1"}, "stay1", "0부터 480까지의 숫자(분)로 적어 주세요."),
    ({"rangeKm": "5", "reserveKm": "9"}, "reserveKm", "5 km를 넘을 수 없습니다."),
    ({"rangeKm": "", "rangeNowKm": "9"}, "rangeNowKm", "도 적어 주세요."),
)


@pytest.mark.parametrize("words, name, told", WRONG)
def test_a_number_that_cannot_be_is_said_at_its_field_and_on_top_in_the_language(
    client, words, name, told
):
    answer = client.get("/outing", params=ASKED | {"language": "ko"} | words)
    assert answer.status_code == 400
    top = answer.text[: answer.text.index('<form id="outing-form"')]
    assert f'href="#{name}"' in top and told in top
    assert "It may be" not in answer.text and 'lang="en">' + name not in answer.text
    field = re.search(rf'<input id="{name}"[^>]*>', answer.text)
    assert field and 'aria-invalid="true"' in field[0]
    assert f'aria-errormessage="{name}-wrong"' in field[0]
    at_field = re.search(rf'id="{name}-wrong">([^<]*)<', answer.text)
    assert at_field and told in at_field[1]


def test_a_wrong_number_among_folded_places_is_unfolded(client):
    page = client.get("/outing", params=ASKED | {"stay4": "999"}).text
    assert re.search(r"<details open><summary>More places", page)


def test_a_battery_that_does_not_last_is_told_with_what_is_broken_and_drawn(client):
    page = show(client, rangeKm="1", reserveKm="0", needs="walking", onWheelsOnly="true")
    assert "Does not keep all limits" in page
    assert "The battery is empty at kilometre" in page
    assert re.search(r'<polyline class="day" points="[\d., ]+"', page)
    assert "How the numbers were computed" in page and "km short" in page


def minutes_of(text: str) -> int:
    """The one length of time in an English text."""
    told = re.search(r"(?:(\d+) h)? ?(?:(\d+) min)?$", text.strip())
    assert told and told[0]
    return int(told[1] or 0) * 60 + int(told[2] or 0)


def test_the_way_on_names_the_bus_and_its_parts_add_up_to_the_times_shown(towns):
    ride = answer_of(towns, needs="walking").plan
    assert ride
    lines = [say_way(get_words("en"), ride, row) for row in range(len(ride.parts))]
    assert any("bus" in line for line in lines), lines
    for row, line in enumerate(lines):
        whole, *parts = line.split(" · ")
        shown = [ride.stops[row].departure, ride.stops[row + 1].arrival]
        at_minute = [datetime.fromisoformat(one[:16]) for one in shown]
        minutes = (at_minute[1] - at_minute[0]).total_seconds() / 60
        assert minutes_of(whole.removesuffix(" to the next stop")) == minutes
        if "bus" in line:
            assert sum(minutes_of(part) for part in parts if "min" in part) == minutes, line


def test_ids_are_told_once_although_two_days_are_shown(client):
    page = show(client, toiletEveryMin="10")
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert "The same day without the limits" in page or "Does not keep all limits" in page


def test_a_place_is_found_while_one_types_and_the_form_is_the_same_without_a_script(chromium, site):
    if not (BUILT / "outing.js").exists():
        pytest.skip("the front end is not built: run `make setup`")
    with page_of(chromium, site) as page:
        page.goto(f"{site}/outing?language=ko")
        field = page.get_by_role("combobox", name="들를 곳 1", exact=True)
        field.fill("회관")
        expect(page.get_by_role("listbox", name="찾은 장소")).to_be_visible()
        field.press("ArrowDown")
        field.press("Enter")
        expect(field).to_have_value("서마을 회관")
        ref = page.locator('input[type="hidden"][name="via1Ref"]')
        assert (ref.get_attribute("value") or "").startswith("stop:")
        field.press_sequentially("?")
        expect(ref).to_have_count(0)
    with page_of(chromium, site, java_script_enabled=False) as page:
        page.goto(f"{site}/outing?language=ko")
        page.get_by_label("출발", exact=True).fill("없는곳")
        page.get_by_role("button", name="하루 계획 세우기").click()
        expect(page.locator("#from-missing")).to_contain_text("없는곳")


def answer_of(towns, **words) -> OutingAnswer:
    question = read_outing(
        ASKED | words, start=at("a"), end=at("p"), via=("place:light",), language="en"
    )
    return Outings(towns.planner).plan(question, now=NOW)


@pytest.mark.parametrize("limit", ["20", "240"])
def test_the_drawings_stay_within_their_box_and_begin_where_the_day_begins(towns, limit):
    told = answer_of(towns, rangeKm="2", toiletEveryMin=limit)
    for drawing in (draw_battery(told), draw_toilets(told, get_words("en"))):
        assert drawing is not None
        points = [tuple(map(float, one.split(","))) for one in drawing.day.split()]
        assert points == sorted(points, key=lambda point: point[0])
        for x, y in points:
            assert 0 <= x <= drawing.width and 0 <= y <= drawing.height
        assert 0 <= drawing.limit_y <= drawing.height


def test_nothing_is_drawn_of_what_was_not_asked(towns):
    told = answer_of(towns)
    assert draw_battery(told) is None and draw_toilets(told, get_words("en")) is None


def test_the_drawing_says_minutes_in_the_language(towns):
    told = draw_toilets(answer_of(towns, toiletEveryMin="240"), get_words("ko"))
    assert told and told.top == "240분"
