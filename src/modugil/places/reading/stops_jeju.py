"""제주특별자치도 버스정류소현황: the list of bus stops, without any timetable.

Example (2022): `정류소아이디,정류소명,경도,위도,위치정보(주변설명),데이터 기준일자`, then
`405009999,가람마을,126.571234,33.451234,가람도서관 건너편,2022-11-01`.
Example (2017): `정류소ID,정류소명,lati,long,위치정보(주변설명),데이터기준일자`, then
`405009999,가람마을,126.571234,33.451234,가람도서관 건너편,2017-08-31`: here `lati` holds the
longitude. Which column holds what is told from the values, once for a file.

Options: `within`.
Source:  data.go.kr, 제주특별자치도_버스정류소현황.
"""

from collections.abc import Iterator, Sequence

from modugil.places.reading.cells import Cells
from modugil.places.reading.ids import IdBook, keep_id
from modugil.places.reading.ledger import Ledger
from modugil.places.reading.open_csv import CsvRow
from modugil.places.reading.open_table import open_table
from modugil.places.reading.positions import Within, get_within, parse_position
from modugil.places.record import PlaceSource, Record

ID = ("정류소아이디", "정류소ID", "정류소번호")
NAME = ("정류소명",)
LAT = ("위도", "lati", "lat")
LON = ("경도", "long", "lon")
DETAIL = ("위치정보(주변설명)", "위치정보")
AS_OF = ("데이터기준일자", "데이터 기준일자")


def read_stops_jeju(source: PlaceSource, *, ledger: Ledger) -> Iterator[Record]:
    """The stops of the file.

    Errors:  RegionUnreadable if the file cannot be read or is of another form.
    """
    table = open_table(source.path, needs=(ID, NAME, LAT, LON), ledger=ledger)
    rows = list(table.rows)
    within, seen = get_within(source), IdBook()
    lat, lon = LAT, LON
    if _are_swapped(rows, within=within):
        lat, lon = LON, LAT
        columns = [one for one in table.columns if one in (*LAT, *LON)]
        message = "These columns hold each other's values; read the other way round."
        ledger.note("place_columns_swapped", 1, field=",".join(columns), value="", message=message)
    ids: set[str] = set()
    for row in rows:
        if seen.is_repeated(row.values.values()):
            ledger.repeated += 1
            continue
        cells = Cells(row, ledger)
        own, name = cells.get(*ID), " ".join(cells.get(*NAME).split())
        if not _is_usable(row, own, name, ids, ledger):
            continue
        ids.add(own)
        at = cells.position(lat, lon, within=within)
        yield Record(
            kind=source.kind,
            id=keep_id(own),
            names={"": name, "ko": name},
            row=row.line,
            lat=at.lat,
            lon=at.lon,
            said=(*cells.text("stop_id", *ID), *cells.text("place_detail", *DETAIL)),
            as_of=cells.date(*AS_OF),
        )


def _is_usable(row: CsvRow, own: str, name: str, ids: set[str], ledger: Ledger) -> bool:
    if not own or not name:
        field = NAME[0] if own else ID[0]
        message = "The stop has no id or no name and is left out."
        ledger.refuse("place_unnamed", row.line, field=field, value="", message=message)
        return False
    if own in ids:
        message = "Another stop has the same id; the first one counts."
        ledger.refuse("place_id_twice", row.line, field=ID[0], value=own, message=message)
        return False
    return True


def _are_swapped(rows: Sequence[CsvRow], *, within: Within) -> bool:
    """Whether most of the positions that can be read only fit the other way round."""
    read = [parse_position(row.first(*LAT), row.first(*LON)) for row in rows]
    found = [one for one in read if one is not None]
    turned = sum(1 for lat, lon in found if not within.holds(lat, lon) and within.holds(lon, lat))
    return turned * 2 > len(found)
