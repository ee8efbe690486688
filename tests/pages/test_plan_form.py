from types import SimpleNamespace
from typing import Any

import pytest

from modugil.answers.asking.needs_cards import build_needs_cards
from modugil.answers.itinerary import PlaceRef
from modugil.core.errors import PlaceNotFound
from modugil.pages.plan_form import Field, find_field, read_form
from modugil.pages.plan_view import preset_numbers, strictest_numbers


def place(ref: str, name: str) -> PlaceRef:
    return PlaceRef(ref=ref, kind="stop", name=name, lat=33.5, lon=126.5)


HALL, OLD_HALL, PIER = place("stop:1", "시청"), place("stop:2", "구시청"), place("stop:3", "부두")


def find(text, *, language, limit, near):
    return [one for one in (HALL, OLD_HALL, PIER) if text in one.name][:limit]


def get_place(ref, *, language):
    for one in (HALL, OLD_HALL, PIER):
        if one.ref == ref:
            return one
    raise PlaceNotFound("no such place")


DESK: Any = SimpleNamespace(find=find, get_place=get_place)
"""Three places, of which two names hold "시청"."""


@pytest.mark.parametrize(
    "field, found",
    [
        (Field("부두"), PIER),
        (Field("시청"), HALL),
        (Field("무엇이든", "stop:2"), OLD_HALL),
        (Field("stop:3"), PIER),
        (Field("부두", "stop:gone"), PIER),
    ],
)
def test_a_field_means_the_chosen_place_else_what_its_text_says(field, found):
    assert find_field(DESK, field, language="ko").place == found


def test_several_places_are_offered_and_none_is_taken_by_itself():
    found = find_field(DESK, Field("청"), language="ko")
    assert found.place is None
    assert found.choices == (HALL, OLD_HALL)


def test_a_place_counts_only_for_the_text_it_was_chosen_for():
    query = {"from": "시청", "fromRef": "stop:2", "fromFor": "구시청"}
    assert read_form(query).start == Field("시청", "")
    assert read_form(query | {"fromFor": "시청"}).start == Field("시청", "stop:2")


def test_what_cannot_be_meant_is_left_out():
    form = read_form({"needs": "hovercraft", "when": "later", "maxKerbCm": " ", "from": "x" * 999})
    assert (form.needs, form.when, form.limits) == ("powered-wheelchair", "now", {})
    assert len(form.start.text) == 100


def test_now_has_no_time_and_a_time_alone_is_when_to_leave():
    now = read_form({"when": "now", "at": "2026-11-23T08:00"})
    assert (now.when, now.at) == ("now", "")
    assert read_form({"at": "2026-11-23T08:00"}).when == "leave"
    assert read_form({"when": "arrive", "at": "2026-11-23T08:00"}).when == "arrive"


def test_a_coordinate_outside_the_region_is_not_looked_for_as_a_name():
    with pytest.raises(PlaceNotFound):
        find_field(DESK, Field("33.6, 126.5"), language="ko")
    assert find_field(DESK, Field("33, 길"), language="ko").place is None


def test_those_who_come_along_are_one_word_however_they_are_given():
    form = read_form({"needs": "stroller", "with": "low-vision,stroller,hovercraft"})
    assert form.needs == "stroller,low-vision"
    assert form.group == ("stroller", "low-vision")
    assert read_form({"needs": "stroller,low-vision"}) == form
    assert read_form({"needs": "stroller"}).group == ("stroller",)


def test_a_group_is_shown_the_strictest_of_its_presets_limits():
    numbers = preset_numbers(build_needs_cards())
    strictest = strictest_numbers(numbers, ("walking", "stroller", "powered-wheelchair"))
    assert strictest["maxKerbCm"] == numbers["powered-wheelchair"]["maxKerbCm"]
    assert strictest["minWidthCm"] == numbers["powered-wheelchair"]["minWidthCm"]
    assert strictest["speedKmh"] == numbers["stroller"]["speedKmh"]
    assert strictest_numbers(numbers, ("walking",)) == numbers["walking"]
