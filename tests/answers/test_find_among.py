"""Places found by everything one may ask, and told in each language."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from tests.places.drawn import draw_places

from modugil.answers.finding.fact_words import MOST_FACTS, THERE_IS
from modugil.answers.finding.find_among import PlaceFinder, place_ref
from modugil.answers.finding.hours_words import tell_hours
from modugil.answers.finding.place_question import PlaceQuestion
from modugil.core.geo import LatLon
from modugil.core.language import ALL_LANGUAGES
from modugil.places.catalogue import Catalogue, PlacesNow, correct
from modugil.places.place import STAFF, SaidBy

DRAWN = """
sights 성산일출봉 @ 33.458,126.942 wheelchair=yes hours=Mo-Fr_09:00-18:00;_PH_off category=sight
sights 섭지코지 @ 33.424,126.930 wheelchair=no category=sight
sights 성산항 @ 33.473,126.933 guide_dog=yes hours=열린_때 category=culture
toilets 성산_화장실 @ 33.459,126.940 accessible_toilet=yes emergency_bell=yes hours=24/7
chargers 성산리_충전기 @ 33.460,126.935 air_pump=yes
"""
MONDAY = datetime(2026, 11, 23, 1, tzinfo=UTC)
"""Ten in the morning there."""
NIGHT = datetime(2026, 11, 23, 14, tzinfo=UTC)
MIDDLE = LatLon(33.4, 126.5)


@pytest.fixture(scope="module")
def catalogue():
    return Catalogue(draw_places(DRAWN))


@pytest.fixture(scope="module")
def finder(catalogue):
    return PlaceFinder(catalogue, zone=ZoneInfo("Asia/Seoul"), middle=MIDDLE)


def find(finder, *, now=MONDAY, **asked):
    return finder.find(PlaceQuestion(**asked), now=now)


def names(finder, **asked):
    return [one.place.name for one in find(finder, **asked).places]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"text": "ㅅㅅㅇㅊㅂ"}, ["성산일출봉"]),
        ({"text": "성산일"}, ["성산일출봉"]),
        ({"text": "화장실"}, ["성산_화장실"]),
        ({"text": "봉"}, ["성산일출봉"]),
        ({"text": "없는곳"}, []),
        ({"kinds": ("chargers", "toilets")}, ["성산_화장실", "성산리_충전기"]),
        ({"categories": ("culture",)}, ["성산항"]),
        ({"has": frozenset({"emergency_bell"})}, ["성산_화장실"]),
        ({"has": frozenset({"emergency_bell", "air_pump"})}, []),
        ({"needs": frozenset({"wheelchair"}), "confirmed": True}, ["성산일출봉", "성산_화장실"]),
        ({"needs": frozenset({"sight"}), "confirmed": True}, ["성산항"]),
        ({"needs": frozenset({"sight", "wheelchair"}), "confirmed": True}, []),
        ({"open_now": True, "confirmed": True}, ["성산일출봉", "성산_화장실"]),
        ({"near": LatLon(33.458, 126.942), "radius_m": 300.0}, ["성산일출봉", "성산_화장실"]),
        ({"near": LatLon(33.46, 126.935), "limit": 1}, ["성산리_충전기"]),
        ({"near": LatLon(33.46, 126.935), "limit": 1, "offset": 1}, ["성산_화장실"]),
        (
            {"along": (LatLon(33.42, 126.93), LatLon(33.48, 126.934)), "corridor_m": 300.0},
            ["섭지코지", "성산리_충전기", "성산항"],
        ),
    ],
)
def test_each_part_of_a_question_narrows(finder, asked, expected):
    found = names(finder, **asked)
    assert sorted(found) == sorted(expected)
    if "near" in asked or "along" in asked:
        assert found == expected


def test_what_fails_a_need_is_left_out_and_the_unknown_comes_last_and_says_so(finder):
    found = find(finder, needs=frozenset({"wheelchair"}))
    told = [(one.place.name, one.needs) for one in found.places]
    assert "섭지코지" not in dict(told)
    assert [needs["wheelchair"] for _, needs in told] == ["yes", "yes", "unknown", "unknown"]
    assert (found.total, found.unknown) == (4, 2)


def test_at_night_the_closed_is_left_out_and_the_unknown_comes_last(finder):
    found = find(finder, open_now=True, now=NIGHT)
    assert [one.open for one in found.places] == ["open", "unknown", "unknown", "unknown"]
    assert found.places[0].place.name == "성산_화장실"
    assert found.as_of == "2026-11-23T23:00:00+09:00"
    assert find(finder, text="성산일출봉", now=NIGHT).places[0].open == "closed"


def test_distances_are_told_from_where_one_is_and_along_the_way(finder):
    (near,) = find(finder, near=LatLon(33.458, 126.942), radius_m=50.0).places
    assert (near.distance_m, near.along_m) == (0.0, None)
    way = (LatLon(33.42, 126.93), LatLon(33.48, 126.934))
    told = find(finder, along=way, corridor_m=500.0).places
    assert [one.along_m for one in told] == sorted(one.along_m for one in told)
    assert all(one.distance_m <= 500.0 for one in told)


def test_pages_follow_each_other_without_a_gap(finder):
    whole = names(finder, limit=20)
    paged = [name for at in range(6) for name in names(finder, limit=1, offset=at)]
    assert paged == whole


def test_what_staff_correct_is_found_at_once_and_the_closed_no_more(catalogue):
    finder = PlaceFinder(catalogue, zone=ZoneInfo("Asia/Seoul"), middle=MIDDLE)
    needs, before = frozenset({"wheelchair"}), catalogue.get_current()
    assert "섭지코지" not in names(finder, needs=needs)
    row = before.find_row("drawn-2")
    told = SaidBy("wheelchair", "yes", "", STAFF, "2026-11-22", "staff")
    corrected = {row: correct(before, row, (told,))}
    closed = frozenset({before.find_row("drawn-1")})
    catalogue.swap(PlacesNow(before.places, before.rows, 1, corrected, closed))
    try:
        assert names(finder, needs=needs, confirmed=True) == ["섭지코지", "성산_화장실"]
        assert names(finder, text="일출봉") == []
    finally:
        catalogue.swap(before)


def test_a_region_without_places_finds_none():
    finder = PlaceFinder(None, zone=ZoneInfo("Asia/Seoul"), middle=MIDDLE)
    assert find(finder, text="성산").total == 0


@pytest.mark.parametrize(
    ("language", "facts", "hours"),
    [
        ("ko", ["장애인 화장실", "비상벨"], "24시간"),
        ("en", ["accessible toilet", "emergency bell"], "24 hours"),
        ("zh", ["无障碍卫生间", "紧急呼叫铃"], "24小时"),
        ("ja", ["バリアフリートイレ", "非常ベル"], "24時間"),
        (
            "ko-easy",
            ["휠체어로 쓰는 화장실이 있어요", "도움을 부르는 벨이 있어요"],
            "언제나 열려 있어요",
        ),
    ],
)
def test_facts_and_hours_are_told_in_every_language(finder, language, facts, hours):
    (toilet,) = find(finder, kinds=("toilets",), language=language).places
    assert (toilet.facts, toilet.hours_text) == (facts, hours)


def test_every_fact_has_words_of_its_own_in_every_language():
    for key, words in THERE_IS.items():
        assert len(words) == len(ALL_LANGUAGES) and all(words), key
    for column in range(len(ALL_LANGUAGES)):
        told = [words[column] for words in THERE_IS.values()]
        assert len(set(told)) >= len(told) - 1


def test_what_was_asked_is_told_first_and_never_too_much(finder):
    (sight,) = find(finder, text="성산항", has=frozenset({"guide_dog"})).places
    assert sight.facts[0] == "안내견 동반 가능"
    assert len(sight.facts) <= MOST_FACTS


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("Mo-Fr 09:00-18:00; PH off", "ko", "월–금 09:00–18:00, 공휴일 쉼"),
        ("Mo-Fr 09:00-18:00; PH off", "en", "Mon–Fri 09:00–18:00, public holidays closed"),
        ("Sa,Su,PH off; 10:00-12:00", "ja", "土、日、祝日 休み、10:00–12:00"),
        ("Mar-Oct 06:00-22:00", "zh", "3月–10月 06:00–22:00"),
        ("sunrise-sunset", "ko-easy", "해가 뜰 때–해가 질 때"),
        ('Mo-Fr 09:00-18:00 || "ask"', "ko", 'Mo-Fr 09:00-18:00 || "ask"'),
        ("week 1-10 off", "en", "week 1-10 off"),
    ],
)
def test_hours_are_put_into_words_or_left_as_they_stand(text, language, told):
    assert tell_hours(text, language=language) == told


def test_a_point_says_of_which_course_it_is_and_a_centre_how_to_ring_it():
    places = draw_places(
        """
        courses 화장실 @ 33.5,126.5 course=해녀박물관
        centres 이동지원센터 @ 33.5,126.5 booking_phone=1899-0000
        sights 가나 @ 33.5,126.5
        """
    )
    told = [place_ref(places.get_place(row), language="ko").detail for row in range(3)]
    assert sorted(told) == ["", "1899-0000", "해녀박물관"]
