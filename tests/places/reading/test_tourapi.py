import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.places.reading.read_drawn import facts_of, read_drawn

from modugil.core.errors import RegionUnreadable

LISTED = {
    "contentid": "9000001",
    "contenttypeid": "14",
    "title": "돌담박물관",
    "addr1": "제주특별자치도 제주시 돌담길 7",
    "addr2": "(돌담동)",
    "mapx": "126.5100000000",
    "mapy": "33.4100000000",
    "tel": "",
    "firstimage": "http://example.org/a.jpg",
    "modifiedtime": "20240312101112",
}
COMMON = {
    **LISTED,
    "overview": "돌로 쌓은 담.<br />\n담 &amp; 길",
    "homepage": '<a href="https://example.org/dol" target="_blank">누리집</a>',
}
WITH_TOUR = {
    "contentid": "9000001",
    "parking": "장애인 주차장 있음(2대)_무장애 편의시설",
    "wheelchair": "대여가능(3대)",
    "exit": "주출입구는 턱이 없어 휠체어 접근 가능함",
    "restroom": "",
    "elevator": "없음",
    "publictransport": "버스정류장에서 300m",
    "braileblock": "점자블록 있음(주출입구)",
    "stroller": "대여가능",
    "handicapetc": "경사가 심함",
}


def page(items, *, code="0000"):
    body = {"items": {"item": items} if items else ""}
    return {"response": {"header": {"resultCode": code, "resultMsg": "OK"}, "body": body}}


def read(tmp_path, *pages):
    folder = tmp_path / "saved"
    folder.mkdir()
    for row, one in enumerate(pages):
        text = one if isinstance(one, str) else json.dumps(one, ensure_ascii=False)
        (folder / f"page-{row}.json").write_text(text, encoding="utf-8")
    return read_drawn(folder, "tourapi")


def test_pages_of_one_place_are_put_together_in_any_order(tmp_path):
    pages = [page([WITH_TOUR]), page([COMMON]), page([LISTED, {**LISTED, "contentid": "9000002"}])]
    (record, other), ledger = read(tmp_path, *pages)
    assert (record.id, record.names["ko"], record.as_of) == ("9000001", "돌담박물관", "2024-03-12")
    assert (record.lat, record.lon) == (33.41, 126.51)
    assert facts_of(record) == {
        "accessible_parking": "yes",
        "accessible_parking_count": "2",
        "rental_wheelchair": "yes",
        "rental_wheelchair_count": "3",
        "step_free_entrance": "yes",
        "elevator": "no",
        "tactile_paving": "yes",
        "rental_stroller": "yes",
        "category": "culture",
        "address": "제주특별자치도 제주시 돌담길 7 (돌담동)",
        "image": "http://example.org/a.jpg",
        "description": "돌로 쌓은 담.\n담 & 길",
        "website": "https://example.org/dol",
        "access_note": "장애인 주차: 장애인 주차장 있음(2대)\n대중교통: 버스정류장에서 300m\n"
        "휠체어: 대여가능(3대)\n출입통로: 주출입구는 턱이 없어 휠체어 접근 가능함\n"
        "엘리베이터: 없음\n그 밖: 경사가 심함",
        "sight_note": "점자블록: 점자블록 있음(주출입구)",
        "infants_note": "유모차: 대여가능",
        "public_transport": "버스정류장에서 300m",
    }
    assert {one.text for one in record.said if one.key == "elevator"} == {"없음"}
    assert facts_of(other)["category"] == "culture"
    assert (ledger.rows, ledger.noted["access_text_unread"]) == (2, 2)


def test_a_place_named_twice_counts_once_and_details_alone_are_noted(tmp_path):
    alone = {**WITH_TOUR, "contentid": "9000009"}
    records, ledger = read(tmp_path, page([LISTED]), page([LISTED]), page(alone), page([]))
    assert len(records) == 1
    assert (ledger.rows, ledger.repeated) == (2, 1)
    assert dict(ledger.noted) == {"tourapi_detail_alone": 1}


@pytest.mark.parametrize(
    "written, why",
    [
        (page([], code="0003"), "no data"),
        ({"resultCode": "22", "resultMsg": "LIMITED_NUMBER_OF_SERVICE_REQUESTS"}, "no more calls"),
        (
            "<OpenAPI_ServiceResponse><cmmMsgHeader><returnReasonCode>30</returnReasonCode>"
            "</cmmMsgHeader></OpenAPI_ServiceResponse>",
            "key is not registered",
        ),
        ({"response": {}}, "code none"),
        ([], "code none"),
        ("not json", "no JSON"),
        (page("x"), "is no page"),
    ],
)
def test_a_page_that_is_an_error_ends_with_one_sentence(tmp_path, written, why):
    with pytest.raises(RegionUnreadable, match=why):
        read(tmp_path, page([LISTED]), written)


def test_a_folder_without_pages_ends_with_one_sentence(tmp_path):
    with pytest.raises(RegionUnreadable, match="holds no saved page"):
        read(tmp_path)


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*LISTED, "items", "item", "parking"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(ANY_JSON, st.sampled_from(["answer", "response", "body", "items", "item"]))
def test_whatever_stands_in_a_page_it_is_read_or_ends_with_one_sentence(
    tmp_path_factory, anything, where
):
    pages = {
        "answer": anything,
        "response": {"response": anything},
        "body": {"response": {"header": {"resultCode": "0000"}, "body": anything}},
        "items": {"response": {"header": {"resultCode": "0000"}, "body": {"items": anything}}},
        "item": page(anything),
    }
    path = tmp_path_factory.mktemp("any") / "page.json"
    path.write_text(json.dumps(pages[where]), encoding="utf-8")
    try:
        read_drawn(path, "tourapi")
    except RegionUnreadable as told:
        assert "page.json" in str(told)
