import pytest
from hypothesis import given
from hypothesis import strategies as st

from modugil.places.reading.access_rules import FIELDS, THINGS, WAYS
from modugil.places.reading.parse_access_text import (
    list_sentences,
    merge_texts,
    parse_access_text,
    strip_markup,
)
from modugil.places.vocabulary import FACTS, Form


def facts(text, *, field=""):
    return {one.key: one.value for one in parse_access_text(text, field=field).said}


def test_every_rule_leads_to_a_fact_of_access():
    keys = {*(rule.key for rule in (*THINGS, *WAYS)), *FIELDS.values()}
    assert {FACTS[key] for key in keys} == {Form.ACCESS}


@pytest.mark.parametrize(
    "text, said",
    [
        (
            "장애인 전용 주차구역 있음(7대)",
            {"accessible_parking": "yes", "accessible_parking_count": "7"},
        ),
        ("장애인용 화장실 있음(본관 1층)_무장애 편의시설", {"accessible_toilet": "yes"}),
        ("장애인 화장실은 있으나 표시가 없음", {"accessible_toilet": "yes"}),
        ("점자블록 있음(승강기 앞)", {"tactile_paving": "yes"}),
        (
            "대여가능(전동휠체어, 수동휠체어)",
            {"rental_power_wheelchair": "yes", "rental_wheelchair": "yes"},
        ),
        ("전동휠체어 대여 가능", {"rental_power_wheelchair": "yes"}),
        ("유모차 4대 무료대여 가능", {"rental_stroller": "yes", "rental_stroller_count": "4"}),
        ("귀저귀교환대 있음", {"changing_table": "yes"}),
        ("안내견 동반 가능", {"guide_dog": "yes"}),
        ("주출입구는 턱이 없어 휠체어 접근 가능함", {"step_free_entrance": "yes"}),
        (
            "정문 출입구까지 경사로가 설치되어 있음",
            {"step_free_approach": "yes", "entrance_ramp": "yes"},
        ),
        ("관람동선에 단차가 없고 평탄함", {"step_free_inside": "yes"}),
    ],
)
def test_a_sentence_that_names_its_thing_says_yes(text, said):
    assert facts(text) == said


@pytest.mark.parametrize(
    "text, said",
    [
        ("장애인 주차장은 없으나 일반 주차장 있음", {"accessible_parking": "no"}),
        ("엘리베이터는 없으나 장애인리프트 있음", {"elevator": "no"}),
        ("휠체어 대여 불가", {"rental_wheelchair": "no"}),
        ("점자블록 설치되어 있지 않음", {"tactile_paving": "no"}),
        ("장애인 화장실 이용할 수 없음", {"accessible_toilet": "no"}),
        ("주출입구에 턱이 있어 휠체어 접근 불가", {"step_free_entrance": "no"}),
        ("입구까지 계단이 있음", {"step_free_approach": "no"}),
    ],
)
def test_a_sentence_that_denies_it_says_no(text, said):
    assert facts(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "출입구까지 일부만 휠체어 접근 가능",
        "출입구까지 평지로 되어 있으나 모래 구간 있음",
        "주출입구에는 단차가 거의 없음",
        "주출입구는 1단차가 있어 휠체어 접근 가능함",
        "주출입구는 계단이 있으나 옆문은 무단차 접근 가능함",
        "장애인 화장실 있음(별관에는 없음)",
        "맞은편 시장의 장애인 화장실 이용 가능",
        "본관에는 장애인 화장실이 있으나 별관에는 없음",
        "수동휠체어는 대여 가능하나 현재 중단",
    ],
)
def test_what_is_said_of_a_part_or_taken_back_is_mixed_and_no_fact(text):
    read = parse_access_text(text)
    assert (read.said, read.mixed, read.unread) == ((), (text,), ())


@pytest.mark.parametrize(
    "text", ["있음", "대여가능(3대)", "동반가능", "원활한 이동 가능함", "경사로 있음"]
)
def test_what_names_nothing_is_unread(text):
    read = parse_access_text(text)
    assert (read.said, read.unread) == ((), (text,))


@pytest.mark.parametrize(
    "field, text, said",
    [
        (
            "wheelchair",
            "대여가능(3대)",
            {"rental_wheelchair": "yes", "rental_wheelchair_count": "3"},
        ),
        ("wheelchair", "대여 불가", {"rental_wheelchair": "no"}),
        ("elevator", "없음", {"elevator": "no"}),
        ("helpdog", "동반가능_시각장애인 편의시설", {"guide_dog": "yes"}),
        ("parking", "일반 주차장 있음", {}),
        ("restroom", "화장실 있음", {}),
        ("restroom", "있음(남녀 각 1)", {"accessible_toilet": "yes"}),
        ("exit", "경사로가 설치되어 있음", {"step_free_entrance": "yes", "entrance_ramp": "yes"}),
        ("exit", "계단 있음", {"step_free_entrance": "no"}),
        ("route", "출입구까지 턱이 없음", {"step_free_approach": "yes"}),
        ("publictransport", "버스정류장 있음", {}),
        ("publictransport", "저상버스 운행 가능", {"low_floor_bus": "yes"}),
    ],
)
def test_in_a_field_of_its_own_a_bare_word_says_of_what(field, text, said):
    assert facts(text, field=field) == said


def test_markup_headings_and_breaks_are_no_words():
    text = "점자블록 있음_시각장애인 편의시설</br>안내요원&nbsp;있음<br />\n<b>자막</b> 제공</br>"
    assert list_sentences(text) == ["점자블록 있음", "안내요원 있음", "자막 제공"]
    assert strip_markup('가 <a href="x">나</a><br>다 &amp; 라') == "가 나\n다 & 라"


def test_sentences_that_contradict_each_other_leave_the_fact_unknown():
    read = merge_texts(
        map(parse_access_text, ["엘리베이터 있음", "엘리베이터 없음", "수유실 있음"])
    )
    assert [(one.key, one.value) for one in read.said] == [("nursing_room", "yes")]
    assert read.mixed == ("엘리베이터 있음", "엘리베이터 없음")


NAMES = [
    "장애인 주차장",
    "장애인 화장실",
    "장애인 전용 객실",
    "엘리베이터",
    "점자블록",
    "휠체어 대여",
    "유모차 대여",
    "수유실",
    "안내요원",
    "음성안내기",
    "기저귀교환대",
    "보조견 동반",
    "저상버스",
]
DENIALS = [
    "없음",
    "불가",
    "설치되어 있지 않음",
    "이용 불가능",
    "이용할 수 없음",
    "미설치",
    "운영 중단",
]
BRACKETS = ["", "(1층)", "(3대)", " (본관, 로비)"]


@given(
    st.sampled_from(NAMES),
    st.sampled_from(["", "은 ", "이 ", " "]),
    st.sampled_from(DENIALS),
    st.sampled_from(BRACKETS),
    st.sampled_from(["", *FIELDS]),
)
def test_what_is_denied_is_never_yes(name, particle, denial, bracket, field):
    assert "yes" not in facts(f"{name}{particle}{denial}{bracket}", field=field).values()


@given(
    st.sampled_from(["주출입구는 ", "출입구까지 ", "진입로에 ", "실내에 "]),
    st.sampled_from(["턱이 있어 ", "계단이 있어 ", "단차가 있으며 ", "경사로가 있으나 일부 구간 "]),
    st.sampled_from(["휠체어 접근 불가", "휠체어 접근이 어려움", "통과할 수 없음", "접근 가능함"]),
    st.sampled_from(["", "exit", "route"]),
)
def test_a_way_with_a_step_or_a_part_that_is_shut_is_never_yes(where, why, what, field):
    assert "yes" not in facts(where + why + what, field=field).values()


@given(st.sampled_from(NAMES), st.sampled_from(BRACKETS))
def test_what_is_said_to_be_there_is_yes_and_its_words_are_kept(name, bracket):
    text = f"{name} 가능{bracket}"
    (first, *_) = parse_access_text(text).said
    assert (first.value, first.text) == ("yes", text)


@pytest.mark.parametrize(
    "sentence",
    [
        "출입구까지 턱이 없어 휠체어 접근 가능함(경사가 매우 심함)",
        "출입구까지 턱이 없어 휠체어 접근 가능함(경사가 높은 편)",
        "돌담길 입구 턱 없음, 휠체어 이동 가능(최고 경사도 16도)",
        "장애인은 마당까지 차량진입 가능함",
        "주출입구 무단차(다만 전시실은 계단을 이용해야 함)",
    ],
)
def test_what_is_steep_or_for_cars_alone_is_no_yes(sentence):
    assert parse_access_text(sentence).said == ()
