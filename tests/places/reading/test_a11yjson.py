import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.places.reading.drawn import JEJU, read_file

from modugil.core.errors import RegionUnreadable
from modugil.places.reading.quantities import get_slope_deg, get_width_m, parse_quantity


def place(accessibility=None, *, point=(126.57, 33.45), **properties):
    return {
        "geometry": {"type": "Point", "coordinates": list(point)},
        "properties": {
            "category": "museum",
            "originalId": "7",
            "name": {"ko": "가람미술관", "en": "Garam"},
            **properties,
            "accessibility": accessibility,
        },
    }


def read(tmp_path, content):
    path = tmp_path / "places.json"
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return read_file(path, format="a11yjson", kind="sights", within=JEJU)


@pytest.mark.parametrize(
    "wrap", [lambda one: [one], lambda one: {"type": "FeatureCollection", "features": [one]}, dict]
)
def test_a_place_is_read_from_an_array_a_collection_or_alone(tmp_path, wrap):
    info = place(
        {
            "accessibleWith": {"wheelchair": True, "visualImpairment": False},
            "restrooms": [
                {"isAccessibleWithWheelchair": False, "hasChangingTableForAdults": True},
                {"isAccessibleWithWheelchair": True},
            ],
            "parking": {"forWheelchairUsers": {"count": 2}},
            "hasTactileGuideStrips": True,
        },
        phoneNumber="064-000-0000",
        address={"text": {"ko": "가람로 7"}},
        tags={"opening_hours": "Mo-Su 09:00-18:00", "other": "x"},
    )
    found = read(tmp_path, wrap(info))
    (record,), (facts,) = found.records, found.facts
    assert (record.id, record.kind, record.wheelchair) == ("7", "sights", "yes")
    assert record.names == {"": "가람미술관", "ko": "가람미술관", "en": "Garam"}
    assert (record.lat, record.lon) == (33.45, 126.57)
    assert facts == {
        "hours": "Mo-Su 09:00-18:00",
        "category": "culture",
        "phone": "064-000-0000",
        "address": "가람로 7",
        "sight_friendly": "no",
        "accessible_toilet": "yes",
        "changing_table_adult": "yes",
        "tactile_paving": "yes",
        "accessible_parking": "yes",
        "accessible_parking_count": "2",
    }


@pytest.mark.parametrize(
    "entrances, said",
    [
        ([{"isLevel": True}], "yes"),
        ([{"isLevel": False, "hasFixedRamp": True}], "yes"),
        ([{"isLevel": False, "hasFixedRamp": False}], "no"),
        ([{"isLevel": False, "hasFixedRamp": False, "hasRemovableRamp": True}], None),
        ([{"isLevel": False}], None),
        ([{}], None),
        ([{"isLevel": False, "hasFixedRamp": False}, {"isLevel": True}], "yes"),
        ([{"isLevel": False, "hasFixedRamp": False}, {}], None),
    ],
)
@pytest.mark.parametrize("as_features", [True, False])
def test_a_way_in_is_step_free_where_one_is_and_not_where_surely_none_is(
    tmp_path, entrances, said, as_features
):
    given_ = [{"properties": one} for one in entrances] if as_features else entrances
    found = read(tmp_path, [place({"entrances": given_})])
    assert found.facts[0].get("step_free_entrance") == said


def test_the_door_told_is_that_of_the_step_free_entrance(tmp_path):
    entrances = [
        {"isMainEntrance": True, "isLevel": False, "door": {"width": "2 m", "isAutomatic": True}},
        {"isLevel": True, "door": {"width": "85 .. 90 cm"}},
    ]
    found = read(tmp_path, [place({"entrances": entrances})])
    assert found.facts[0]["entrance_width_m"] == "0.85"
    assert "automatic_door" not in found.facts[0]
    width = next(said for said in found.records[0].said if said.key == "entrance_width_m")
    assert width.text == "85 .. 90 cm"


def test_partly_accessible_is_neither_yes_nor_no(tmp_path):
    found = read(tmp_path, [place({"wheelchairAccessibilityGrade": "partially"})])
    assert found.records[0].wheelchair == ""
    assert found.facts[0]["access_note"] == "wheelchairAccessibilityGrade: partially"
    grades = [place({"wheelchairAccessibilityGrade": one}) for one in ("fully", "not")]
    assert [one.wheelchair for one in read(tmp_path, grades).records] == ["yes", "no"]


def test_null_says_that_there_is_none_and_absence_says_nothing(tmp_path):
    found = read(
        tmp_path, [place({"parking": {"forWheelchairUsers": None}}), place({"parking": {}})]
    )
    assert [facts.get("accessible_parking") for facts in found.facts] == ["no", None]


def test_odd_values_are_noted_and_unknown(tmp_path):
    found = read(
        tmp_path,
        [
            place({"accessibleWith": {"wheelchair": "yes"}, "entrances": "one"}),
            place({"pathways": {"width": "< 90cm", "surface": {"longitudinalSlope": "steep"}}}),
            place(None, point=(33.45, 126.57)),
            place(None, name={}),
            {"geometry": None, "properties": {"name": "가람", "category": "x"}},
            "no place",
        ],
    )
    assert sorted(found.noted) == [
        ("place_access_unread", 1),
        ("place_position_missing", 5),
        ("place_position_swapped", 3),
        ("place_quantity_unread", 2),
        ("place_quantity_unread", 2),
        ("place_unnamed", 4),
        ("place_unnamed", 6),
        ("place_value_unread", 1),
    ]


@pytest.mark.parametrize(
    "given_, width_m",
    [
        ("90cm", 0.9),
        ("40 .. 45 cm", 0.4),
        ("> 1.2 m", 1.2),
        (">= 1,2m", 1.2),
        ("~ 36 in", 0.9144),
        ("< 90cm", None),
        ("!= 90cm", None),
        ("wide", None),
        ("90 kg", None),
        ({"value": 90, "unit": "cm"}, 0.9),
        ({"value": 1, "unit": "meter", "precision": 0.1}, 0.9),
        ({"min": 0.8, "max": 1.0, "unit": "m"}, 0.8),
        ({"max": 1.0, "unit": "m"}, None),
        ({"value": 90, "unit": "cm", "operator": "<"}, None),
        ({"value": "90", "unit": "cm"}, None),
        ({"value": True, "unit": "cm"}, None),
        ({}, None),
        (90, None),
    ],
)
def test_a_width_is_what_it_surely_is(given_, width_m):
    quantity = parse_quantity(given_)
    found = get_width_m(quantity) if quantity is not None else None
    assert found == (None if width_m is None else pytest.approx(width_m))


@pytest.mark.parametrize(
    "given_, slope_deg",
    [
        ("5 deg", 5.0),
        ("3 - 5°", 5.0),
        ("< 6 %", 3.4336),
        ("> 5 deg", None),
        ({"value": 100, "unit": "percent"}, 45.0),
        ({"value": 5, "unit": "m"}, None),
    ],
)
def test_a_slope_is_the_steepest_it_can_be(given_, slope_deg):
    quantity = parse_quantity(given_)
    found = get_slope_deg(quantity) if quantity is not None else None
    assert found == (None if slope_deg is None else pytest.approx(slope_deg, abs=1e-4))


KEYS = (
    "category tags accessibility entrances properties restrooms parking door width staff count "
    "forWheelchairUsers pathways surface media address text originalId wifi isLevel"
).split()
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5)
    ),
    max_leaves=15,
)


@given(st.dictionaries(st.sampled_from(KEYS), anything), anything)
def test_whatever_stands_in_a_place_it_is_read_or_noted(tmp_path_factory, properties, point):
    info = {
        "properties": {**properties, "name": "가람"},
        "geometry": {"type": "Point", "coordinates": point},
    }
    found = read(tmp_path_factory.getbasetemp(), [info])
    assert len(found.records) == 1


@pytest.mark.parametrize("content", ["", "7", '{"features": 7}'])
def test_a_file_that_holds_no_places_ends_with_one_sentence(tmp_path, content):
    path = tmp_path / "places.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RegionUnreadable, match=r"places\.json"):
        read_file(path, format="a11yjson", kind="sights")
