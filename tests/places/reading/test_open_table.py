import json

import pytest
from tests.places.reading.drawn import JEJU, PROVINCE, read_file

from modugil.core.errors import RegionUnreadable

CHARGER = {
    "fcltyNm": "가람도서관",
    "ctprvnNm": "제주특별자치도",
    "latitude": "33.45",
    "longitude": 126.57,
    "weekdayOperOpenHhmm": "09:00",
    "weekdayOperColseHhmm": "18:00",
    "satOperOperOpenHhmm": "00:00",
    "satOperCloseHhmm": "00:00",
    "holidayOperOpenHhmm": "00:00",
    "holidayCloseOpenHhmm": "00:00",
    "smtmUseCo": 2,
    "airInjectorYn": "Y",
    "institutionNm": None,
}


def read(tmp_path, content, name="chargers.json"):
    path = tmp_path / name
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return read_file(path, format="chargers_kr", kind="chargers", within=JEJU, province=PROVINCE)


@pytest.mark.parametrize(
    "wrap",
    [
        lambda rows: rows,
        lambda rows: {"fields": [], "records": rows},
        lambda rows: {"response": {"header": {}, "body": {"items": rows, "totalCount": "2"}}},
        lambda rows: {"response": {"body": {"items": {"item": rows}}}},
    ],
)
def test_standard_data_is_the_same_from_a_file_of_json_and_from_the_api(tmp_path, wrap):
    other = {key: one for key, one in CHARGER.items() if key != "institutionNm"}
    found = read(tmp_path, wrap([CHARGER, {**other, "ctprvnNm": "부산광역시"}]))
    assert found.ledger.elsewhere == 1
    assert found.facts == [
        {"capacity": "2", "air_pump": "yes", "hours": "Mo-Fr 09:00-18:00; Sa off; Su,PH off"}
    ]
    assert (found.records[0].lat, found.records[0].lon) == (33.45, 126.57)


@pytest.mark.parametrize("content", [7, {"response": {"body": {}}}, [1], [{"이름": "가람"}]])
def test_json_without_such_rows_ends_with_one_sentence(tmp_path, content):
    with pytest.raises(RegionUnreadable, match=r"chargers\.json"):
        read(tmp_path, content)
