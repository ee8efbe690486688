import csv
import gzip
import io

import pytest
from tests.places.reading.read_drawn import facts_of, read_drawn

from modugil.places.reading.visitjeju import DIFFICULTIES, TAGS
from modugil.places.vocabulary import FACTS, Form

HEADER = (
    "alltag,contentsid,contentscd/value,contentscd/label,contentscd/refId,title,region1cd/value,"
    "region1cd/label,region1cd/refId,region2cd/value,region2cd/label,region2cd/refId,address,"
    "roadaddress,tag,introduction,latitude,longitude,postcode,phoneno,repPhoto/descseo,"
    "repPhoto/photoid/photoid,repPhoto/photoid/imgpath,repPhoto/photoid/thumbnailpath"
).split(",")
MOVED = HEADER[HEADER.index("address") :]
PLACE = {
    "alltag": "돌담,단차없음,장애인 화장실, 엘리베이터,승강기,쉬움,가능,없음",
    "contentsid": "CNTS_900000000000001",
    "contentscd/label": "관광지",
    "title": "돌담마을",
    "address": "제주시 애월읍 돌담리 12",
    "roadaddress": "제주시 돌담길 7",
    "introduction": "담이 &amp; 길",
    "latitude": "33.41",
    "longitude": "126.51",
    "phoneno": "--",
    "repPhoto/photoid/imgpath": "https://example.org/a.jpg",
}
FACTS_OF_PLACE = {
    "step_free_entrance": "yes",
    "accessible_toilet": "yes",
    "elevator": "yes",
    "difficulty": "easy",
    "category": "sight",
    "address": "제주시 돌담길 7",
    "address_lot": "제주시 애월읍 돌담리 12",
    "description": "담이 & 길",
    "image": "https://example.org/a.jpg",
    "tags": "돌담,단차없음,장애인 화장실,엘리베이터,승강기,쉬움,가능,없음",
}


def shifted(place, by):
    """The row with its columns from the address on written so many too far to the left."""
    moved = [place.get(one, "") for one in MOVED]
    kept = [place.get(one, "") for one in HEADER[: -len(MOVED) - by]]
    return [*kept, *moved, *["region1"] * by]


def read(tmp_path, *rows):
    path = tmp_path / "contents.csv.gz"
    text = io.StringIO()
    csv.writer(text).writerows([HEADER, *rows])
    path.write_bytes(gzip.compress(text.getvalue().encode("utf-8")))
    return read_drawn(path, "visitjeju")


def test_every_tag_that_is_read_is_a_fact_of_access():
    assert {FACTS[key] for key in TAGS.values()} == {Form.ACCESS}
    assert FACTS["difficulty"] is Form.WORD
    assert not TAGS.keys() & DIFFICULTIES.keys()


@pytest.mark.parametrize("by", [0, 2, 4])
def test_columns_are_read_from_where_they_stand(tmp_path, by):
    (record,), ledger = read(tmp_path, shifted(PLACE, by))
    assert (record.id, record.names["ko"]) == ("CNTS_900000000000001", "돌담마을")
    assert (record.lat, record.lon) == (33.41, 126.51)
    assert facts_of(record) == FACTS_OF_PLACE
    assert dict(ledger.noted) == ({"place_columns_shifted": 1} if by else {})


@pytest.mark.parametrize("by", [0, 2, 4])
@pytest.mark.parametrize(
    "lat, lon, noted",
    [
        ("", "", "place_position_missing"),
        ("0", "0", "place_position_unread"),
        ("37.5", "127.0", "place_position_outside"),
    ],
)
def test_a_row_without_a_position_is_kept_without_one(tmp_path, by, lat, lon, noted):
    place = {**PLACE, "latitude": lat, "longitude": lon}
    (record,), ledger = read(tmp_path, shifted(place, by))
    assert (record.lat, record.lon) == (None, None)
    assert facts_of(record)["address"] == "제주시 돌담길 7"
    assert dict(ledger.noted) == {noted: 1} | ({"place_columns_shifted": 1} if by else {})


def test_swapped_degrees_are_turned_round_and_noted(tmp_path):
    place = {**PLACE, "latitude": "126.51", "longitude": "33.41"}
    (record,), ledger = read(tmp_path, shifted(place, 0))
    assert (record.lat, record.lon) == (33.41, 126.51)
    assert dict(ledger.noted) == {"place_position_swapped": 1}


def test_several_difficulties_are_none_and_an_id_said_twice_is_one_place(tmp_path):
    place = {**PLACE, "alltag": "쉬움,아주 어려움", "contentscd/label": "정보"}
    nameless = {**PLACE, "title": "", "contentsid": "CNTS_2"}
    rows = [shifted(one, 0) for one in (place, place, nameless)]
    (record,), ledger = read(tmp_path, *rows)
    assert {"difficulty", "category"}.isdisjoint(facts_of(record))
    assert dict(ledger.noted) == {"place_tags_contradict": 1, "place_category_unread": 1}
    assert (ledger.repeated, dict(ledger.refused)) == (1, {"place_unnamed": 1})


def test_what_is_no_telephone_number_is_noted_and_a_page_is_kept_as_one(tmp_path):
    places = [
        {**PLACE, "contentsid": f"CNTS_{row}", "phoneno": one}
        for row, one in enumerate(["064-000-0000", "https://example.org/", "돌담길 7"])
    ]
    records, ledger = read(tmp_path, *(shifted(one, 0) for one in places))
    told = [facts_of(one) for one in records]
    assert [one.get("phone") for one in told] == ["064-000-0000", None, None]
    assert [one.get("website") for one in told] == [None, "https://example.org/", None]
    assert dict(ledger.noted) == {"place_value_misplaced": 2}


def test_an_id_that_says_something_else_the_second_time_is_refused_by_name(tmp_path):
    other = {**PLACE, "title": "다른마을"}
    rows = [shifted(one, 0) for one in (PLACE, PLACE, other)]
    for row, one in zip(rows, (PLACE, PLACE, other), strict=True):
        row[: len(HEADER) - len(MOVED)] = [one.get(key, "") for key in HEADER[: -len(MOVED)]]
    records, ledger = read(tmp_path, *rows)
    assert [record.names["ko"] for record in records] == ["돌담마을"]
    assert (ledger.repeated, dict(ledger.refused)) == (1, {"place_id_twice": 1})
