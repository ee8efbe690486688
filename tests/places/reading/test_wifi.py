import json

import pytest
from tests.places.reading.drawn import JEJU, PROVINCE, read_file, write_table

from modugil.core.errors import RegionUnreadable
from modugil.places.reading.wifi_jeju import clean_name

POINT = {
    "baseDate": "20241001",
    "macAddress": "9f2c",
    "apGroupName": "버스정류소_가람마을_(나래방면)_[405009999]",
    "installLocationDetail": "정류장 지붕 위",
    "category": "버스정류소",
    "categoryDetail": "버스정류소",
    "addressDong": "제주특별자치도 제주시 가람동",
    "addressDetail": "제주시 가람로 7",
    "latitude": "33.45",
    "longitude": "126.57",
}
SIGHT = {**POINT, "apGroupName": "가람폭포", "category": "관광지", "categoryDetail": "공영관광지"}
ROW = {
    "설치장소명": "가람도서관",
    "설치장소상세": "1층 로비",
    "설치시도명": "제주특별자치도",
    "설치시설구분명": "도서관",
    "와이파이SSID": "Public WiFi Free",
    "소재지도로명주소": "제주특별자치도 제주시 가람로 7",
    "위도": "33.45",
    "경도": "126.57",
    "데이터기준일자": "2025-01-31",
}


def read(tmp_path, *points):
    path = tmp_path / "wifi.json"
    path.write_text(json.dumps(points, ensure_ascii=False), encoding="utf-8")
    return read_file(path, format="wifi_jeju", kind="wifi", within=JEJU)


def read_kr(tmp_path, *rows, **options):
    path = write_table(tmp_path / "wifi.csv", rows)
    return read_file(path, format="wifi_kr", kind="wifi", within=JEJU, **options)


def test_an_access_point_of_a_stop_knows_its_stop_and_keeps_no_device(tmp_path):
    found = read(tmp_path, POINT)
    (record,), (facts,) = found.records, found.facts
    assert (record.id, record.names["ko"], record.as_of) == (
        "stop-405009999",
        "가람마을 (나래방면)",
        "2024-10-01",
    )
    assert facts == {
        "access_points": "1",
        "ssid_known": "no",
        "at_kind": "bus_stop",
        "at_id": "405009999",
        "place_detail": "정류장 지붕 위",
        "address": "제주시 가람로 7",
        "tags": "버스정류소",
    }
    assert POINT["macAddress"] not in repr(record)


def test_points_of_one_name_at_one_spot_are_one_place_with_a_count(tmp_path):
    near = {**SIGHT, "latitude": "33.450001", "installLocationDetail": "매표소"}
    far = {**SIGHT, "latitude": "33.4510"}
    found = read(tmp_path, SIGHT, near, far, {**near, "apGroupName": "나래폭포"})
    assert [facts["access_points"] for facts in found.facts] == ["2", "1", "1"]
    assert found.facts[0]["place_detail"] == "정류장 지붕 위, 매표소"
    assert {facts["at_kind"] for facts in found.facts} == {"sight"}
    assert found.ledger.repeated == 1


def test_what_a_list_lacks_is_noted(tmp_path):
    found = read(
        tmp_path,
        {**POINT, "apGroupName": "버스정류소_가람마을"},
        {**SIGHT, "latitude": "", "longitude": ""},
        {**SIGHT, "apGroupName": ""},
        {**SIGHT, "category": "우주", "categoryDetail": ""},
    )
    assert sorted(found.noted) == [
        ("place_position_missing", 2),
        ("place_stop_unread", 1),
        ("place_unnamed", 3),
    ]
    assert "at_id" not in found.facts[0]
    assert "at_kind" not in found.facts[2]


@pytest.mark.parametrize(
    "written, name",
    [
        ("버스정류소_가람마을_(나래방면)_[405009999]", "가람마을 (나래방면)"),
        ("버스정류소_가람도서관(나래 방면)(405009999)", "가람도서관(나래 방면)"),
        ("가람회관 버스정류소(405009999)", "가람회관"),
        ("전기차충전소_가람면사무소", "가람면사무소"),
        ("가람폭포", "가람폭포"),
        ("", ""),
    ],
)
def test_the_name_of_a_group_of_points_is_cleaned_of_what_machines_need(written, name):
    assert clean_name(written) == name


def test_a_course_of_the_olle_trail_is_called_so():
    assert clean_name("7코스", category="올레코스") == "올레 7코스"
    assert clean_name("올레 7코스", category="올레코스") == "올레 7코스"
    assert clean_name("7코스", category="공원") == "7코스"


@pytest.mark.parametrize("content", ["", "{}", "[1]", "[{]"])
def test_a_file_that_is_no_list_of_points_ends_with_one_sentence(tmp_path, content):
    path = tmp_path / "wifi.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RegionUnreadable, match=r"wifi\.json"):
        read_file(path, format="wifi_jeju", kind="wifi")


def test_the_nationwide_list_knows_names_of_networks(tmp_path):
    found = read_kr(tmp_path, ROW, {**ROW, "설치장소상세": "2층"}, province=PROVINCE)
    assert found.facts == [
        {
            "access_points": "2",
            "ssid_known": "yes",
            "ssid": "Public WiFi Free",
            "at_kind": "library",
            "place_detail": "1층 로비, 2층",
            "address": "제주특별자치도 제주시 가람로 7",
            "tags": "도서관",
        }
    ]
    assert found.ledger.repeated == 1


def test_access_points_of_other_provinces_are_elsewhere(tmp_path):
    found = read_kr(tmp_path, ROW, {**ROW, "설치시도명": "경기도"}, province=PROVINCE)
    assert (len(found.records), found.ledger.elsewhere) == (1, 1)


def test_every_network_of_a_spot_is_named(tmp_path):
    rows = [
        {**ROW, "와이파이SSID": ssid} for ssid in ("", "Public WiFi Free", "Public WiFi Secure")
    ]
    (facts,) = read_kr(tmp_path, *rows, province=PROVINCE).facts
    assert (facts["ssid"], facts["ssid_known"]) == ("Public WiFi Free, Public WiFi Secure", "yes")
