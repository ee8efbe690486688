"""제주 무장애여행정보: points of barrier-free courses, measured on foot.

Example: the columns 위도, 경도, 장소명칭, 장소상세정보, 무장애관광정보, 추천코스여부,
데이터품질점검결과, 데이터기준일자, then
`33.41,126.51,돌담길,경사구간 : 오르막 12m (경사 4˚),특이사항없음,Y,정상,2021-03-02`. Cells hold no
commas; a full stop stands for one. Some courses come as two files: a track (아이디, 위도, 경도,
고도) and its named points, with 장소명, 장소설명, 이미지파일명 besides, such as
`7,33.41,126.51,,샛길,샛길 (휠체어),7_a.jpg`.
Options: `course`, the course's name, which only the file's name has; `within`.
Unknown: 특이사항없음 ("nothing particular") says nothing. The heights come from a receiver in the
         hand and lie under the sea; such a height is left out and noted. Pictures are named but
         not published. A mark 접근성 정보 있음 (계단 혹은 경사 있음 …) says that there are steps or
         a slope, not which, and is no measure.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from modugil.core.notices import Notices
from modugil.places.reading.cells import Cells
from modugil.places.reading.ids import IdBook, make_id
from modugil.places.reading.ledger import Ledger
from modugil.places.reading.open_csv import CsvRow, CsvTable, open_csv
from modugil.places.reading.parse_course_text import (
    NOTHING_SAID,
    parse_course_text,
    read_steps_or_slope,
)
from modugil.places.reading.positions import Position, get_within, parse_position
from modugil.places.record import PlaceSource, Record, Said

_POINTS = (("위도",), ("경도",), ("장소명칭",), ("장소상세정보",), ("무장애관광정보",))
_NAMED = (("위도",), ("경도",), ("고도",), ("장소명",), ("장소설명",))
_SOUND = "정상"
"""What the column 데이터품질점검결과 says of a row in which the publisher found no fault."""


@dataclass(frozen=True, slots=True)
class CourseTrack:
    """A way as it was walked, point by point.

    Units:   degrees WGS84; `altitude_m` as the receiver gave it, NaN where it gave none.
    """

    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    altitude_m: NDArray[np.float32]


def read_jeju_courses(source: PlaceSource, *, ledger: Ledger) -> Iterator[Record]:
    """A record for each point of the file, with what was measured there."""
    table = open_csv(source.path, needs=_POINTS, ledger=ledger)
    book = IdBook()
    for row in table.rows:
        if book.is_repeated(row.values.values()):
            ledger.repeated += 1
            continue
        name = row.first("장소명칭", "장소상세정보")
        if not name:
            _refuse_nameless(row, ledger)
            continue
        where = Cells(row, ledger).position(("위도",), ("경도",), within=get_within(source))
        said = (*_read_point(row, ledger), *_tell_row(source, row))
        yield Record(
            kind=source.kind,
            id=_name_point(row, where, book),
            names={"": name, "ko": name},
            row=row.line,
            lat=where.lat,
            lon=where.lon,
            said=said,
            as_of=Cells(row, ledger).date("데이터기준일자"),
        )


def read_jeju_course_points(source: PlaceSource, *, ledger: Ledger) -> Iterator[Record]:
    """A record for each named point of a course; a point without a name is refused."""
    table = open_csv(source.path, needs=_NAMED, ledger=ledger)
    book = IdBook()
    for row in table.rows:
        name, detail = row.values["장소명"], row.values["장소설명"]
        if not (name or detail):
            _refuse_nameless(row, ledger)
            continue
        if book.is_repeated(row.values.values()):
            ledger.repeated += 1
            continue
        where = Cells(row, ledger).position(("위도",), ("경도",), within=get_within(source))
        said = (*_read_text(row, detail, name, ledger), *_tell_course(source))
        said += _read_altitude(row, ledger)
        yield Record(
            kind=source.kind,
            id=_name_point(row, where, book),
            names={"": name or detail, "ko": name or detail},
            row=row.line,
            lat=where.lat,
            lon=where.lon,
            said=said,
        )


def read_jeju_course_track(source: PlaceSource, *, ledger: Ledger) -> Iterator[Record]:
    """No records: the points of a track are no places; the ledger counts them as `elsewhere`.

    `read_track` gives them to whoever draws the course.
    """
    _read_track(open_csv(source.path, needs=_NAMED[:3], ledger=ledger), ledger)
    yield from ()


def read_track(path: Path) -> CourseTrack:
    """The track of a course in the order in which it was walked.

    Errors:  RegionUnreadable if the file is no such track.
    """
    ledger = Ledger(path.name, Notices())
    return _read_track(open_csv(path, needs=_NAMED[:3], ledger=ledger), ledger)


def _read_track(table: CsvTable, ledger: Ledger) -> CourseTrack:
    walked: list[tuple[float, float, float]] = []
    for row in table.rows:
        where = parse_position(row.values["위도"], row.values["경도"])
        if where is None:
            message = "A point of the track without a position is left out."
            value = f"{row.values['위도']},{row.values['경도']}"
            ledger.refuse(
                "course_track_unread", row.line, field="위도,경도", value=value, message=message
            )
            continue
        ledger.elsewhere += 1
        walked.append((*where, _parse_metres(row.values["고도"])))
    numbers = np.array(walked, np.float64).reshape(-1, 3)
    return CourseTrack(numbers[:, 0], numbers[:, 1], numbers[:, 2].astype(np.float32))


def _parse_metres(written: str) -> float:
    try:
        return float(written)
    except ValueError:
        return float("nan")


def _refuse_nameless(row: CsvRow, ledger: Ledger) -> None:
    message = "A point of the way without a name is no place and is left out."
    ledger.refuse("course_point_unnamed", row.line, field="name", value="", message=message)


def _read_point(row: CsvRow, ledger: Ledger) -> tuple[Said, ...]:
    read = _read_text(row, row.values["장소상세정보"], row.values["장소명칭"], ledger)
    told = {one.key: one.value for one in read}
    checked = row.first("데이터품질점검결과")
    if checked not in ("", _SOUND):
        message = "The publisher's own check found a fault in this row; it is kept as it is."
        ledger.note(
            "course_row_doubted",
            row.line,
            field="데이터품질점검결과",
            value=checked,
            message=message,
        )
    marked: list[Said] = []
    for one in read_steps_or_slope(row.values["무장애관광정보"]):
        if told.get(one.key, one.value) == one.value:
            marked.extend([one] if one.key not in told else [])
            continue
        message = "The columns contradict each other; that fact is unknown."
        ledger.note("course_contradicts", row.line, field=one.key, value=one.text, message=message)
        read = tuple(said for said in read if said.key != one.key)
    return (*read, *marked)


def _read_text(row: CsvRow, detail: str, name: str, ledger: Ledger) -> tuple[Said, ...]:
    """What the texts of a point say; a text that asks for a number and has none is noted."""
    read = parse_course_text(detail, name=name)
    if read.unread:
        message = (
            "The text speaks of a slope, a length or a width, but no number could be read for "
            f"{', '.join(dict.fromkeys(read.unread))}."
        )
        value = f"{name} | {detail}"
        ledger.note(
            "course_text_unread", row.line, field="장소상세정보", value=value, message=message
        )
    if detail in NOTHING_SAID or detail == name:
        return read.said
    return (*read.said, Said("place_detail", detail))


def _tell_row(source: PlaceSource, row: CsvRow) -> tuple[Said, ...]:
    recommended = {"Y": "yes", "N": "no"}.get(row.first("추천코스여부"), "")
    told = (Said("recommended", recommended),) if recommended else ()
    return (*_tell_course(source), *told)


def _tell_course(source: PlaceSource) -> tuple[Said, ...]:
    course = source.options.get("course")
    return (Said("course", course),) if isinstance(course, str) and course else ()


def _read_altitude(row: CsvRow, ledger: Ledger) -> tuple[Said, ...]:
    written = row.values["고도"]
    if not written:
        return ()
    altitude_m = _parse_metres(written)
    if altitude_m >= 0:
        return (Said("altitude_m", f"{round(altitude_m, 1):g}"),)
    message = "A height that is no number, or lies under the sea, is left out."
    ledger.note("course_altitude_odd", row.line, field="고도", value=written, message=message)
    return ()


def _name_point(row: CsvRow, where: Position, book: IdBook) -> str:
    """An id from where the point is: files of courses have none, and are put in another order."""
    if where.lat is None or where.lon is None:
        return book.give(make_id(*row.values.values()))
    return book.give(f"{where.lat * 1e6:.0f}-{where.lon * 1e6:.0f}")
