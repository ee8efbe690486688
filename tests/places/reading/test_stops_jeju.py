import pytest
from tests.places.reading.drawn import JEJU, read_file, write_table

NEWER = ("정류소아이디", "정류소명", "경도", "위도", "위치정보(주변설명)", "데이터 기준일자")
OLDER = ("정류소ID", "정류소명", "lati", "long", "위치정보(주변설명)", "데이터기준일자")
STOP = ("405009999", "가람마을", "126.57", "33.45", "가람도서관 앞", "2022-11-01")


def read(tmp_path, *rows, columns=NEWER):
    table = [dict(zip(columns, row, strict=True)) for row in rows]
    path = write_table(tmp_path / "stops.csv", table)
    return read_file(path, format="stops_jeju", kind="stops", within=JEJU)


@pytest.mark.parametrize("columns, noted", [(NEWER, []), (OLDER, [("place_columns_swapped", 1)])])
def test_columns_that_hold_each_others_values_are_told_once(tmp_path, columns, noted):
    other = ("405009998", "나래마을", "126.58", "33.46", "", "2022-11-01")
    found = read(tmp_path, STOP, other, columns=columns)
    assert found.noted == noted
    assert [(one.id, one.lat, one.lon, one.as_of) for one in found.records] == [
        ("405009999", 33.45, 126.57, "2022-11-01"),
        ("405009998", 33.46, 126.58, "2022-11-01"),
    ]
    assert found.facts == [
        {"stop_id": "405009999", "place_detail": "가람도서관 앞"},
        {"stop_id": "405009998"},
    ]


def test_one_stop_turned_round_among_many_is_noted_by_itself(tmp_path):
    turned = ("405009998", "나래마을", "33.46", "126.58", "", "2022-11-01")
    third = ("405009997", "다온마을", "126.59", "33.47", "", "2022-11-01")
    found = read(tmp_path, STOP, turned, third)
    assert found.noted == [("place_position_swapped", 3)]
    assert found.records[1].lat == 33.46


def test_stops_without_an_id_and_ids_used_twice_are_refused(tmp_path):
    nameless, moved = ("", *STOP[1:]), (*STOP[:3], "33.46", *STOP[4:])
    found = read(tmp_path, STOP, STOP, nameless, moved)
    assert len(found.records) == 1
    assert found.ledger.repeated == 1
    assert dict(found.ledger.refused) == {"place_unnamed": 1, "place_id_twice": 1}
