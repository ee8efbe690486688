import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modugil.places.reading.parse_course_text import parse_course_text, read_steps_or_slope


def facts(detail, *, name=""):
    read = parse_course_text(detail, name=name)
    assert all(one.text in (detail.strip(), name) for one in read.said)
    return {one.key: one.value for one in read.said}


def unread(detail, *, name=""):
    return list(parse_course_text(detail, name=name).unread)


SLOPE_9 = {"slope_deg": "9", "slope_length_m": "31"}


@pytest.mark.parametrize("mark", ["˚", "°", "º", "도", " 도", "⁰"])
@pytest.mark.parametrize(
    "form", ["경사 31m (경사 9{})", "경사 31m/9{}", "경사 9{}. 길이 31m", "경사 길이 31m. 9{}"]
)
def test_a_slope_and_its_length_are_read_in_every_order_and_with_every_mark(form, mark):
    assert facts(form.format(mark)) == SLOPE_9
    assert unread(form.format(mark)) == []


@pytest.mark.parametrize(
    "text, said",
    [
        ("오르막 33m/3-5˚", {"slope_deg": "3", "slope_most_deg": "5", "slope_length_m": "33"}),
        ("경사 3°~ 5°", {"slope_deg": "3", "slope_most_deg": "5"}),
        ("내리막 5°. 오르막 3°", {"slope_deg": "3", "slope_most_deg": "5"}),
        ("경사 4° 이하", {"slope_most_deg": "4"}),
        ("경사 1/12", {"slope_deg": "4.76"}),
        ("경사 8%", {"slope_deg": "4.57"}),
    ],
)
def test_of_several_slopes_the_least_and_the_most_are_told(text, said):
    assert {key: one for key, one in facts(text).items() if key != "slope_way"} == said


@pytest.mark.parametrize(
    "text, said",
    [
        ("310m 지점 7°~ 325m 지점 9°", {"slope_deg": "7", "slope_most_deg": "9"}),
        (
            "wp.7에서 15m 지점부터 내리막 시작 (경사길이 6m / 각도 8˚)",
            {"slope_deg": "8", "slope_length_m": "6", "slope_way": "down"},
        ),
        ("정류장까지 40m. 경사 5°", {"slope_deg": "5"}),
    ],
)
def test_how_far_along_the_way_it_is_is_no_length(text, said):
    assert facts(text) == said


@pytest.mark.parametrize(
    "text, said",
    [
        ("보행로 폭 95cm", {"path_width_m": "0.95"}),
        ("폭: 1.2m", {"path_width_m": "1.2"}),
        ("95cm 폭", {"path_width_m": "0.95"}),
        ("폭 90~120cm", {"path_width_m": "0.9"}),
        ("폭 2m. 다리 위 폭 90cm", {"path_width_m": "0.9"}),
        ("출입문 폭 80cm", {"entrance_width_m": "0.8"}),
    ],
)
def test_a_width_is_read_in_metres_and_the_narrowest_counts(text, said):
    assert facts(text) == said
    assert unread(text) == []


def test_numbers_that_stand_before_their_words_belong_to_those():
    said = {"slope_deg": "5", "path_width_m": "2", "slope_length_m": "3"}
    assert facts("경사 5°. 2m 폭 3m 길이") == said


@pytest.mark.parametrize(
    "text, pieces",
    [
        ("보행로 폭 좁음", ["폭"]),
        ("비탈짐", ["비탈"]),
        ("길이 알 수 없음", ["길이"]),
        ("급경사", ["경사"]),
        ("경사 7", ["경사"]),
        ("턱 5cm", ["5cm"]),
        ("안내소 30m", ["30m"]),
        ("폭 90cm 이하", ["90cm 이하", "폭"]),
        ("3m 폭 2m", ["3m", "2m", "폭"]),
        ("경사 120°", ["120°", "경사"]),
        ("경사 길이 5m. 경사 길이 9m", ["5 m", "9 m"]),
        ("폭 120m", ["120m", "폭"]),
    ],
)
def test_what_asks_for_a_number_and_has_none_is_unread_and_nothing_is_guessed(text, pieces):
    assert unread(text) == pieces
    assert not {"slope_length_m", "path_width_m", "slope_deg"} & set(facts(text))


@pytest.mark.parametrize(
    "text",
    [
        "특이사항없음",
        "",
        "천지폭포 앞",
        "보행자 다수",
        "3번 입구",
        "길이 울퉁불퉁함",
        "경사 없음",
        "1층",
    ],
)
def test_what_measures_nothing_is_neither_read_nor_missed(text):
    assert unread(text) == []
    assert not [key for key in facts(text) if key.endswith(("_m", "_deg"))]


def test_the_name_says_which_way_it_goes_and_that_there_should_have_been_a_number():
    assert facts("경사 5°", name="내리막 끝") == {"slope_deg": "5", "slope_way": "down"}
    assert facts("특이사항없음", name="오르막") == {"slope_way": "up"}
    assert unread("특이사항없음", name="오르막") == ["오르막"]
    assert unread("경사 5°", name="오르막") == []


@pytest.mark.parametrize(
    "text, said",
    [
        ("계단3", {"steps": "3", "has_steps_or_slope": "yes"}),
        ("계단 12m", {"has_steps_or_slope": "yes"}),
        ("계단 99999", {"has_steps_or_slope": "yes"}),
        ("12단 계단", {"steps": "12", "has_steps_or_slope": "yes"}),
        ("대변기2. 소변기1", {"toilet_stalls": "2", "toilet_urinals": "1"}),
        ("장애인 화장실은 있으나 표시가 없음", {"accessible_toilet": "yes"}),
        ("장애인화장실 없음", {"accessible_toilet": "no"}),
        ("외부 화장실 (장애인화장실-남/여 공용)", {"accessible_toilet": "yes", "unisex": "yes"}),
        ("시멘트 포장길", {"surface": "concrete"}),
        ("자갈길 끝. 데크 시작", {}),
        ("깨진 타일 주의", {"surface": "tiles", "surface_state": "broken"}),
    ],
)
def test_words_of_steps_toilets_and_ground_are_read(text, said):
    assert facts(text) == said


def test_the_column_that_only_marks_says_no_more_than_it_does():
    mark = "접근성 정보 있음 (계단 혹은 경사 있음. 길 상태 안 좋음)"
    assert [(one.key, one.value, one.text) for one in read_steps_or_slope(mark)] == [
        ("has_steps_or_slope", "yes", mark)
    ]
    assert [one.value for one in read_steps_or_slope("장애인화장실")] == ["yes"]
    assert [one.value for one in read_steps_or_slope("장애인화장실 없음")] == ["no"]
    assert read_steps_or_slope("특이사항없음") == ()


LENGTHS = st.integers(1, 900)
SLOPES = st.integers(1, 45)
WIDTHS = st.integers(30, 400)


@given(LENGTHS, SLOPES, WIDTHS, st.permutations(range(3)), st.sampled_from("˚°º도"))
def test_what_is_written_with_its_word_is_read_back_in_any_order(length, slope, width, order, mark):
    parts = [f"경사 길이 {length}m", f"각도 {slope}{mark}", f"보행로 폭 {width}cm"]
    text = ". ".join(parts[row] for row in order)
    said = facts(text)
    assert float(said["slope_length_m"]) == length
    assert float(said["slope_deg"]) == slope
    assert float(said["path_width_m"]) == width / 100
    assert unread(text) == []


@given(st.text(alphabet="0123456789.m c˚~-()경사폭길이오르막 지점도계단턱,", max_size=40))
def test_whatever_is_written_each_number_told_stands_in_the_text(text):
    written = {float(one) for one in re.findall(r"[0-9]+(?:[.][0-9]+)?", text)}
    for one in parse_course_text(text).said:
        if one.key in ("slope_deg", "slope_most_deg"):
            assert min(abs(float(one.value) - n) for n in written) < 0.01
        if one.key in ("slope_length_m", "path_width_m"):
            told = float(one.value)
            near = [n for n in written if min(abs(n - told), abs(n / 100 - told)) < 0.01]
            assert near or any(abs(n / 1000 - told) < 0.01 for n in written)
