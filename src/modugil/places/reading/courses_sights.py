"""Two lists of places that come with 제주 무장애여행정보: the sights on it, and what lies near one.

Example of the sights: `장소명,주소,위도,경도`, then
`돌담마을,제주특별자치도 제주시 애월읍 돌담리 12-3,33.45,126.33`. To stand on the list says that
courses were measured there, not that one can get in: it becomes the tag 무장애여행정보.
Example of what is near: the columns 구분, 명칭, 거리(km), 주소, 전화번호, 휠체어 진입,
장애인 화장실, 데이터기준일자, then
`카페/편의점,돌담카페,0.4,제주특별자치도 제주시 돌담길 7,064-000-0000,●,,2021-03-02`. There are no
coordinates: such a record only adds to a place that another source locates.
Unknown: an empty cell under 휠체어 진입 or 장애인 화장실 is not a no.
"""

from collections.abc import Iterator

from modugil.places.reading.cells import Cells
from modugil.places.reading.ids import IdBook, make_id
from modugil.places.reading.ledger import Ledger
from modugil.places.reading.open_csv import CsvRow, open_csv
from modugil.places.reading.positions import NOWHERE, get_within
from modugil.places.record import PlaceSource, Record, Said

TAG = "무장애여행정보"
_MARK = ("●", "○", "O", "o")
_CATEGORIES = {
    "음식점": "food",
    "카페/편의점": "food",
    "숙박 시설": "lodging",
    "숙박시설": "lodging",
    "주변 관광지": "sight",
    "관광지": "sight",
}


def read_jeju_barrier_free(source: PlaceSource, *, ledger: Ledger) -> Iterator[Record]:
    """A record for each sight of the list."""
    table = open_csv(
        source.path, needs=(("장소명",), ("주소",), ("위도",), ("경도",)), ledger=ledger
    )
    book = IdBook()
    for row, cells in _list_once(table.rows, book, ledger):
        name = cells.get("장소명")
        if not name:
            _refuse_nameless(row, ledger)
            continue
        where = cells.position(("위도",), ("경도",), within=get_within(source))
        yield Record(
            kind=source.kind,
            id=book.give(make_id(name, cells.get("주소"))),
            names={"": name, "ko": name},
            row=row.line,
            lat=where.lat,
            lon=where.lon,
            said=(*cells.text("address_lot", "주소"), Said("tags", TAG)),
        )


def read_jeju_nearby(source: PlaceSource, *, ledger: Ledger) -> Iterator[Record]:
    """A record without a position for each place of the list."""
    table = open_csv(
        source.path,
        needs=(("명칭",), ("주소",), ("휠체어 진입",), ("장애인 화장실",)),
        ledger=ledger,
    )
    book = IdBook()
    for row, cells in _list_once(table.rows, book, ledger):
        name = cells.get("명칭")
        if not name:
            _refuse_nameless(row, ledger)
            continue
        yield Record(
            kind=source.kind,
            id=book.give(make_id(name, cells.get("주소"))),
            names={"": name, "ko": name},
            row=row.line,
            lat=NOWHERE.lat,
            lon=NOWHERE.lon,
            said=tuple(_tell_near(cells)),
            as_of=cells.date("데이터기준일자"),
        )


def _list_once(
    rows: Iterator[CsvRow], book: IdBook, ledger: Ledger
) -> Iterator[tuple[CsvRow, Cells]]:
    for row in rows:
        if book.is_repeated(row.values.values()):
            ledger.repeated += 1
            continue
        yield row, Cells(row, ledger)


def _refuse_nameless(row: CsvRow, ledger: Ledger) -> None:
    message = "The row names no place and is left out."
    ledger.refuse("place_unnamed", row.line, field="name", value="", message=message)


def _tell_near(cells: Cells) -> Iterator[Said]:
    yield from _tell_mark("step_free_entrance", "휠체어 진입", cells)
    yield from _tell_mark("accessible_toilet", "장애인 화장실", cells)
    yield from cells.text("phone", "전화번호")
    yield from cells.text("address", "주소")
    kind = cells.get("구분")
    if kind in _CATEGORIES:
        yield Said("category", _CATEGORIES[kind])
    elif kind:
        message = "No category of this platform; left out."
        cells.ledger.note(
            "place_category_unread", cells.row.line, field="구분", value=kind, message=message
        )


def _tell_mark(key: str, column: str, cells: Cells) -> Iterator[Said]:
    written = cells.get(column)
    if written in _MARK:
        yield Said(key, "yes", f"{column} {written}")
    elif written:
        message = "It may be a dot or empty; read as unknown."
        cells.ledger.note(
            "place_access_unread", cells.row.line, field=column, value=written, message=message
        )
