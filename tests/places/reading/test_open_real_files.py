"""The real files of Jeju, whole: every row of them accounted for, every odd one by name."""

import pytest
from tests.places.reading.drawn import JEJU, PROVINCE, read_file

CHARGERS = "wheelchair_chargers/전국전동휠체어급속충전기표준데이터.csv"
CENTRES = "wheelchair_chargers/전국교통약자이동지원센터정보표준데이터.csv"
FILES = [
    (
        "toilets_kr",
        "toilets/seogwipo.csv",
        (316, 316, 0, 0),
        {},
        {"place_hours_unread": 8, "place_counts_empty": 14},
    ),
    ("chargers_kr", CHARGERS, (4067, 154, 3913, 0), {}, {}),
    ("centres_kr", CENTRES, (177, 1, 176, 0), {}, {}),
    (
        "stops_jeju",
        "bus_stops/jeju_bus_stops_20221101_cp949.csv",
        (4080, 4079, 0, 0),
        {"place_unnamed": 1},
        {},
    ),
    (
        "stops_jeju",
        "bus_stops/jeju_bus_stops_20170831_cp949.csv",
        (3346, 3346, 0, 0),
        {},
        {"place_columns_swapped": 1},
    ),
    (
        "wifi_jeju",
        "wifi/jeju_public_wifi_20241001.json",
        (2898, 2456, 0, 442),
        {},
        {"place_stop_unread": 1},
    ),
]


@pytest.mark.parametrize("format, path, counts, refused, noted", FILES)
def test_every_row_of_the_real_files_is_accounted_for(
    shared_data, format, path, counts, refused, noted
):
    kind = format.split("_")[0]
    file = shared_data / "jeju" / path
    found = read_file(file, format=format, kind=kind, within=JEJU, province=PROVINCE)
    ledger = found.ledger
    assert (ledger.rows, len(found.records), ledger.elsewhere, ledger.repeated) == counts
    assert (dict(ledger.refused), dict(ledger.noted)) == (refused, noted)
    assert all(record.lat is not None for record in found.records)


def test_the_whole_country_has_hours_that_cannot_be_told_and_says_so(shared_data):
    found = read_file(shared_data / "jeju" / CHARGERS, format="chargers_kr", kind="chargers")
    told = sum("hours" in facts for facts in found.facts)
    as_written = sum("hours_text" in facts for facts in found.facts)
    assert (told, as_written) == (3902, 165)
    assert dict(found.ledger.noted) == {
        "place_counts_empty": 69,
        "place_hours_unread": 368,
        "place_hours_never": 19,
    }
