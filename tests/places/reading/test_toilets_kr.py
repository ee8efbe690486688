import pytest
from tests.places.reading.drawn import JEJU, PROVINCE, read_file, write_table

from modugil.core.errors import RegionUnreadable

OLDER = {
    "화장실명": "가람쉼터 화장실",
    "남녀공용화장실여부": "N",
    "소재지도로명주소": "제주특별자치도 제주시 가람로 7",
    "소재지지번주소": "",
    "남성용-대변기수": 2,
    "남성용-소변기수": 3,
    "남성용-장애인용대변기수": 1,
    "남성용-장애인용소변기수": 0,
    "남성용-어린이용대변기수": 0,
    "남성용-어린이용소변기수": 0,
    "여성용-대변기수": 4,
    "여성용-장애인용대변기수": 1,
    "여성용-어린이용대변기수": 2,
    "전화번호": "064-000-0000",
    "개방시간": "09:00~18:00",
    "위도": "33.45",
    "경도": "126.57",
    "데이터기준일자": "2024-10-01",
}
PRESENT = {
    "개방자치단체코드": "6500000",
    "관리번호": "5010000-0007",
    "구분명": "공중화장실",
    "근거법령명": "공중화장실법",
    **{key: one for key, one in OLDER.items() if key not in ("위도", "경도", "남녀공용화장실여부")},
    "관리기관명": "가람시",
    "개방시간": "정시",
    "개방시간상세": "09:00~18:00",
    "설치연월": "2015-06",
    "화장실소유구분명": "공공기관-지방자치단체",
    "오물처리방식": "수세식",
    "안전관리시설설치대상여부": "Y",
    "비상벨설치여부": "Y",
    "비상벨설치장소": "장애인화장실",
    "화장실입구CCTV설치유무": "N",
    "기저귀교환대유무": "Y",
    "기저귀교환대장소": "여자화장실",
    "리모델링연월": "",
    "데이터갱신구분": "I",
    "데이터갱신시점": "2025-01-31 09:00:00",
    "최종수정시점": "2025-01-31 09:00:00",
}


def read(tmp_path, *rows, encoding="cp949", **options):
    path = write_table(tmp_path / "toilets.csv", rows, encoding=encoding)
    return read_file(path, format="toilets_kr", kind="toilets", within=JEJU, **options)


@pytest.mark.parametrize("encoding", ["cp949", "utf-8-sig", "utf-8"])
def test_the_older_form_tells_where_and_what(tmp_path, encoding):
    found = read(tmp_path, OLDER, encoding=encoding)
    (record,), (facts,) = found.records, found.facts
    assert (record.names, record.lat, record.lon) == (
        {"": "가람쉼터 화장실", "ko": "가람쉼터 화장실"},
        33.45,
        126.57,
    )
    assert (record.kind, record.as_of, record.wheelchair) == ("toilets", "2024-10-01", "")
    assert facts == {
        "stalls_male": "2",
        "stalls_female": "4",
        "accessible_stalls_male": "1",
        "accessible_stalls_female": "1",
        "accessible_urinals": "0",
        "children_stalls": "2",
        "accessible_toilet": "yes",
        "unisex": "no",
        "phone": "064-000-0000",
        "address": "제주특별자치도 제주시 가람로 7",
        "hours": "Mo-Su 09:00-18:00",
        "hours_text": "09:00~18:00",
    }
    assert found.noted == []


def test_the_present_form_has_no_position_and_one_note_for_all(tmp_path):
    assert len(PRESENT) == 34
    found = read(tmp_path, PRESENT, {**PRESENT, "관리번호": "5010000-0008"})
    assert found.noted == [("place_positions_none", 1)]
    assert [(one.id, one.lat, one.lon) for one in found.records] == [
        ("5010000-0007", None, None),
        ("5010000-0008", None, None),
    ]
    facts = found.facts[0]
    assert {key: facts[key] for key in ("emergency_bell", "entrance_cctv", "changing_table")} == {
        "emergency_bell": "yes",
        "entrance_cctv": "no",
        "changing_table": "yes",
    }
    assert facts["emergency_bell_place"] == "장애인화장실"
    assert facts["changing_table_place"] == "여자화장실"
    assert (facts["hours"], facts["hours_text"]) == ("Mo-Su 09:00-18:00", "정시 09:00~18:00")


@pytest.mark.parametrize(
    "male, female, urinals, said",
    [(1, 0, 0, "yes"), (0, 2, 0, "yes"), (0, 0, 0, "no"), ("", 0, 0, None), (0, 0, 1, None)],
)
def test_a_bowl_is_an_accessible_toilet_and_never_a_way_there(
    tmp_path, male, female, urinals, said
):
    row = {**OLDER, "남성용-장애인용대변기수": male, "여성용-장애인용대변기수": female}
    found = read(tmp_path, {**row, "남성용-장애인용소변기수": urinals})
    assert found.facts[0].get("accessible_toilet") == said
    assert found.records[0].wheelchair == ""


def test_a_toilet_without_any_bowl_was_not_counted(tmp_path):
    zeros = {key: 0 if key.endswith("기수") else value for key, value in OLDER.items()}
    found = read(tmp_path, zeros)
    assert not {"accessible_toilet", "stalls_male"} & set(found.facts[0])
    assert found.noted == [("place_counts_empty", 2)]


def test_odd_cells_are_noted_and_unknown(tmp_path):
    found = read(
        tmp_path,
        {**OLDER, "개방시간": "오일장 개장 시", "남녀공용화장실여부": "09:00", "위도": "가람로 7"},
        {**OLDER, "화장실명": "나래", "여성용-대변기수": "많음", "데이터기준일자": "어제"},
    )
    assert sorted(found.noted) == [
        ("place_date_unread", 3),
        ("place_hours_unread", 2),
        ("place_position_unread", 2),
        ("place_value_misplaced", 2),
        ("place_value_unread", 3),
    ]
    assert found.facts[0]["hours_text"] == "오일장 개장 시"
    assert "hours" not in found.facts[0] and "unisex" not in found.facts[0]
    assert "stalls_female" not in found.facts[1] and found.records[1].as_of == ""


def test_rows_of_other_provinces_copies_and_nameless_rows_are_counted(tmp_path):
    busan = {**OLDER, "소재지도로명주소": "부산광역시 가람구 가람로 7"}
    found = read(tmp_path, OLDER, OLDER, busan, {**OLDER, "화장실명": " "}, province=PROVINCE)
    assert len(found.records) == 1
    assert (found.ledger.elsewhere, found.ledger.repeated) == (1, 1)
    assert dict(found.ledger.refused) == {"place_unnamed": 1}


def test_two_toilets_of_one_name_and_address_are_two(tmp_path):
    found = read(tmp_path, OLDER, {**OLDER, "여성용-대변기수": 9})
    first, second = (record.id for record in found.records)
    assert second == f"{first}-2"


def test_a_file_of_another_form_ends_with_one_sentence(tmp_path):
    with pytest.raises(RegionUnreadable, match=r"toilets\.csv"):
        read(tmp_path, {"이름": "가람"})


def test_a_province_that_there_is_not_ends_with_one_sentence(tmp_path):
    with pytest.raises(RegionUnreadable, match="province"):
        read(tmp_path, OLDER, province="가람도")
