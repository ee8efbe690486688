from tests.places.reading.drawn import JEJU, PROVINCE, read_file, write_table

ROW = {
    "교통약자이동지원센터명": "가람 이동지원센터",
    "소재지도로명주소": "제주특별자치도 제주시 가람로 7",
    "소재지지번주소": "",
    "위도": "33.45",
    "경도": "126.57",
    "보유차량대수": "12",
    "보유차량종류": "승합차",
    "슬로프형휠체어차량대수": "11",
    "리프트형휠체어차량대수": "1",
    "예약접수전화번호": "064-000-0000",
    "예약접수인터넷주소": "해당없음",
    "앱서비스명": "",
    "평일예약접수운영시작시각": "09:00",
    "평일예약접수운영종료시각": "18:00",
    "주말예약접수운영시작시각": "00:00",
    "주말예약접수운영종료시각": "00:00",
    "차량평일운행시작시각": "00:00",
    "차량평일운행종료시각": "23:59",
    "차량주말운행시작시각": "00:00",
    "차량주말운행종료시각": "23:59",
    "사전예약신청기간": "1일전",
    "차량이용대상": "휠체어 이용자+65세 이상",
    "차량이용요금": "기본 1000원",
    "데이터기준일자": "2025-01-31",
    "제공기관명": "제주특별자치도",
}


def read(tmp_path, *rows):
    path = write_table(tmp_path / "centres.csv", rows)
    options = {"within": JEJU, "province": PROVINCE}
    return read_file(path, format="centres_kr", kind="centres", **options)


def test_a_centre_tells_its_cars_and_how_to_book(tmp_path):
    found = read(tmp_path, ROW)
    assert found.facts == [
        {
            "vehicles": "12",
            "ramp_vehicles": "11",
            "lift_vehicles": "1",
            "vehicle_types": "승합차",
            "booking_phone": "064-000-0000",
            "booking_ahead": "1일전",
            "eligible": "휠체어 이용자+65세 이상",
            "fee": "기본 1000원",
            "address": "제주특별자치도 제주시 가람로 7",
            "hours": "24/7",
            "booking_hours": "Mo-Fr 09:00-18:00; Sa,Su off",
        }
    ]
    assert found.noted == []


def test_more_cars_with_ramps_than_cars_are_told_with_a_note(tmp_path):
    found = read(tmp_path, {**ROW, "보유차량대수": "8"})
    assert found.facts[0]["vehicles"] == "8"
    assert found.noted == [("place_counts_disagree", 2)]


def test_where_a_centre_is_may_be_told_by_who_published_it(tmp_path):
    nowhere = {**ROW, "소재지도로명주소": ""}
    found = read(tmp_path, nowhere, {**nowhere, "제공기관명": "경기도 가람시"})
    assert (len(found.records), found.ledger.elsewhere) == (1, 1)
