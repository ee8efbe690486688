import pytest
from tests.places.reading.drawn import JEJU, PROVINCE, read_file, write_table

ROW = {
    "시설명": "가람도서관",
    "시도명": "제주특별자치도",
    "소재지도로명주소": "제주특별자치도 제주시 가람로 7",
    "소재지지번주소": "",
    "위도": "33.45",
    "경도": "126.57",
    "설치장소설명": "1층 현관",
    "평일운영시작시각": "09:00",
    "평일운영종료시각": "18:00",
    "토요일운영시작시각": "00:00",
    "토요일운영종료시각": "00:00",
    "공휴일운영시작시각": "00:00",
    "공휴일운영종료시각": "00:00",
    "동시사용가능대수": "2",
    "공기주입가능여부": "Y",
    "휴대전화충전가능여부": "N",
    "관리기관명": "가람시",
    "관리기관전화번호": "064-000-0000",
    "데이터기준일자": "2025-06-26",
}
API = (
    "fcltyNm,ctprvnNm,rdnmadr,lnmadr,latitude,longitude,instlLcDesc,weekdayOperOpenHhmm,"
    "weekdayOperColseHhmm,satOperOperOpenHhmm,satOperCloseHhmm,holidayOperOpenHhmm,"
    "holidayCloseOpenHhmm,smtmUseCo,airInjectorYn,moblphonChrstnYn,institutionNm,"
    "institutionPhoneNumber,referenceDate"
).split(",")


def read(tmp_path, *rows, **options):
    path = write_table(tmp_path / "chargers.csv", rows)
    return read_file(path, format="chargers_kr", kind="chargers", within=JEJU, **options)


@pytest.mark.parametrize("columns", [list(ROW), API])
def test_a_charger_is_read_from_the_file_and_from_the_api_alike(tmp_path, columns):
    found = read(tmp_path, dict(zip(columns, ROW.values(), strict=True)))
    (record,), (facts,) = found.records, found.facts
    assert (record.names[""], record.lat, record.lon, record.as_of) == (
        "가람도서관",
        33.45,
        126.57,
        "2025-06-26",
    )
    assert facts == {
        "capacity": "2",
        "air_pump": "yes",
        "phone_charging": "no",
        "place_detail": "1층 현관",
        "address": "제주특별자치도 제주시 가람로 7",
        "operator": "가람시",
        "phone": "064-000-0000",
        "hours": "Mo-Fr 09:00-18:00; Sa off; Su,PH off",
    }
    hours = next(said for said in record.said if said.key == "hours")
    assert hours.text == "평일 09:00-18:00, 토요일 00:00-00:00, 공휴일 00:00-00:00"


def test_hours_that_end_before_they_begin_are_shown_as_they_stand(tmp_path):
    found = read(tmp_path, {**ROW, "평일운영종료시각": "00:00"})
    assert found.noted == [("place_hours_unread", 2)]
    assert "hours" not in found.facts[0]
    assert found.facts[0]["hours_text"].startswith("평일 09:00-00:00")


def test_columns_that_hold_each_others_values_are_noted(tmp_path):
    found = read(
        tmp_path,
        {**ROW, "공기주입가능여부": "09:00", "동시사용가능대수": "2025-06-26"},
        {**ROW, "시설명": "나래", "위도": "제주특별자치도 제주시 나래로 7"},
        {**ROW, "시설명": "다온", "위도": "126.57", "경도": "33.45"},
        {**ROW, "시설명": "라온", "동시사용가능대수": "0"},
    )
    assert sorted(found.noted) == [
        ("place_counts_empty", 5),
        ("place_position_swapped", 4),
        ("place_position_unread", 3),
        ("place_value_misplaced", 2),
        ("place_value_misplaced", 2),
    ]
    assert [record.lat for record in found.records] == [33.45, None, 33.45, 33.45]


def test_chargers_of_other_provinces_are_elsewhere_and_old_names_are_the_same(tmp_path):
    old = {**ROW, "시설명": "나래", "시도명": "제주도"}
    busan = {**ROW, "시도명": "부산광역시"}
    found = read(tmp_path, ROW, old, busan, province=PROVINCE)
    assert [record.names[""] for record in found.records] == ["가람도서관", "나래"]
    assert found.ledger.elsewhere == 1
