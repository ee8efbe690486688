import csv
import gzip
import io

import pytest
from tests.places.reading.read_drawn import facts_of, read_drawn

from modugil.core.errors import RegionUnreadable
from modugil.places.reading.tourapi_records import find_link

PLACES = (
    "content_id,tourapi_contenttypeid,tourapi_title,sido_code,tourapi_addr1,tourapi_addr2,"
    "tourapi_lat,tourapi_lng,tourapi_tel,tourapi_image,tourapi_overview,tourapi_homepage"
).split(",")
DOL = [
    "9000001",
    "39",
    "돌담식당",
    "39",
    "제주시 돌담길 7",
    "",
    "33.41",
    "126.51",
    "",
    "",
    "맛",
    "",
]


def write(path, header, rows):
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    path.write_bytes(gzip.compress(text.getvalue().encode("utf-8")))


def read(tmp_path, places, sentences, **options):
    write(tmp_path / "tourapi.csv.gz", PLACES, places)
    rows = [["1", *one] for one in sentences]
    header = ["ti_seq", "content_id", "code", "ti_overview"]
    write(tmp_path / "tourapi_impairment.csv.gz", header, rows)
    return read_drawn(tmp_path, "tourapi_dump", **options)


def test_only_sentences_that_name_their_thing_become_facts_and_all_are_kept(tmp_path):
    told = [
        (
            "9000001",
            "physical",
            "장애인 주차장 있음_무장애 편의시설</br>대여가능</br>엘리베이터 있음</br>",
        ),
        ("9000001", "senior", "엘리베이터 있음</br>"),
        ("9000001", "infant", "대여가능(2대)</br>수유실 있음</br>"),
        ("9000001", "someone", "있음"),
    ]
    (record,), ledger = read(tmp_path, [DOL], told)
    assert facts_of(record) == {
        "accessible_parking": "yes",
        "elevator": "yes",
        "nursing_room": "yes",
        "category": "food",
        "address": "제주시 돌담길 7",
        "description": "맛",
        "access_note": "장애인 주차장 있음\n대여가능\n엘리베이터 있음",
        "older_note": "엘리베이터 있음",
        "infants_note": "대여가능(2대)\n수유실 있음",
    }
    assert dict(ledger.noted) == {"access_text_unread": 2, "tourapi_code_unknown": 1}


@pytest.mark.parametrize("option", ["sido_code", "province"])
def test_other_provinces_are_elsewhere_and_odd_rows_are_told(tmp_path, option):
    seoul = ["9000002", "12", "서울숲", "1", *DOL[4:]]
    nowhere = ["9000003", "12", "어디", "39", "", "", "", "", "", "", "", ""]
    nameless = ["9000004", "12", "", *DOL[3:]]
    records, ledger = read(tmp_path, [DOL, seoul, DOL, nowhere, nameless], [], **{option: "39"})
    assert [(one.id, one.lat) for one in records] == [("9000001", 33.41), ("9000003", None)]
    assert (ledger.rows, ledger.elsewhere, ledger.repeated) == (5, 1, 1)
    assert dict(ledger.refused) == {"place_unnamed": 1}
    assert dict(ledger.noted) == {"place_position_missing": 1}


def test_a_folder_without_the_dump_ends_with_one_sentence(tmp_path):
    with pytest.raises(RegionUnreadable, match=r"tourapi_impairment\.csv\.gz"):
        read_drawn(tmp_path, "tourapi_dump")


@pytest.mark.parametrize(
    "written, link",
    [
        (
            '누리집 <a href="http://example.org/a?b=1" title="새창">x</a>',
            "http://example.org/a?b=1",
        ),
        ("https://example.org/b", "https://example.org/b"),
        ("www.example.org<br>", "http://www.example.org"),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_the_address_of_a_page_is_found_in_its_markup(written, link):
    assert find_link(written) == link
