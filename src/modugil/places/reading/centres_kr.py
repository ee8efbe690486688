"""전국교통약자이동지원센터정보표준데이터: centres that send cars with ramps or lifts.

Example (shortened): `교통약자이동지원센터명,소재지도로명주소,위도,경도,보유차량대수,`
`슬로프형휠체어차량대수,리프트형휠체어차량대수,예약접수전화번호,차량평일운행시작시각`, then
`가람 이동지원센터,제주특별자치도 제주시 가람로 7,33.45,126.57,12,11,1,064-000-0000,00:00`.
The API writes the same as `TFCWKER_MVMN_CNTER_NM`, `CAR_HOLD_CO` and so on.

`hours` are those in which cars drive, `booking_hours` those in which somebody answers.
Options: `province` (others are elsewhere), `within`.
Source:  data.go.kr, tn_pubr_public_tfcwker_mvmn_cnter_api.
"""

from collections.abc import Iterator

from modugil.places.reading.cells import Cells
from modugil.places.reading.hours_week import WEEKDAYS, WEEKEND
from modugil.places.reading.ids import IdBook, make_id
from modugil.places.reading.ledger import Ledger
from modugil.places.reading.open_table import open_table
from modugil.places.reading.positions import get_within
from modugil.places.reading.standard_rows import Days, Texts, iter_named, list_hours, list_texts
from modugil.places.record import PlaceSource, Record, Said

NAME = ("교통약자이동지원센터명", "TFCWKER_MVMN_CNTER_NM")
ROAD = ("소재지도로명주소", "RDNMADR")
LOT = ("소재지지번주소", "LNMADR")
GIVER = ("제공기관명", "INSTT_NM", "instt_nm")
LAT, LON = ("위도", "LATITUDE"), ("경도", "LONGITUDE")
COUNTS: Texts = (
    ("vehicles", ("보유차량대수", "CAR_HOLD_CO")),
    ("ramp_vehicles", ("슬로프형휠체어차량대수", "SLOPE_VHCLE_CO")),
    ("lift_vehicles", ("리프트형휠체어차량대수", "LIFT_VHCLE_CO")),
)
TEXTS: Texts = (
    ("vehicle_types", ("보유차량종류", "CAR_HOLD_KND")),
    ("booking_phone", ("예약접수전화번호", "RCEPT_PHONE_NUMBER")),
    ("booking_url", ("예약접수인터넷주소", "RCEPT_ITNADR")),
    ("booking_app", ("앱서비스명", "APP_SVC_NM")),
    ("booking_ahead", ("사전예약신청기간", "BEFFAT_RESVE_PD")),
    ("limits_of_use", ("차량이용제한사항", "USE_LMTT")),
    ("service_area", ("차량관내운행지역", "INSIDE_OPRAT_AREA")),
    ("service_area_outside", ("차량관외운행지역", "OUTSIDE_OPRAT_AREA")),
    ("eligible", ("차량이용대상", "USE_TRGET")),
    ("fee", ("차량이용요금", "USE_CHARGE")),
    ("operator", ("관리기관명", "INSTITUTION_NM")),
    ("phone", ("관리기관전화번호", "PHONE_NUMBER", "INSTITUTION_PHONE_NUMBER")),
    ("address", ROAD),
    ("address_lot", LOT),
)
HOURS: tuple[Days, ...] = (
    (
        WEEKDAYS,
        ("차량평일운행시작시각", "WEEKDAY_OPER_OPEN_HHMM"),
        ("차량평일운행종료시각", "WEEKDAY_OPER_COLSE_HHMM", "WEEKDAY_OPER_CLOSE_HHMM"),
    ),
    (
        WEEKEND,
        ("차량주말운행시작시각", "WKEND_OPER_OPEN_HHMM"),
        ("차량주말운행종료시각", "WKEND_OPER_CLOSE_HHMM"),
    ),
)
BOOKING: tuple[Days, ...] = (
    (
        WEEKDAYS,
        ("평일예약접수운영시작시각", "WEEKDAY_RCEPT_OPEN_HHMM"),
        ("평일예약접수운영종료시각", "WEEKDAY_RCEPT_COLSE_HHMM", "WEEKDAY_RCEPT_CLOSE_HHMM"),
    ),
    (
        WEEKEND,
        ("주말예약접수운영시작시각", "WKEND_RCEPT_OPEN_HHMM"),
        ("주말예약접수운영종료시각", "WKEND_RCEPT_CLOSE_HHMM"),
    ),
)
AS_OF = ("데이터기준일자", "REFERENCE_DATE")


def read_centres_kr(source: PlaceSource, *, ledger: Ledger) -> Iterator[Record]:
    """The centres of the file.

    Errors:  RegionUnreadable if the file cannot be read or is of another form.
    """
    table = open_table(source.path, needs=(NAME, LAT, LON, COUNTS[0][1]), ledger=ledger)
    within, book = get_within(source), IdBook()
    where = (*ROAD, *LOT, *GIVER)
    for cells, name in iter_named(source, table, name=NAME, where=where, ledger=ledger):
        row = cells.row
        at = cells.position(LAT, LON, within=within)
        yield Record(
            kind=source.kind,
            id=book.give(make_id(name, row.first(*ROAD, *LOT))),
            names={"": name, "ko": name},
            row=row.line,
            lat=at.lat,
            lon=at.lon,
            said=tuple(_list_facts(cells)),
            as_of=cells.date(*AS_OF),
        )


def _list_facts(cells: Cells) -> Iterator[Said]:
    yield from _list_counts(cells)
    yield from list_texts(cells, TEXTS)
    yield from list_hours(cells, "hours", HOURS)
    yield from list_hours(cells, "booking_hours", BOOKING)


def _list_counts(cells: Cells) -> Iterator[Said]:
    """The cars; more with a ramp or lift than cars at all is told as it is, with a note."""
    counts = {key: cells.number(*columns) for key, columns in COUNTS}
    all_of, ramps, lifts = counts.values()
    if all_of is not None and (ramps or 0) + (lifts or 0) > all_of:
        message = "There are more cars with a ramp or lift than cars; told as they are."
        value = f"{all_of}, {ramps}, {lifts}"
        cells.ledger.note(
            "place_counts_disagree",
            cells.row.line,
            field=COUNTS[0][1][0],
            value=value,
            message=message,
        )
    for key, count in counts.items():
        if count is not None:
            yield Said(key, str(count))
