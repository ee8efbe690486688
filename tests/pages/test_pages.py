import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from urllib.parse import parse_qsl

import pytest
from litestar.testing import TestClient
from tests.answers.world import DAY, at
from tests.pages.example_answer import example_answer

from modugil.answers.desk import SPOKEN
from modugil.app.open_app import OUTLINE
from modugil.app.web import build_desk, wire
from modugil.core.clock import FixedClock
from modugil.pages import built_files
from modugil.pages.map.journey_parts import build_map_journeys
from modugil.pages.map.tiles import build_tiles
from modugil.pages.sketch import draw_sketch

HTML = {"Accept": "text/html"}
TRIP = {"from": at("a"), "to": at("t"), "when": "leave", "at": f"{DAY}T09:00"}


class Reader(HTMLParser):
    """The text of a page, and where its links and scripts lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.addresses: list[str] = []
        self.inline: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        self.addresses += [value for name in ("href", "src", "action") if (value := told.get(name))]
        if "style" in told or (
            tag == "script" and "src" not in told and "json" not in told["type"]
        ):
            self.inline.append(tag)

    def handle_data(self, data):
        self.text.append(data)


def read(client, path: str, **words: str) -> Reader:
    answer = client.get(path, params=words, headers=HTML)
    assert answer.status_code == 200, answer.text
    return Reader(answer.text)


@pytest.mark.parametrize("language, said", [("ko", "어디로 가시나요?"), ("en", "Where to?")])
def test_the_first_page_speaks_the_language_asked_for(client, language, said):
    assert said in "".join(read(client, "/", language=language).text)
    answer = client.get("/", headers=HTML | {"Accept-Language": f"{language},fr;q=0.1"})
    assert said in answer.text
    assert answer.headers["content-language"] == language


def test_a_reader_of_neither_language_is_met_in_korean(client):
    assert client.get("/", headers=HTML | {"Accept-Language": "fr"}).text.count('<html lang="ko"')


@pytest.mark.parametrize("path", ["/", "/about", "/api/docs", "/?from=등대&to=회관"])
def test_a_page_leads_nowhere_outside_and_holds_nothing_inline(client, path):
    page = Reader(client.get(path, headers=HTML).text)
    assert [one for one in page.addresses if not one.startswith(("/", "?", "#"))] == []
    assert page.inline == []


def test_a_trip_is_told_whole_without_a_script(client):
    text = " ".join(read(client, "/", language="en", **TRIP).text)
    assert "found" in text
    assert "09:" in text
    assert re.search(r"Go to|Take", text)


def test_every_part_of_an_answer_stands_in_the_page(example):
    text = " ".join(read(example, "/", language="ko", **TRIP).text)
    for journey in example_answer_of("ko").journeys:
        assert journey.summary in text
        for leg in journey.legs:
            told = [step.text for step in leg.steps] + leg.warnings
            told += [one.text for one in leg.barriers]
            told += [leg.why_not.text] if leg.why_not else []
            assert [one for one in told if one not in text] == []
    for said in ("모두 확인됨", "140 m 확인 안 됨", "막힌 곳이 있음", "저상 차량", "표본"):
        assert said in text


def example_answer_of(language):
    from modugil.answers.trips.question import TripQuestion

    return example_answer(TripQuestion(start="a", end="b", language=language))


def test_a_sketch_stands_beside_each_way(example):
    page = example.get("/", params=TRIP, headers=HTML).text
    assert page.count('<svg class="sketch"') == 3
    assert 'stroke="#1f6fb2"' in page


def test_names_that_fit_several_places_become_a_choice(client):
    page = client.get("/", params={"from": "마을", "to": "등대"}, headers=HTML).text
    assert 'type="radio" name="fromRef"' in page
    assert "서마을 회관" in page
    assert 'name="toRef" value="place:light"' in page


def test_a_choice_made_leads_to_the_answer(client):
    words = {"from": "마을", "fromRef": "stop:W2", "fromFor": "마을", "to": "등대"}
    page = client.get("/", params=words | {"language": "en", "at": f"{DAY}T09:00"}, headers=HTML)
    assert "found" in page.text
    assert 'value="West Village Hall"' in page.text


@pytest.mark.parametrize(
    "words, said",
    [
        ({"from": "등대"}, "도착 장소를 적어 주세요."),
        ({"from": "없는곳", "to": "등대"}, "맞는 장소가 없습니다"),
        (TRIP | {"at": "1999-01-01T08:00"}, "시간표가 있는 날: 2026-11-01부터 2026-11-30까지."),
        (TRIP | {"maxKerbCm": "-3"}, "이동 조건의 값을 다시 살펴 주세요."),
        (TRIP | {"at": "soon"}, "요청을 이해할 수 없습니다"),
    ],
)
def test_what_is_missing_or_wrong_is_said_beside_the_form(client, words, said):
    page = client.get("/", params=words | {"language": "ko"}, headers=HTML)
    assert said in page.text
    assert 'id="plan-form"' in page.text
    assert page.status_code == (200 if "장소" in said else 400)


def test_a_field_that_cannot_be_read_is_marked_and_tied_to_what_is_said(client):
    page = client.get("/", params=TRIP | {"maxKerbCm": "-3", "maxStepCount": "2"}).text
    (kerb,) = re.findall(r'<input id="maxKerbCm"[^>]*>', page)
    (steps,) = re.findall(r'<input id="maxStepCount"[^>]*>', page)
    assert 'aria-invalid="true" aria-errormessage="problem-said"' in kerb
    assert "aria-invalid" not in steps
    assert page.count('id="problem-said"') == 1


def test_the_first_field_that_lacks_something_has_the_focus(client):
    page = client.get("/", params={"from": TRIP["from"], "to": "xyzxyz"}).text
    assert re.findall(r'<input id="(\w+)"[^>]* autofocus>', page) == ["to"]
    assert "autofocus" not in client.get("/").text


def test_what_a_person_types_is_text_and_never_markup(client):
    page = client.get("/", params={"from": '<script>x</script>"', "to": "등대"}, headers=HTML).text
    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page


def test_an_address_that_is_not_there_is_a_page_with_a_way_back(client):
    page = client.get("/nothing", params={"language": "ko"}, headers=HTML)
    assert page.status_code == 404
    assert "그런 주소는 없습니다" in page.text
    assert "길 찾기로 돌아가기" in page.text


def test_the_menu_of_languages_keeps_the_question_and_calls_each_by_its_own_name(client):
    page = read(client, "/", language="ja", **TRIP)
    links = [dict(parse_qsl(one[1:])) for one in page.addresses if one.startswith("?")]
    assert {one["language"] for one in links} == {*SPOKEN}
    assert all(one["from"] == TRIP["from"] and one["when"] == "leave" for one in links)
    text = client.get("/?language=ko-easy", headers=HTML).text
    assert text.startswith('<!doctype html>\n<html lang="ko">')
    for tag, name in (("zh", "中文"), ("ja", "日本語"), ("en", "English"), ("ko", "한국어")):
        assert f'lang="{tag}" hreflang="{tag}">{name}</a>' in text
    assert 'lang="ko" hreflang="ko" aria-current="true">쉬운 한국어</a>' in text


def test_the_about_page_names_sources_numbers_and_who_says_so(client):
    text = " ".join(read(client, "/about", language="ko").text)
    for said in ("CC0-1.0", "편의증진법", "kr.ramp.slope_ratio", "2026-11-01", "전동휠체어"):
        assert said in text


def test_the_api_is_described_for_people_too(client):
    text = " ".join(read(client, "/api/docs", language="en").text)
    for said in ("GET /api/v1/journeys", "maxSlopeUpPercent", "unknownPolicy"):
        assert said in text


def test_without_the_built_script_pages_are_served_without_a_map(
    client, tmp_path, monkeypatch, caplog
):
    monkeypatch.setattr(built_files, "BUILT", tmp_path)
    built_files.find_built.cache_clear()
    try:
        page = client.get("/", headers=HTML).text
        client.get("/", headers=HTML)
    finally:
        built_files.find_built.cache_clear()
    assert '<script type="module"' not in page
    assert 'id="plan-form"' in page
    assert caplog.text.count("without it") == 1


def test_unverified_stretches_are_drawn_apart():
    first, second, _ = build_map_journeys(example_answer_of("ko").journeys)
    assert [(part.color, part.unverified) for part in first.parts] == [
        ("", False),
        ("#1f6fb2", False),
        ("", False),
        ("", True),
    ]
    assert [part.unverified for part in second.parts] == [False]
    for one, other in zip(first.parts, first.parts[1:], strict=False):
        if one.color == other.color:
            assert one.line[-1] == other.line[0]


def test_a_sketch_fits_its_box():
    sketch = draw_sketch(example_answer_of("ko").journeys[0])
    assert sketch is not None
    points = [point.split(",") for line in sketch.lines for point in line.points.split()]
    assert all(0 <= float(x) <= sketch.width and 0 <= float(y) <= sketch.height for x, y in points)


def test_the_first_page_offers_journeys_that_lead_to_an_answer(client):
    page = client.get("/", headers=HTML | {"Accept-Language": "en"}).text
    examples = [one for one in Reader(page).addresses if one.startswith("/?from=")]
    assert examples
    for address in examples:
        answer = client.get(address, headers=HTML).text
        assert 'class="card"' in answer
        assert "examples-title" not in answer


def test_a_timetable_of_other_days_is_said_before_anyone_asks(towns):
    late = FixedClock(datetime(2031, 5, 1, tzinfo=UTC))
    web = wire(
        build_desk(towns.planner, clock=late),
        tiles=build_tiles(streets=None, timetable=None, places=None),
        outline=towns.folder / OUTLINE,
    )
    with TestClient(web) as client:
        page = client.get("/?language=en", headers=HTML).text
    assert "The timetable covers 2026-11-01 to 2026-11-30." in page
    assert 'value="leave" checked' in page
    assert 'value="2026-11-17T10:00"' in page
