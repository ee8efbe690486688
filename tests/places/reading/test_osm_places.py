from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.places.reading.drawn import JEJU, read_file

from modugil.core.errors import RegionUnreadable
from modugil.places.reading.osm_places import find_centroid

KINDS = ["toilets", "sights", "chargers", "wifi"]


def tags(text):
    pairs = [one.split("=", 1) for one in text.split("|") if one]
    return "".join(f"<tag k={quoteattr(key)} v={quoteattr(value)}/>" for key, value in pairs)


def node(id, lat, lon, text=""):
    return f'<node id="{id}" version="1" lat="{lat}" lon="{lon}">{tags(text)}</node>'


def way(id, refs, text=""):
    points = "".join(f'<nd ref="{ref}"/>' for ref in refs)
    return f'<way id="{id}" version="1">{points}{tags(text)}</way>'


def relation(id, ways, text):
    members = "".join(f'<member type="way" ref="{ref}" role="outer"/>' for ref in ways)
    return (
        f'<relation id="{id}" version="1">{members}{tags("type=multipolygon|" + text)}</relation>'
    )


SQUARE = [
    node(1, 33.45, 126.57),
    node(2, 33.45, 126.58),
    node(3, 33.46, 126.58, "entrance=main|wheelchair=yes|door:width=95 cm|automatic_door=yes"),
    node(4, 33.46, 126.57, "entrance=yes|wheelchair=no"),
]


def read(tmp_path, *objects, kinds=KINDS):
    path = tmp_path / "drawn.osm"
    body = "".join(objects)
    path.write_text(f'<osm version="0.6">{body}</osm>', encoding="utf-8")
    return read_file(path, format="osm", kind="toilets", kinds=kinds, within=JEJU)


def test_a_toilet_says_what_its_tags_say(tmp_path):
    text = (
        "amenity=toilets|wheelchair=yes|changing_table=no|changing_table:adult=yes|unisex=no|"
        "opening_hours=Mo-Su 06:00-22:00|fee=no|operator=가람시|check_date=2025-05-01"
    )
    found = read(tmp_path, node(7, 33.45, 126.57, text))
    (record,) = found.records
    assert (record.id, record.kind, record.names["en"]) == ("toilets-n7", "toilets", "Toilets")
    assert (record.wheelchair, record.as_of) == ("yes", "2025-05-01")
    assert found.facts[0] == {
        "accessible_toilet": "yes",
        "changing_table": "no",
        "changing_table_adult": "yes",
        "unisex": "no",
        "hours": "Mo-Su 06:00-22:00",
        "fee": "no",
        "operator": "가람시",
    }
    assert found.noted == []


def test_limited_is_neither_yes_nor_no(tmp_path):
    text = "amenity=toilets|wheelchair=limited|wheelchair:description=one high step"
    found = read(tmp_path, node(7, 33.45, 126.57, text))
    assert found.records[0].wheelchair == ""
    assert found.facts == [{"access_note": "wheelchair=limited; one high step"}]


def test_an_area_is_at_its_middle_and_has_the_facts_of_its_entrances(tmp_path):
    museum = way(9, [1, 2, 3, 4, 1], "tourism=museum|name=가람미술관|toilets:wheelchair=no")
    found = read(tmp_path, *SQUARE, museum)
    (record,) = found.records
    assert (round(record.lat, 6), round(record.lon, 6)) == (33.455, 126.575)
    assert found.facts == [
        {
            "category": "culture",
            "accessible_toilet": "no",
            "step_free_entrance": "yes",
            "automatic_door": "yes",
            "entrance_width_m": "0.95",
        }
    ]


def test_a_relation_is_at_the_middle_of_its_ring_in_whatever_order_its_ways_stand(tmp_path):
    outline = [way(11, [3, 4, 1]), way(10, [1, 2, 3])]
    found = read(tmp_path, *SQUARE, *outline, relation(12, [11, 10], "tourism=zoo|name=가람"))
    (record,) = found.records
    assert (record.id, round(record.lat, 6), round(record.lon, 6)) == (
        "sights-r12",
        33.455,
        126.575,
    )


def test_only_no_at_every_entrance_is_no(tmp_path):
    museum = way(9, [1, 2, 4, 1], "tourism=museum|name=가람미술관")
    assert read(tmp_path, *SQUARE, museum).facts[0]["step_free_entrance"] == "no"


def test_a_hotel_with_wifi_is_two_places_and_a_source_may_ask_for_one_kind(tmp_path):
    hotel = node(7, 33.45, 126.57, "tourism=hotel|name=가람|internet_access=wlan")
    both = read(tmp_path, hotel)
    assert [(one.kind, one.id) for one in both.records] == [
        ("sights", "sights-n7"),
        ("wifi", "wifi-n7"),
    ]
    assert both.facts[1] == {"ssid_known": "no"}
    assert [one.kind for one in read(tmp_path, hotel, kinds=["wifi"]).records] == ["wifi"]


def test_only_chargers_meant_for_chairs_are_chargers(tmp_path):
    chair = node(7, 33.45, 126.57, "amenity=charging_station|wheelchair=designated|capacity=2")
    car = node(8, 33.45, 126.57, "amenity=charging_station|capacity=2")
    found = read(tmp_path, chair, car)
    assert [(one.id, one.wheelchair) for one in found.records] == [("chargers-n7", "yes")]
    assert found.facts == [{"capacity": "2"}]


def test_what_cannot_be_used_is_counted_by_reason(tmp_path):
    found = read(
        tmp_path,
        node(1, 33.45, 126.57, "amenity=toilets|access=private"),
        node(2, 33.45, 126.57, "tourism=viewpoint"),
        node(3, 37.5, 127.0, "amenity=toilets"),
        node(4, 33.45, 126.57, "amenity=toilets|opening_hours=언제나|door:width=wide"),
        way(5, [98, 99], "amenity=toilets"),
    )
    assert [one.id for one in found.records] == ["toilets-n4"]
    assert found.facts == [{"hours_text": "언제나"}]
    assert found.ledger.elsewhere == 1
    assert dict(found.ledger.refused) == {
        "place_not_public": 1,
        "place_unnamed": 1,
        "place_unlocated": 1,
    }
    assert dict(found.ledger.noted) == {"place_hours_unread": 1, "place_value_unread": 1}


@pytest.mark.parametrize("content", ["no data", ""])
def test_a_file_that_is_no_openstreetmap_ends_with_one_sentence(tmp_path, content):
    path = tmp_path / "drawn.osm.pbf"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RegionUnreadable, match=r"drawn\.osm\.pbf"):
        read_file(path, format="osm", kind="toilets")


def test_kinds_that_there_are_not_end_with_one_sentence(tmp_path):
    with pytest.raises(RegionUnreadable, match="kinds"):
        read(tmp_path, kinds=["castles"])


@given(
    st.floats(126, 127), st.floats(33, 34), st.floats(0.001, 0.1), st.floats(0.001, 0.1),
    st.integers(0, 3), st.booleans(),
)  # fmt: skip
def test_the_middle_of_a_box_is_the_same_from_every_corner_and_either_way(
    lon, lat, wide, high, first, turned
):
    box = [(lon, lat), (lon + wide, lat), (lon + wide, lat + high), (lon, lat + high)]
    ring = box[first:] + box[:first]
    ring = [*ring, ring[0]][:: -1 if turned else 1]
    assert find_centroid(ring) == pytest.approx((lon + wide / 2, lat + high / 2), abs=1e-9)


def test_real_streets_hold_places(shared_data):
    found = read_file(
        shared_data / "heidelberg" / "heidelberg.test.pbf",
        format="osm",
        kind="toilets",
        kinds=KINDS,
    )
    assert {one.kind for one in found.records} == {"toilets", "sights", "wifi"}
    assert (found.ledger.rows, len(found.records)) == (91, 38)
    assert dict(found.ledger.refused) == {"place_unnamed": 52, "place_not_public": 1}


@pytest.mark.parametrize("text", ["entrance=emergency", "entrance=exit", "entrance=yes|access=no"])
def test_a_door_that_visitors_may_not_take_makes_no_place_step_free(tmp_path, text):
    shut = node(3, 33.46, 126.58, f"{text}|wheelchair=yes|door:width=95 cm")
    museum = way(9, [1, 2, 3, 4, 1], "tourism=museum|name=가람관")
    (facts,) = read(tmp_path, SQUARE[0], SQUARE[1], shut, SQUARE[3], museum).facts
    assert facts["step_free_entrance"] == "no"
    assert "entrance_width_m" not in facts


def test_a_check_that_has_no_date_is_not_the_newest(tmp_path):
    found = read(tmp_path, node(7, 33.45, 126.57, "amenity=toilets|check_date=soon"))
    assert found.records[0].as_of == ""
