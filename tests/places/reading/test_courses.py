import numpy as np
import pytest
from tests.places.reading.read_drawn import facts_of, read_drawn

from modugil.core.errors import RegionUnreadable
from modugil.places.reading.courses import read_track

HEADER = (
    "위도,경도,장소명칭,장소상세정보,무장애관광정보,추천코스여부,"
    "데이터품질점검결과,데이터기준일자\n"
)
MARK = "접근성 정보 있음 (계단 혹은 경사 있음. 길 상태 안 좋음)"


def read(tmp_path, rows, *, encoding="utf-8", **options):
    path = tmp_path / "course.csv"
    path.write_bytes((HEADER + rows).encode(encoding))
    return read_drawn(path, "jeju_courses", kind="courses", **options)


@pytest.mark.parametrize("encoding", ["cp949", "utf-8-sig"])
def test_a_point_keeps_what_was_measured_and_the_words_it_was_read_from(tmp_path, encoding):
    text = "경사구간 : 오르막 12m (경사 4-6도)"
    row = f"33.41,126.51,돌담길,{text},{MARK},Y,정상,2021-03-02\n"
    (record,), ledger = read(tmp_path, row, encoding=encoding, course="돌담마을")
    assert (record.kind, record.names["ko"], record.lat, record.lon) == (
        "courses",
        "돌담길",
        33.41,
        126.51,
    )
    assert (record.id, record.as_of) == ("33410000-126510000", "2021-03-02")
    assert facts_of(record) == {
        "slope_deg": "4",
        "slope_most_deg": "6",
        "slope_length_m": "12",
        "slope_way": "up",
        "has_steps_or_slope": "yes",
        "place_detail": text,
        "course": "돌담마을",
        "recommended": "yes",
    }
    assert {one.text for one in record.said if one.key.startswith("slope")} == {text}
    assert not ledger.noted


def test_nothing_particular_says_nothing(tmp_path):
    row = "33.41,126.51,쉼팡,특이사항없음,특이사항없음,,정상,2021-03-02\n"
    (record,), _ = read(tmp_path, row)
    assert facts_of(record) == {}


def test_a_text_without_its_number_is_noted(tmp_path):
    row = "33.41,126.51,샛길,보행로 폭 좁음,특이사항없음,N,정상,2021-03-02\n"
    (record,), ledger = read(tmp_path, row)
    assert facts_of(record) == {"place_detail": "보행로 폭 좁음", "recommended": "no"}
    (notice,) = ledger.notices
    assert (notice.code, notice.row, notice.value) == (
        "course_text_unread",
        2,
        "샛길 | 보행로 폭 좁음",
    )


def test_columns_that_contradict_each_other_leave_the_toilet_unknown(tmp_path):
    rows = (
        "33.41,126.51,화장실,장애인화장실 없음,장애인화장실,Y,정상,2021-03-02\n"
        "33.42,126.51,화장실,장애인 화장실은 있으나 표시가 없음,장애인화장실,Y,정상,2021-03-02\n"
        "33.43,126.51,화장실,특이사항없음,장애인화장실 없음,Y,정상,2021-03-02\n"
    )
    records, ledger = read(tmp_path, rows)
    assert [facts_of(one).get("accessible_toilet") for one in records] == [None, "yes", "no"]
    assert dict(ledger.noted) == {"course_contradicts": 1}


def test_odd_rows_are_kept_once_or_noted_or_refused(tmp_path):
    same = "33.41,126.51,쉼팡,특이사항없음,특이사항없음,Y,정상,2021-03-02\n"
    rows = same + same + same.replace("쉼팡", "정낭") + same.replace("정상", "오류")
    rows += same.replace("33.41,126.51", "37.5,127.0") + same.replace("쉼팡,특이사항없음", ",")
    records, ledger = read(tmp_path, rows)
    assert [one.names["ko"] for one in records] == ["쉼팡", "정낭", "쉼팡", "쉼팡"]
    assert len({one.id for one in records}) == 4
    assert records[3].lat is None
    assert ledger.repeated == 1
    assert dict(ledger.noted) == {"course_row_doubted": 1, "place_position_outside": 1}
    assert dict(ledger.refused) == {"course_point_unnamed": 1}


def test_named_points_of_a_track_are_places_and_the_others_are_not(tmp_path):
    path = tmp_path / "points.csv"
    path.write_text(
        "아이디,위도,경도,고도,장소명,장소설명,이미지파일명\n"
        "7,33.41,126.51,3.25,샛길,샛길 (장애인화장실-남/여 공용),7_a.jpg\n"
        "7,33.42,126.51,-7.5,정낭,정낭,\n"
        "7,33.43,126.51,-7.5,,,\n",
        encoding="cp949",
    )
    records, ledger = read_drawn(path, "jeju_course_points", kind="courses", course="모래길")
    assert [facts_of(one) for one in records] == [
        {
            "accessible_toilet": "yes",
            "unisex": "yes",
            "place_detail": "샛길 (장애인화장실-남/여 공용)",
            "course": "모래길",
            "altitude_m": "3.2",
        },
        {"course": "모래길"},
    ]
    assert dict(ledger.noted) == {"course_altitude_odd": 1}
    assert dict(ledger.refused) == {"course_point_unnamed": 1}


def test_a_track_is_no_place_and_can_be_read_as_a_way(tmp_path):
    path = tmp_path / "track.csv"
    path.write_text("아이디,위도,경도,고도\n7,33.41,126.51,2.5\n7,33.42,126.52,\n7,,126.5,1\n")
    records, ledger = read_drawn(path, "jeju_course_track", kind="courses")
    assert (records, ledger.elsewhere, dict(ledger.refused)) == ([], 2, {"course_track_unread": 1})
    track = read_track(path)
    assert track.lat.tolist() == [33.41, 33.42]
    assert track.lon.tolist() == [126.51, 126.52]
    assert track.altitude_m[0] == 2.5
    assert np.isnan(track.altitude_m[1])


@pytest.mark.parametrize("form", ["jeju_courses", "jeju_course_points", "jeju_course_track"])
def test_a_file_of_another_form_ends_with_one_sentence(tmp_path, form):
    path = tmp_path / "other.csv"
    path.write_text("name,lat\nx,1\n")
    with pytest.raises(RegionUnreadable, match=r"other\.csv"):
        read_drawn(path, form)
