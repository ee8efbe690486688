"""Every language can say everything there is to say, and say it as a person would."""

from dataclasses import replace
from math import nan
from typing import Any

import pytest
from tests.answers.questions import plan, stricter
from tests.answers.world import at

from modugil.answers.desk import SPOKEN
from modugil.answers.telling.sentences import get_phrasebook
from modugil.answers.telling.sentences.phrasebook import percent, round_m
from modugil.core.access import Access, UnknownPolicy
from modugil.core.geo import LatLon
from modugil.region.vocabulary import CrossingKind, PathwayMode, Smoothness, Surface, WayKind
from modugil.routing.group_needs import join_needs
from modugil.routing.journey import BarrierFound, BarrierKind
from modugil.routing.presets import get_preset, list_presets
from modugil.routing.streets.barriers import FACT_NAMES

HERE = LatLon(33.5, 126.5)
KO, EN = get_phrasebook("ko"), get_phrasebook("en")


def barrier(kind, value=nan, limit=nan, asks=None):
    return BarrierFound(kind, 0, -1, value, limit, HERE, asks)


@pytest.mark.parametrize("language", SPOKEN)
def test_there_is_a_word_for_everything(language):
    book = get_phrasebook(language)
    assert {*book.barriers} == {*BarrierKind}
    assert {*book.surfaces} == {*Surface}
    assert {*book.smoothness} == {*Smoothness} - {Smoothness.UNKNOWN}
    assert {*book.facts} >= {*FACT_NAMES.values(), "link", "boarding"}
    assert {*book.presets} == {needs.preset for needs in list_presets()} | {"custom"}
    assert {*book.labels} == {*EN.labels}
    assert {*book.warnings} == {*KO.warnings}
    for mode in PathwayMode:
        assert book.pathway(mode, signposted="", steps=0)
    for access in Access:
        assert book.low_floor(access)
    for vehicle in ("bus", "tram", "subway", "rail", "ferry", "other"):
        assert book.line("1", vehicle=vehicle)


@pytest.mark.parametrize(
    "words",
    ["korean_words", "english_words", "chinese_words", "japanese_words", "easy_korean_words"],
)
def test_every_kind_of_way_one_goes_along_has_a_name(words):
    module = __import__(f"modugil.answers.telling.sentences.{words}", fromlist=["KINDS"])
    alone = {
        WayKind.OTHER,
        WayKind.CROSSING,
        WayKind.TRAFFIC_ISLAND,
        WayKind.STEPS,
        WayKind.ESCALATOR,
        WayKind.ELEVATOR,
        WayKind.LINK,
    }
    assert {*module.KINDS} == {*WayKind} - alone
    assert {*module.CROSSINGS} == {*CrossingKind} - {CrossingKind.NONE, CrossingKind.UNKNOWN}


@pytest.mark.parametrize(
    ("found", "korean", "english"),
    [
        (
            barrier(BarrierKind.KERB, 0.15, 0.03),
            "턱(15 cm, 조건은 3 cm 이하)",
            "a kerb (15 cm; your limit is 3 cm)",
        ),
        (
            barrier(BarrierKind.SLOPE_UP, 0.104, 0.08),
            "오르막(10%, 조건은 8% 이하)",
            "an uphill slope (10%; your limit is 8%)",
        ),
        (
            barrier(BarrierKind.WIDTH, 0.6, 0.8),
            "좁은 곳(0.60 m, 조건은 0.80 m 이상)",
            "a narrow place (0.60 m; you need 0.80 m)",
        ),
        (barrier(BarrierKind.STEPS, 12, 0), "계단(12단)", "steps (12)"),
        (
            barrier(BarrierKind.STEPS, 12, 2),
            "계단(12단, 조건은 2단 이하)",
            "steps (12; your limit is 2)",
        ),
        (barrier(BarrierKind.STEPS), "계단", "steps"),
        (
            barrier(BarrierKind.SURFACE, Surface.SAND),
            "지나기 어려운 노면(모래)",
            "a surface you cannot pass (sand)",
        ),
        (
            barrier(BarrierKind.SMOOTHNESS, Smoothness.BAD, Smoothness.INTERMEDIATE),
            "고르지 않은 노면(거칢, 조건은 보통 이상)",
            "an uneven surface (bad; you need intermediate)",
        ),
        (
            barrier(BarrierKind.TOO_LONG, 3040, 2000),
            "한 번에 가기에 너무 먼 거리(3.0킬로미터, 조건은 2.0킬로미터 이하)",
            "a distance too long to go at once (3.0 km; your limit is 2.0 km)",
        ),
        (
            barrier(BarrierKind.UNKNOWN, asks=BarrierKind.WIDTH),
            "폭이 확인되지 않은 곳",
            "a place where the width is not known",
        ),
        (barrier(BarrierKind.BLOCKED), "지금 막힌 곳", "a place that is blocked now"),
    ],
)
def test_barriers(found, korean, english):
    assert (KO.barrier(found), EN.barrier(found)) == (korean, english)


def test_a_value_that_rounds_to_the_limit_is_told_without_it():
    assert EN.barrier(barrier(BarrierKind.KERB, 0.034, 0.03)) == "a kerb (3 cm)"
    assert KO.barrier(barrier(BarrierKind.SLOPE_UP, 0.1203, 0.12)) == "오르막(12%)"


def test_a_refused_way_and_the_least_bad_one():
    kerb = barrier(BarrierKind.KERB, 0.15, 0.03)
    assert KO.why_not(kerb, saved_s=380) == (
        "6분 더 빠른 길이 있지만 턱(15 cm, 조건은 3 cm 이하) 때문에 제외했습니다."
    )
    assert EN.why_not(kerb, saved_s=30) == (
        "A way 30 s quicker was not taken because of a kerb (15 cm; your limit is 3 cm)."
    )
    assert KO.why_not(kerb, saved_s=380, others=2).endswith("이하) 외 2곳 때문에 제외했습니다.")
    assert EN.why_not(kerb, saved_s=30, others=2).endswith("3 cm) and 2 more barriers.")
    assert EN.why_not(kerb, saved_s=30, others=1).endswith("3 cm) and 1 more barrier.")
    steps = barrier(BarrierKind.STEPS, 30, 0)
    assert KO.least_bad([steps]) == ("이 길에는 계단(30단)이 있습니다.")
    assert EN.least_bad([steps] * 5).endswith("steps (30); steps (30); steps (30); and 2 more.")
    assert KO.least_bad([steps] * 5).endswith(
        "계단(30단), 계단(30단), 계단(30단) 외 2곳이 있습니다."
    )


@pytest.mark.parametrize(
    ("line", "vehicle", "korean", "english"),
    [
        ("365", "bus", "365번 버스", "bus 365"),
        ("281-1", "bus", "281-1번 버스", "bus 281-1"),
        ("B51", "bus", "B51번 버스", "bus B51"),
        ("급행", "bus", "급행 버스", "bus 급행"),
        ("순환버스", "bus", "순환버스", "bus 순환버스"),
        ("2호선", "subway", "2호선 열차", "train 2호선"),
        ("Airport Bus", "bus", "Airport Bus 버스", "Airport Bus"),
        ("X", "other", "X", "X"),
    ],
)
def test_lines_are_called_as_people_call_them(line, vehicle, korean, english):
    assert KO.line(line, vehicle=vehicle) == korean
    assert EN.line(line, vehicle=vehicle) == english


def test_a_ride():
    ride: dict[str, Any] = {"start": "회관", "end": "부두", "stops": 3}
    assert KO.ride("365번 버스", headsign="동마을", **ride) == (
        "회관에서 동마을 방면 365번 버스를 타고 3번째 정류소인 부두에서 내리세요."
    )
    assert KO.ride("급행 열차", headsign="동마을행", **ride | {"stops": 1}) == (
        "회관에서 동마을행 급행 열차를 타고 다음 정류소인 부두에서 내리세요."
    )
    assert EN.ride("bus 365", headsign="", start="Hall", end="Pier", stops=1) == (
        "Take bus 365 from Hall and get off at Pier, the next stop."
    )


def test_what_is_not_known_is_told_together():
    assert KO.unknown_facts(["slope", "width"], 152) == (
        "150미터 구간은 경사, 폭이 확인되지 않았습니다."
    )
    assert EN.unknown_facts(["slope", "width", "kerb"], 7) == (
        "Not known for 7 m: slope, width and kerb height."
    )


@pytest.mark.parametrize(
    ("lines", "minutes", "unverified_m", "korean", "english"),
    [
        (
            [],
            16,
            150.0,
            "08:00에 출발해 08:16에 도착합니다. 차량 없이 16분 걸리며, "
            "이 가운데 150미터는 확인되지 않았습니다.",
            "Leave at 08:00, arrive at 08:16, 16 min without a vehicle; 150 m unverified.",
        ),
        (
            ["A", "B"],
            75,
            0.0,
            "08:00에 출발해 08:16에 도착합니다. A, B로 1시간 15분 걸리며, 모두 확인된 길입니다.",
            "Leave at 08:00, arrive at 08:16, 1 h 15 min by A, then B; all confirmed.",
        ),
    ],
)
def test_summaries(lines, minutes, unverified_m, korean, english):
    said = {"lines": lines, "minutes": minutes, "unverified_m": unverified_m}
    assert KO.summary(times=("08:00", "08:16"), **said) == korean
    assert EN.summary(times=("08:00", "08:16"), **said) == english


def test_needs_in_one_line():
    needs = get_preset("manual-wheelchair")
    assert KO.needs(needs).startswith("수동 휠체어, 오르막 8% 이하, 턱 3 cm 이하, 폭 ")
    assert KO.needs(needs).endswith("계단 없이, 단차 없는 승하차")
    assert EN.needs(stricter(needs, max_slope_up_ratio=1 / 12)).startswith(
        "My own limits, climbs to 8.3%, kerbs to 3 cm, at least "
    )
    assert (KO.needs(get_preset("walking")), EN.needs(get_preset("walking"))) == ("도보", "On foot")


GROUP = join_needs([get_preset(name) for name in ("stroller", "powered-wheelchair")])


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ko", "전동휠체어와 유아차가 함께, 오르막 12% 이하, 턱 3 cm 이하"),
        ("en", "Powered wheelchair and stroller together, climbs to 12%, kerbs to 3 cm"),
        ("ja", "電動車いす・ベビーカーが一緒に移動、上り坂12%以下"),
        ("zh", "电动轮椅和婴儿车同行，上坡不超过12%"),
        ("ko-easy", "같이 가기(전동휠체어, 유아차), 오르막길 12%까지"),
    ],
)
def test_needs_of_a_group_name_everybody_and_tell_the_strictest_limits(language, said):
    assert get_phrasebook(language).needs(GROUP).startswith(said)


def test_limits_of_ones_own_are_told_beside_who_goes_along():
    own = replace(GROUP.with_limits(max_kerb_m=0.01), preset="custom")
    assert EN.needs(own).startswith(
        "Powered wheelchair and stroller together, my own limits, climbs to 12%, kerbs to 1 cm"
    )


def test_a_barrier_before_several_names_those_whom_it_stops():
    stops = ("powered-wheelchair", "stroller")
    steps = BarrierFound(BarrierKind.STEPS, 1, -1, 12.0, 0.0, HERE, None, stops)
    assert KO.barrier(steps).endswith("(12단, 막히는 사람: 전동휠체어, 유아차)")
    assert EN.barrier(steps).endswith("(12, stops: powered wheelchair, stroller)")
    unknown = BarrierFound(
        BarrierKind.UNKNOWN, 1, -1, nan, 0.8, HERE, BarrierKind.WIDTH, ("stroller",)
    )
    assert KO.barrier(unknown) == "폭이 확인되지 않은 곳(막히는 사람: 유아차)"


def test_late_and_every_so_often():
    assert (KO.delay(125), EN.delay(-125)) == ("예정보다 2분 늦습니다.", "2 min early.")
    assert KO.headway(900) == "약 15분 간격으로 운행하며, 표시된 시각은 예시입니다."


@pytest.mark.parametrize(
    ("length_m", "said"), [(0.2, 1), (7.4, 7), (19.4, 19), (24, 20), (26, 30), (996, 1000)]
)
def test_metres_as_one_says_them(length_m, said):
    assert round_m(length_m) == said


@pytest.mark.parametrize(
    ("ratio", "said"), [(0.08, "8"), (0.0833, "8.3"), (0.125, "12"), (0.1, "10"), (0.004, "0.4")]
)
def test_percent_as_one_says_it(ratio, said):
    assert percent(ratio) == said


@pytest.mark.parametrize("language", SPOKEN)
def test_an_itinerary_reads_well(world, golden, language):
    needs = stricter(get_preset("manual-wheelchair"), unknown_policy=UnknownPolicy.PENALISE)
    questions = [
        (at("d"), at("i"), "08:00", needs),
        ("stop:land:W1", "place:wc", "08:00", needs),
        (at("m"), "stop:P2", "08:00", "powered-wheelchair"),
        (at("a"), "place:wall", "08:00", "powered-wheelchair"),
    ]
    golden(f"itinerary_{language}.txt", _read_aloud(world, questions, language))


def _read_aloud(world, questions, language):
    lines = []
    for start, end, when, needs in questions:
        answer = plan(world, start, end, when, needs=needs, language=language)
        lines += [f"# {answer.start.name} > {answer.end.name}", answer.needs_text, answer.message]
        for journey in answer.journeys:
            lines.append(f"## {', '.join(journey.labels)}: {journey.summary}")
            for leg in journey.legs:
                lines += [step.text for step in leg.steps]
                lines += [f"! {text}" for text in leg.warnings]
                lines += [f"? {text}" for text in (leg.facts.unknown if leg.facts else [])]
                lines += [f"- {leg.why_not.text}"] if leg.why_not else []
    return "\n".join(filter(None, lines)) + "\n"
