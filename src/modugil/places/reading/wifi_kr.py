"""전국무료와이파이표준데이터: free Wi-Fi of the whole country.

Example (shortened): `설치장소명,설치장소상세,설치시도명,설치시설구분명,와이파이SSID,`
`소재지도로명주소,관리기관명,위도,경도,데이터기준일자`, then
`가람도서관,1층 로비,제주특별자치도,도서관,Public WiFi Free,제주특별자치도 제주시 가람로 7,가람시,`
`33.451234,126.571234,2025-01-31`.

`at_kind` is one of `wifi_points.AT_KINDS`. Options: `province` (others are elsewhere), `within`.
Source:  data.go.kr, 전국무료와이파이표준데이터.
"""

from collections.abc import Iterator, Mapping

from modugil.places.reading.ledger import Ledger
from modugil.places.reading.open_csv import CsvTable
from modugil.places.reading.open_table import open_table
from modugil.places.reading.positions import get_within
from modugil.places.reading.standard_rows import Texts, iter_named, list_texts
from modugil.places.reading.wifi_points import AccessPoint, build_records, find_at_kind
from modugil.places.record import PlaceSource, Record

NAME = ("설치장소명",)
LAT = ("위도", "WGS84위도", "(WGS84)위도")
LON = ("경도", "WGS84경도", "(WGS84)경도")
WHERE = ("설치시도명", "소재지도로명주소", "소재지지번주소")
SORT = ("설치시설구분명", "설치시설구분")
TEXTS: Texts = (
    ("place_detail", ("설치장소상세",)),
    ("address", ("소재지도로명주소",)),
    ("address_lot", ("소재지지번주소",)),
    ("operator", ("서비스제공사명", "관리기관명")),
    ("phone", ("관리기관전화번호",)),
    ("installed", ("설치연월", "설치년월")),
    ("tags", SORT),
)
AT_KIND: Mapping[str, str] = {
    "버스정류장": "bus_stop",
    "버스정류소": "bus_stop",
    "관광": "sight",
    "관광지": "sight",
    "공원": "park",
    "전통시장": "market",
    "시장": "market",
    "거리": "street",
    "교통": "terminal",
    "교통시설": "terminal",
    "관공서": "office",
    "공공기관": "office",
    "도서관": "library",
    "문화": "culture",
    "문화시설": "culture",
    "병원": "hospital",
    "의료시설": "hospital",
    "복지": "welfare",
    "복지시설": "welfare",
    "서민복지시설": "welfare",
    "체육시설": "sports",
}


def read_wifi_kr(source: PlaceSource, *, ledger: Ledger) -> Iterator[Record]:
    """The places with Wi-Fi of the file.

    Errors:  RegionUnreadable if the file cannot be read or is of another form.
    """
    table = open_table(source.path, needs=(NAME, LAT, LON), ledger=ledger)
    points = _iter_points(source, table, ledger)
    return build_records(points, kind=source.kind, ledger=ledger)


def _iter_points(source: PlaceSource, table: CsvTable, ledger: Ledger) -> Iterator[AccessPoint]:
    within = get_within(source)
    for cells, name in iter_named(source, table, name=NAME, where=WHERE, ledger=ledger):
        sort = cells.get(*SORT).replace("·", "").replace(" ", "")
        yield AccessPoint(
            name=name,
            row=cells.row.line,
            at=cells.position(LAT, LON, within=within),
            at_kind=find_at_kind(AT_KIND, sort),
            at_id="",
            ssid=cells.get("와이파이SSID"),
            as_of=cells.date("데이터기준일자"),
            said=tuple(list_texts(cells, TEXTS)),
        )
