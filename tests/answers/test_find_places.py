"""Places found by part of a name, in either language, or by Korean initials."""

import time
import unicodedata
from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from tests.answers.world import POINTS

from modugil.answers.finding.endpoints import build_endpoint_finder
from modugil.answers.finding.find_places import build_place_index, find_places
from modugil.core.geo import LatLon, distance_m
from modugil.places.build_places import Group, Sourced, build_places
from modugil.places.finding.names import fold, take_initials
from modugil.places.record import Record
from modugil.region.manifest import Bounds


def names(world, text, *, language="ko", **options):
    found = find_places(world.planner.index, text, language=language, **options)
    return [place.name for place in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("등대", ["등대"]),
        ("서마을", ["서마을 입구", "서마을 회관"]),
        ("마을회관", ["서마을 회관"]),
        ("ㄷㄷ", ["등대"]),
        ("ㅅㅁㅇ", ["서마을 입구", "서마을 회관"]),
        ("ㅅㅁㅇ ㅎㄱ", ["서마을 회관"]),
        ("ㅎㅂ ㅎㅈㅅ", ["해변 화장실"]),
        ("등ㄷ", ["등대"]),
        ("해변화자", ["해변 화장실"]),
        ("해변장실", ["해변 화장실"]),
        ("ㅎㅂㅈㅅ", ["해변 화장실"]),
        ("lighthouse", ["등대"]),
        ("lghths", ["등대"]),
        ("WEST VILLAGE h", ["서마을 회관"]),
        ("toilet", ["해변 화장실"]),
        ("없는 곳", []),
        ("", []),
        ("   ", []),
        ("-", []),
        ("ㅋㅋㅋ", []),
    ],
)
def test_part_of_a_name_is_enough(world, text, expected):
    assert names(world, text) == expected


def test_names_come_in_the_asked_language(world):
    assert names(world, "등대", language="en") == ["Lighthouse"]
    assert names(world, "나루", language="en") == ["나루"]


def test_a_station_stands_for_its_platforms(world):
    (station,) = find_places(world.planner.index, "먼역", language="ko")
    assert (station.kind, station.ref) == ("station", "stop:ST2")


def test_the_best_fit_comes_first_then_the_nearer(world):
    east, west = LatLon(*POINTS["q"]), LatLon(*POINTS["a"])
    assert names(world, "마을", near=east)[0].startswith("동마을")
    assert names(world, "마을", near=west)[0].startswith("서마을")
    assert names(world, "동", near=west)[0].startswith("동")
    assert len(names(world, "마을", limit=2)) == 2


def test_an_id_finds_its_stop_and_the_ref_names_the_feed_where_two_clash(world):
    refs = {place.ref for place in find_places(world.planner.index, "W1", language="ko")}
    assert refs == {"stop:land:W1", "stop:sea:W1"}
    for ref in refs:
        assert world.planner.finder.get_endpoint(ref, language="ko").place.ref == ref


def test_places_of_one_name_are_all_shown():
    index = index_of(["정자", "정자"], [(33.50, 126.50), (33.5001, 126.5001)])
    assert len(find_places(index, "정자", language="ko")) == 2


def test_two_poles_of_one_stop_are_shown_once(jeju):
    stops = jeju.timetable.stops
    counts = Counter(stops.names.get(row, language="ko") for row in range(len(stops.lat)))
    twice = [name for name, count in counts.items() if count > 1]
    assert twice
    for name in twice:
        shown = find_places(jeju.planner.index, name, language="ko", limit=50)
        spots = [
            LatLon(one.lat, one.lon) for one in shown if one.name == name and one.kind == "stop"
        ]
        assert all(distance_m(a, b) > 149 for a, b in combinations(spots, 2))


def test_the_lines_that_stop_there_tell_stops_of_like_names_apart(world):
    west, _ = find_places(world.planner.index, "서마을", language="ko")
    assert west.detail == "365"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Café-Bar", "cafebar"),
        (" 제주  공항 ", "제주공항"),
        ("ＡＢ", "ab"),
        ("ÅNGSTRÖM", "angstrom"),
    ],
)
def test_texts_are_compared_without_case_accents_and_spaces(text, folded):
    assert fold(text) == unicodedata.normalize("NFD", folded)


def test_initials():
    assert take_initials("제주공항 3번") == "ㅈㅈㄱㅎㅂ"
    assert take_initials("ABC") == ""


def test_four_thousand_names_are_searched_in_an_instant():
    rng = np.random.default_rng(7)
    syllables = [chr(code) for code in range(ord("가"), ord("힣"), 97)]
    told = ["".join(rng.choice(syllables, 6)) + f" {row}" for row in range(4000)]
    index = index_of(told, [(33.5, 126.5)] * 4000)
    for text in ("가", told[7][:2], "ㄱㄴ", "9"):
        best_s = min(_seconds(index, text) for _ in range(5))
        assert best_s < 0.02, f"{text} took {best_s * 1000:.0f} ms"


def _seconds(index, text):
    began = time.process_time()
    find_places(index, text, language="ko", near=LatLon(33.4, 126.4))
    return time.process_time() - began


def index_of(told, points):
    records = [
        Record(kind="sights", id=str(row), names={"": name, "ko": name}, row=row, lat=lat, lon=lon)
        for row, (name, (lat, lon)) in enumerate(zip(told, points, strict=True))
    ]
    groups = [Group(one.id, (Sourced(one, 0, "told", ""),)) for one in records]
    places = build_places(groups)
    bounds = Bounds(south=33.0, west=126.0, north=34.0, east=127.0)
    return build_place_index(build_endpoint_finder(bounds, timetable=None, places=places))
