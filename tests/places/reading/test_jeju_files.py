"""Every official file of Jeju read as it is: no row is lost, and none is guessed."""

import csv
import io
import re

import pytest
from tests.places.reading.read_drawn import facts_of, read_drawn

from modugil.places.reading.courses import read_track
from modugil.places.reading.open_csv import read_text

MEASURED = {"slope_deg", "slope_most_deg", "slope_length_m", "path_width_m"}
SPEAKS = re.compile(r"경사|오르막|내리막|비탈|폭|길이(?! 울퉁)|\d\s*(?:m|cm)\b|[˚°º]")
"""A slope, a length or a width in a text; what the column of marks says is no text."""


@pytest.fixture(scope="module")
def jeju(shared_data):
    folder = shared_data / "jeju"
    if not folder.is_dir():
        pytest.skip(f"real data is not here: no folder {folder}")
    return folder


@pytest.fixture(scope="module")
def courses(jeju):
    """The official files of courses, each once: copies of one file say the same."""
    read = {}
    for path in sorted((jeju / "barrierfree_courses").glob("*.csv")):
        header = read_text(path).split("\n", 1)[0]
        form = "jeju_courses" if "장소상세정보" in header else "jeju_course_points"
        if "장소상세정보" in header or "장소설명" in header:
            records, ledger = read_drawn(path, form, kind="courses")
            read[tuple(repr(one) for one in records)] = (path, records, ledger)
    return list(read.values())


def test_copies_in_another_encoding_are_one_file(courses):
    assert sorted((ledger.rows, len(records)) for _, records, ledger in courses) == [
        (10, 10),
        (13, 13),
        (14, 14),
        (22, 20),
        (25, 25),
        (42, 42),
    ]


def test_of_every_row_with_a_slope_a_length_or_a_width_the_number_is_found_or_the_row_noted(
    courses,
):
    """29 of 126 rows speak of one: 20 give a number, 9 a notice, and no other row gives either."""
    found = noted = 0
    for path, records, ledger in courses:
        unread = {one.row for one in ledger.notices if one.code == "course_text_unread"}
        measured = {one.row for one in records if MEASURED & set(facts_of(one))}
        for line, text in list_texts(path):
            if SPEAKS.search(text):
                assert line in measured | unread, text
                found += line in measured
                noted += line in unread - measured
            else:
                assert line not in measured | unread, text
    assert (found, noted) == (20, 9)


def list_texts(path):
    """Line and text of each row: its name and what is said of it, by means of the file alone."""
    reader = csv.DictReader(io.StringIO(read_text(path), newline=""))
    for row in reader:
        columns = ("장소명칭", "장소상세정보", "장소명", "장소설명")
        yield reader.line_num, " | ".join(row.get(one) or "" for one in columns)


def test_no_slope_is_steeper_and_no_width_narrower_than_people_measure(courses):
    told = [facts_of(one) for _, records, _ in courses for one in records]
    slopes = [float(one["slope_deg"]) for one in told if "slope_deg" in one]
    assert (min(slopes), max(slopes)) == (4, 10)
    assert sorted(float(one["path_width_m"]) for one in told if "path_width_m" in one) == [
        0.85,
        1.5,
        2.0,
    ]


def test_the_track_of_a_course_is_a_way(jeju):
    (path,) = (jeju / "barrierfree_courses").glob("*010-1.csv")
    records, ledger = read_drawn(path, "jeju_course_track", kind="courses")
    assert (records, ledger.elsewhere) == ([], 71)
    assert len(read_track(path).lat) == 71


@pytest.mark.parametrize(
    "name, form, rows, located",
    [
        ("무장애여행정보.csv", "jeju_barrier_free", 120, 120),
        ("*주변시설.csv", "jeju_nearby", 18, 0),
    ],
)
def test_lists_of_places_are_read_whole(jeju, name, form, rows, located):
    (path,) = (jeju / "barrierfree_courses").glob(name)
    records, ledger = read_drawn(path, form)
    assert (ledger.rows, len(records)) == (rows, rows)
    assert sum(one.lat is not None for one in records) == located
    assert not ledger.noted


def test_the_dump_of_tourapi_gives_the_places_of_jeju(jeju):
    records, ledger = read_drawn(jeju / "tourapi_barrierfree", "tourapi_dump", sido_code="39")
    assert (ledger.rows, ledger.elsewhere, len(records)) == (6766, 6385, 381)
    assert dict(ledger.refused) == {}
    told = [facts_of(one) for one in records]
    toilets = [one.get("accessible_toilet") for one in told]
    assert (toilets.count("yes"), toilets.count("no")) == (234, 1)
    assert all(
        "</br>" not in value and "<a " not in value for one in told for value in one.values()
    )


def test_visitjeju_is_read_from_where_its_columns_stand(jeju):
    path = jeju / "visitjeju" / "visitjeju_contents_2023.csv.gz"
    records, ledger = read_drawn(path, "visitjeju")
    assert (ledger.rows, len(records), ledger.repeated) == (5232, 5227, 5)
    assert ledger.noted["place_columns_shifted"] == 600
    located = [one for one in records if one.lat is not None]
    assert len(located) == 4682
    told = [facts_of(one) for one in located]
    assert not [one for one in told if re.fullmatch(r"[\d.]+", one.get("address", ""))]
    assert not [one for one in told if one.get("phone", "").startswith("http")]
