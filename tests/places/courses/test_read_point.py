from math import inf

import pytest
from tests.places.courses.points import disputed, make_place

from modugil.core.access import Access
from modugil.places.courses.course import Offer, Slope, Span, Width
from modugil.places.courses.read_point import read_point
from modugil.region.vocabulary import Surface


def test_what_nobody_measured_is_unknown() -> None:
    point = read_point(make_place())
    assert (point.slope, point.width, point.steps) == (None, None, None)
    assert (point.surface, point.even) == (Surface.UNKNOWN, Access.UNKNOWN)


def test_of_a_range_of_slopes_the_steepest_counts() -> None:
    point = read_point(
        make_place(slope_deg="4", slope_most_deg="6", slope_way="up", slope_length_m="80")
    )
    assert point.slope == Slope(Span(6, 6), "up", 80)


def test_a_slope_that_is_only_bounded_may_be_anything_up_to_it() -> None:
    slope = read_point(make_place(slope_most_deg="5")).slope
    assert slope is not None and slope.steepest_deg == Span(0, 5)


def test_a_slope_without_a_number_is_not_measured() -> None:
    point = read_point(make_place(slope_way="up", slope_length_m="71", has_steps_or_slope="yes"))
    assert point.slope is None


def test_where_sources_differ_every_number_counts() -> None:
    slope, width = (read_point(disputed(key, "3", "8")) for key in ("slope_deg", "path_width_m"))
    assert slope.slope is not None and slope.slope.steepest_deg == Span(3, 8)
    assert width.width == Width(Span(3, 8), of_path=True)


def test_a_door_alone_says_nothing_of_the_width_of_the_path() -> None:
    width = read_point(make_place(entrance_width_m="0.9")).width
    assert width == Width(Span(0.9, 0.9), of_path=False)
    both = read_point(make_place(entrance_width_m="0.7", path_width_m="1.5")).width
    assert both == Width(Span(0.7, 0.7), of_path=True)


@pytest.mark.parametrize(
    "text, steps",
    [
        ("계단", Span(1, inf)),
        ("접근성 정보 있음 (계단 혹은 경사 있음. 길 상태 안 좋음)", None),
        ("계단이 없음", None),
        ("", None),
    ],
)
def test_a_mark_of_steps_or_a_slope_is_steps_only_where_the_words_say_so(
    text: str, steps: Span | None
) -> None:
    assert read_point(make_place(text=text, has_steps_or_slope="yes")).steps == steps


def test_neither_steps_nor_slope_means_no_steps_and_measures_no_slope() -> None:
    point = read_point(make_place(has_steps_or_slope="no"))
    assert point.steps == Span(0, 0)
    assert point.slope is None


@pytest.mark.parametrize("word, even", [("broken", Access.NO), ("even", Access.YES)])
def test_the_ground_is_warned_of_or_said_to_be_even(word: str, even: Access) -> None:
    assert read_point(make_place(surface_state=word)).even is even


def test_surfaces_are_those_of_streets() -> None:
    assert read_point(make_place(surface="tiles")).surface is Surface.PAVING_STONES
    assert read_point(make_place(surface="lava")).surface is Surface.UNKNOWN


@pytest.mark.parametrize(
    "name, facts, offers",
    [
        ("쉼터", {}, {Offer.REST}),
        ("하도포구 정자", {}, {Offer.REST}),
        ("주차장", {}, {Offer.OTHER_PARKING}),
        ("주차장", {"accessible_parking": "yes"}, {Offer.PARKING}),
        ("화장실", {"accessible_toilet": "no"}, {Offer.OTHER_TOILET}),
        ("화장실", {"accessible_toilet": "yes"}, {Offer.TOILET}),
        ("화장실 없음", {}, set()),
        ("1번 입구", {}, set()),
    ],
)
def test_what_a_point_offers(name: str, facts: dict[str, str], offers: set[Offer]) -> None:
    assert read_point(make_place(name, known=facts)).offers == offers
