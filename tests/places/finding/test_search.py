"""One search over all places finds what a plain look at each place finds, in the same order."""

from datetime import datetime

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.places.drawn import draw_places

from modugil.core.access import Access
from modugil.core.geo import LatLon, distance_m
from modugil.places.finding.grid import build_grid, measure_along
from modugil.places.finding.index import HAS_KEYS, build_place_index
from modugil.places.finding.names import build_name_table, fold, match_names
from modugil.places.finding.needs import NEED_WORDS, judge_need, know_place
from modugil.places.finding.opening import parse_hours
from modugil.places.finding.search import Wanted, search_places

MIDDLE = LatLon(33.4, 126.5)
NOON = datetime.fromisoformat("2026-11-23T12:00")
POINT = st.builds(LatLon, st.floats(33.2, 33.6), st.floats(126.2, 126.9))
PLACE = st.builds(
    lambda kind, name, at, facts: f"{kind} {name} @ {at.lat:.6f},{at.lon:.6f} {facts}".strip(),
    st.sampled_from(("sights", "toilets", "wifi")),
    st.sampled_from(("성산일출봉", "성산항", "일출_식당", "산방산", "Seongsan_Port")),
    POINT,
    st.sampled_from(
        (
            "",
            "wheelchair=yes category=sight",
            "wheelchair=no category=sight hours=24/7",
            "accessible_toilet=yes emergency_bell=yes hours=24/7",
            "guide_dog=yes category=food hours=Mo-Fr_09:00-18:00",
            "guide_dog=yes wheelchair=yes hours=off",
        )
    ),
)
ASKED = st.builds(
    Wanted,
    text=st.sampled_from(("", "성산", "ㅅㅅ", "일출", "port", "없음")),
    kinds=st.sampled_from(((), ("sights",), ("toilets", "wifi"))),
    categories=st.sampled_from(((), ("sight", "food"))),
    needs=st.sets(st.sampled_from(("wheelchair", "sight"))).map(frozenset),
    confirmed=st.booleans(),
    open_at=st.sampled_from((None, NOON)),
    near=st.none() | POINT,
    radius_m=st.none() | st.floats(100, 50_000),
    along=st.lists(POINT, max_size=4).map(tuple),
    corridor_m=st.floats(50, 20_000),
    has=st.sampled_from((frozenset(), frozenset({"emergency_bell"}))),
)


@given(st.lists(PLACE, min_size=1, max_size=12), ASKED)
@settings(max_examples=150, deadline=None)
def test_law_the_index_finds_what_a_look_at_each_place_finds(lines, wanted):
    places = draw_places("\n".join(lines))
    index = build_place_index(places, at=MIDDLE)
    hits = search_places(index, wanted)
    assert hits.rows.tolist() == plain_search(places, index, wanted)


def plain_search(places, index, wanted):
    told = [tuple(places.names.all_of(row).values()) for row in range(len(places))]
    rank = match_names(build_name_table(told), wanted.text) if wanted.text else [0] * len(places)
    off_m, along_m = plain_along(index.grid, wanted)
    found = []
    for row in range(len(places)):
        place = places.get_place(row)
        judged = [judge_need(need, know_place(place)) for need in wanted.needs]
        if wanted.open_at:
            hours = parse_hours(place.get_value("hours"), at=MIDDLE)
            judged.append(hours.look(wanted.open_at).open if hours else Access.UNKNOWN)
        away_m = distance_m(wanted.near, LatLon(place.lat, place.lon)) if wanted.near else 0.0
        possible = Access.UNKNOWN in judged
        fits = (
            rank[row] != 255
            and Access.NO not in judged
            and not (wanted.confirmed and possible)
            and (not wanted.kinds or place.kind in wanted.kinds)
            and (not wanted.categories or place.get_value("category") in wanted.categories)
            and all(place.get_value(key) == "yes" for key in wanted.has)
            and (not wanted.along or off_m[row] <= wanted.corridor_m)
            and not (wanted.near and wanted.radius_m is not None and away_m > wanted.radius_m)
        )
        if fits:
            order_m = along_m[row] if wanted.along else away_m
            at_sight = bool(wanted.text) and place.kind != "sights"
            length = len(fold(told[row][0]))
            found.append((possible, rank[row], at_sight, int(order_m * 10), length, row))
    return [key[-1] for key in sorted(found)]


def plain_along(grid, wanted):
    """Of each place the metres from the nearest piece of the way, by looking at every piece."""
    points = grid.project(wanted.along)
    if len(points) == 1:
        points = np.vstack([points, points])
    found = []
    for x, y in zip(grid.x_m, grid.y_m, strict=True):
        best, gone = (np.inf, np.inf), 0.0
        for a, b in zip(points[:-1], points[1:], strict=True):
            length = float(np.hypot(*(b - a)))
            share = 0.0
            if length > 0:
                share = float(np.clip(np.dot((x, y) - a, b - a) / length**2, 0, 1))
            off = float(np.hypot(*((x, y) - a - share * (b - a))))
            if off < best[0]:
                best = (off, gone + share * length)
            gone += length
        found.append(best)
    return [off for off, _ in found], [along for _, along in found]


def test_a_way_measures_metres_as_the_ground_has_them():
    lat = np.array([33.40, 33.41, 33.45])
    lon = np.array([126.50, 126.51, 126.60])
    way = (LatLon(33.40, 126.50), LatLon(33.40, 126.52))
    off_m, along_m = measure_along(build_grid(lat, lon), way, corridor_m=1500.0)
    straight_m = distance_m(LatLon(33.41, 126.51), LatLon(33.40, 126.51))
    assert abs(off_m[1] - straight_m) < 2 and abs(along_m[1] - 929) < 3
    assert off_m[0] == 0 and np.isinf(off_m[2])


def test_a_region_without_places_has_an_index_too():
    index = build_place_index(draw_places(""), at=MIDDLE)
    wanted = Wanted(text="가", near=MIDDLE, along=(MIDDLE,), needs=frozenset(NEED_WORDS))
    assert len(search_places(index, wanted).rows) == 0


def test_every_fact_of_the_vocabulary_can_be_asked_for():
    index = build_place_index(draw_places("sights 가 @ 33.4,126.5 stop_id=7 steps=0"), at=MIDDLE)
    there = [
        key for key in HAS_KEYS if len(search_places(index, Wanted(has=frozenset({key}))).rows)
    ]
    assert there == ["stop_id"]
