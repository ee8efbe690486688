from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modugil.core.access import Access
from modugil.core.errors import RegionUnreadable
from modugil.core.notices import Notices
from modugil.places.read_places import read_places
from modugil.places.reading.formats import FORMATS
from modugil.places.record import PlaceSource, Record

HEADER = "id,name_ko,name_en,lat,lon,wheelchair,accessible_toilet\n"


def read(tmp_path, text, *, kind="sights"):
    path = tmp_path / f"{kind}.csv"
    path.write_text(text, encoding="utf-8")
    notices = Notices()
    sources = [PlaceSource(kind, "modugil", path, 0, kind)]
    return read_places(sources, notices=notices).places, notices


def test_a_sight_keeps_its_names_and_facts(tmp_path):
    row = "s-1,성산일출봉,Sunrise Peak,33.458,126.942,no,yes\n"
    places, notices = read(tmp_path, HEADER + row)
    assert places.names.all_of(0) == {
        "": "성산일출봉",
        "en": "Sunrise Peak",
        "ko": "성산일출봉",
    }
    assert places.get_facts(0) == {"accessible_toilet": "yes"}
    assert places.wheelchair[0] == Access.NO
    assert len(notices) == 0


def test_an_access_that_is_neither_yes_nor_no_is_unknown_and_noticed(tmp_path):
    places, notices = read(tmp_path, HEADER + "s-1,가,A,33.4,126.9,maybe,\n")
    assert places.wheelchair[0] == Access.UNKNOWN
    assert [(n.code, n.row, n.value) for n in notices] == [("place_access_unread", 2, "maybe")]


@pytest.mark.parametrize(
    "row",
    [
        "s-1,가,A,north,126.9,,",
        "s-1,가,A,91,126.9,,",
        "s-1,가,A,0,0.0,,",
        "s-1,가,A,nan,inf,,",
        ",가,A,33,126,,",
    ],
)
def test_a_row_without_a_position_or_id_is_left_out_and_noticed(tmp_path, row):
    places, notices = read(tmp_path, HEADER + row + "\ns-2,나,B,33.4,126.9,,\n")
    assert list(places.id) == ["s-2"]
    assert notices.count("place_unusable") == 1


def test_an_id_used_twice_counts_once(tmp_path):
    text = HEADER + 's-1,"가\n나",A,33.4,126.9,,\n\ns-1,다,B,33.4,126.9,,\n'
    places, notices = read(tmp_path, text)
    assert len(places) == 1
    (twice,) = notices
    assert (twice.code, twice.severity, twice.row) == ("place_id_twice", "error", 5)


def test_names_are_in_languages_and_a_column_that_is_no_fact_is_noticed(tmp_path):
    """The language of a name names a file of the built region."""
    text = "id,name_ko,name_fr,name_a/b,name_../../x,lat,lon\ns-1,가,Ga,1,2,33.4,126.9\n"
    places, notices = read(tmp_path, text)
    assert places.names.all_of(0) == {"": "가", "ko": "가", "fr": "Ga"}
    assert places.get_facts(0) == {}
    assert [one.field for one in notices] == ["name_../../x", "name_a/b"]


@pytest.mark.parametrize("content", [b"id,lat\n", b"\xff\xfe\x00bad", b""])
def test_a_file_that_is_not_such_a_csv_ends_with_one_sentence(tmp_path, content):
    path = tmp_path / "sights.csv"
    path.write_bytes(content)
    with pytest.raises(RegionUnreadable, match=r"sights\.csv"):
        read_places([PlaceSource("sights", "modugil", path, 0, "sights")], notices=Notices())


def read_many(tmp_path, *texts):
    sources = []
    for number, text in enumerate(texts):
        path = tmp_path / f"list-{number}.csv"
        path.write_text(text, encoding="utf-8")
        sources.append(PlaceSource("sights", "modugil", path, number, f"list-{number}"))
    return read_places(sources, notices=Notices())


def test_a_copy_of_a_file_says_nothing_new_and_is_counted(tmp_path):
    text = HEADER + "s-1,가나,A,33.4,126.9,yes,\ns-2,다라,B,33.5,126.9,no,\n"
    read_twice = read_many(tmp_path, text, text)
    assert len(read_twice.places) == 2
    assert [(one.rows, one.first, one.repeated) for one in read_twice.report.sources] == [
        (2, 2, 0),
        (2, 0, 2),
    ]


def test_two_lists_of_one_place_make_one_with_what_both_say(tmp_path):
    both = read_many(
        tmp_path,
        HEADER + "a,가나오름,A,33.4,126.9,,yes\n",
        HEADER + "b,가나 오름,,33.4001,126.9,yes,no\n",
    )
    (place,) = [both.places.get_place(row) for row in range(len(both.places))]
    assert place.id == "a"
    assert place.facts["accessible_toilet"].disputed
    assert place.wheelchair is Access.YES
    (worst,) = both.report.worst_disputes
    assert worst.disputed == {"accessible_toilet": ["list-0: yes", "list-1: no"]}
    assert 10 < worst.spread_m < 12
    assert [(one.first, one.matched) for one in both.report.sources] == [(1, 0), (0, 1)]


def test_a_form_that_nobody_reads_ends_with_one_sentence(tmp_path):
    source = PlaceSource("sights", "xml", tmp_path / "a.xml", 0, "a")
    with pytest.raises(RegionUnreadable, match=r"'xml', which nobody reads.*modugil"):
        read_places([source], notices=Notices())


lines = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c", ""]),
        st.sampled_from(["가나", "다라"]),
        st.sampled_from(["33.4,126.9", "33.5,126.9", "north,126.9", "0,0"]),
    ),
    max_size=6,
)


@given(st.lists(lines, min_size=1, max_size=3))
def test_every_row_ends_as_a_record_elsewhere_repeated_or_refused(tmp_path_factory, files):
    folder = tmp_path_factory.mktemp("lists")
    texts = [
        HEADER + "".join(f"{id},{name},,{where},,\n" for id, name, where in rows) for rows in files
    ]
    read_all = read_many(folder, *texts)
    for one, rows in zip(read_all.report.sources, files, strict=True):
        assert one.rows == len(rows)
        ended = one.records + one.elsewhere + one.repeated + sum(one.refused.values())
        assert ended == one.rows
        assert one.first + one.matched == one.records
    assert sum(one.first for one in read_all.report.sources) == len(read_all.places)


def test_a_row_without_a_position_that_nobody_locates_is_refused_with_a_reason(
    tmp_path, monkeypatch
):
    def read_one(source, *, ledger):
        ledger.rows += 1
        yield Record(kind="sights", id="1", names={"": "가나"}, row=2)

    monkeypatch.setitem(cast(dict[str, object], FORMATS), "one", read_one)
    read_it = read_places([PlaceSource("sights", "one", tmp_path / "a", 0, "a")], notices=Notices())
    assert len(read_it.places) == 0
    assert read_it.report.sources[0].refused == {"place_not_located": 1}


def test_a_value_that_is_not_written_as_its_fact_is_unknown_and_noticed(tmp_path):
    header = "id,name_ko,lat,lon,as_of,entrance_width_m,capacity\n"
    places, notices = read(tmp_path, header + "s-1,가,33.4,126.9,soon,90cm,two\n")
    assert places.get_facts(0) == {}
    assert [(n.code, n.field, n.value) for n in notices] == [
        ("place_date_unread", "as_of", "soon"),
        ("place_value_unread", "entrance_width_m", "90cm"),
        ("place_value_unread", "capacity", "two"),
    ]


STOPS = "정류소아이디,정류소명,위도,경도,데이터기준일자\n405000001,가나,33.4,126.9,{}\n"


@pytest.mark.parametrize(
    ("days", "as_of"),
    [
        (("2017-08-31", "2022-11-01"), ["2017-08-31", "2022-11-01"]),
        (("2022-11-01", "2017-08-31"), ["2022-11-01"]),
        (("2022-11-01", "2022-11-01"), ["2022-11-01"]),
    ],
)
def test_a_newer_edition_that_says_the_same_is_heard_and_a_copy_is_not(tmp_path, days, as_of):
    sources = []
    for row, day in enumerate(days):
        path = tmp_path / f"stops-{row}.csv"
        path.write_text(STOPS.format(day), encoding="utf-8")
        sources.append(PlaceSource("stops", "stops_jeju", path, row, f"stops-{row}"))
    both = read_places(sources, notices=Notices())
    assert len(both.places) == 1
    assert [one.as_of for one in both.places.get_place(0).facts["stop_id"].said] == sorted(
        as_of, reverse=True
    )
    assert both.report.sources[1].repeated == 2 - len(as_of)


def test_more_sources_than_can_be_told_apart_end_with_one_sentence(tmp_path):
    source = PlaceSource("stops", "stops_jeju", tmp_path / "stops.csv", 255, "stops")
    with pytest.raises(RegionUnreadable, match="at most 255 sources"):
        read_places([source], notices=Notices())


def test_a_row_with_more_cells_than_the_header_is_left_out_and_noticed(tmp_path):
    places, notices = read(tmp_path, HEADER + "s-1,가나,가,나다,33.4,126.9,yes,yes\n")
    assert len(places) == 0
    assert [(n.code, n.row) for n in notices] == [("place_row_width", 2)]
    places, notices = read(tmp_path, HEADER + "s-1,가나,Ga,33.4,126.9,yes,yes,다\n")
    assert (len(places), notices.count("place_row_width")) == (0, 1)
