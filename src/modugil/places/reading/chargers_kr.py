"""전국전동휠체어급속충전기표준데이터: fast chargers for powered wheelchairs.

Example (shortened): `시설명,시도명,소재지도로명주소,위도,경도,설치장소설명,평일운영시작시각,`
`평일운영종료시각,토요일운영시작시각,토요일운영종료시각,동시사용가능대수,공기주입가능여부`, then
`가람도서관,제주특별자치도,제주특별자치도 제주시 가람로 7,33.45,126.57,1층 현관,09:00,18:00,00:00,`
`00:00,2,Y`. The API writes the same as `fcltyNm`, `weekdayOperColseHhmm` (so spelt) and so on.

Options: `province` (others are elsewhere), `within`.
Source:  data.go.kr, 전국전동휠체어급속충전기표준데이터.
"""

from collections.abc import Iterator

from modugil.places.reading.cells import Cells
from modugil.places.reading.hours_week import HOLIDAY, SATURDAY, WEEKDAYS
from modugil.places.reading.ids import IdBook, make_id
from modugil.places.reading.ledger import Ledger
from modugil.places.reading.open_table import open_table
from modugil.places.reading.positions import get_within
from modugil.places.reading.standard_rows import Days, Texts, iter_named, list_hours, list_texts
from modugil.places.record import PlaceSource, Record, Said

NAME = ("시설명", "fcltyNm")
PROVINCE = ("시도명", "ctprvnNm")
ROAD = ("소재지도로명주소", "rdnmadr")
LOT = ("소재지지번주소", "lnmadr")
LAT = ("위도", "latitude", "WGS84위도")
LON = ("경도", "longitude", "WGS84경도")
PLACE = ("설치장소설명", "instlLcDesc")
TEXTS: Texts = (
    ("place_detail", PLACE),
    ("address", ROAD),
    ("address_lot", LOT),
    ("operator", ("관리기관명", "institutionNm")),
    ("phone", ("관리기관전화번호", "institutionPhoneNumber")),
)
YES_NO: Texts = (
    ("air_pump", ("공기주입가능여부", "airInjectorYn")),
    ("phone_charging", ("휴대전화충전가능여부", "moblphonChrstnYn")),
)
CAPACITY = ("동시사용가능대수", "smtmUseCo")
HOURS: tuple[Days, ...] = (
    (
        WEEKDAYS,
        ("평일운영시작시각", "weekdayOperOpenHhmm"),
        ("평일운영종료시각", "weekdayOperColseHhmm", "weekdayOperCloseHhmm"),
    ),
    (
        SATURDAY,
        ("토요일운영시작시각", "satOperOperOpenHhmm", "satOperOpenHhmm"),
        ("토요일운영종료시각", "satOperCloseHhmm"),
    ),
    (
        HOLIDAY,
        ("공휴일운영시작시각", "holidayOperOpenHhmm"),
        ("공휴일운영종료시각", "holidayCloseOpenHhmm", "holidayOperCloseHhmm"),
    ),
)
AS_OF = ("데이터기준일자", "referenceDate")


def read_chargers_kr(source: PlaceSource, *, ledger: Ledger) -> Iterator[Record]:
    """The chargers of the file.

    Errors:  RegionUnreadable if the file cannot be read or is of another form.
    """
    table = open_table(source.path, needs=(NAME, LAT, LON, HOURS[0][1]), ledger=ledger)
    within, book = get_within(source), IdBook()
    where = (*PROVINCE, *ROAD, *LOT)
    for cells, name in iter_named(source, table, name=NAME, where=where, ledger=ledger):
        row = cells.row
        at = cells.position(LAT, LON, within=within)
        yield Record(
            kind=source.kind,
            id=book.give(make_id(name, row.first(*ROAD, *LOT), row.first(*PLACE))),
            names={"": name, "ko": name},
            row=row.line,
            lat=at.lat,
            lon=at.lon,
            said=tuple(_list_facts(cells)),
            as_of=cells.date(*AS_OF),
        )


def _list_facts(cells: Cells) -> Iterator[Said]:
    capacity = cells.number(*CAPACITY)
    if capacity == 0:
        message = "No chair at all at a time cannot be; the number is unknown."
        cells.ledger.note(
            "place_counts_empty", cells.row.line, field=CAPACITY[0], value="0", message=message
        )
    elif capacity is not None:
        yield Said("capacity", str(capacity))
    for key, columns in YES_NO:
        yield from cells.access(key, *columns)
    yield from list_texts(cells, TEXTS)
    yield from list_hours(cells, "hours", HOURS)
