"""전국공중화장실표준데이터: public toilets, in the older form with coordinates and the present one.

Example (present form, shortened): `관리번호,화장실명,소재지도로명주소,남성용-장애인용대변기수,`
`여성용-장애인용대변기수,개방시간,비상벨설치여부,기저귀교환대유무,데이터기준일자`, then
`5010000-0007,가람쉼터 화장실,제주특별자치도 제주시 가람로 7,1,1,상시,Y,N,2025-03-31`.
Example (older form): `화장실명,남녀공용화장실여부,남성용-장애인용대변기수,개방시간,위도,경도`, then
`가람쉼터 화장실,N,1,09:00~18:00,33.4512345,126.5712345`.

A bowl for disabled people says nothing of the way there, so `wheelchair` is never said here. The
present form has no coordinates at all: its records speak of places that others locate.
Options: `province`, `within`.
Source:  data.go.kr, 전국공중화장실표준데이터.
"""

from collections.abc import Iterator

from modugil.places.reading.cells import Cells
from modugil.places.reading.hours_text import parse_hours
from modugil.places.reading.ids import IdBook, keep_id, make_id
from modugil.places.reading.ledger import Ledger
from modugil.places.reading.open_csv import CsvTable
from modugil.places.reading.open_table import open_table
from modugil.places.reading.positions import NOWHERE, get_within
from modugil.places.reading.standard_rows import Texts, iter_named, list_texts
from modugil.places.record import PlaceSource, Record, Said

LAT = ("위도", "WGS84위도", "(WGS84)위도")
LON = ("경도", "WGS84경도", "(WGS84)경도")
ROAD, LOT = "소재지도로명주소", "소재지지번주소"
MALE, FEMALE = "남성용-장애인용대변기수", "여성용-장애인용대변기수"
COUNTS = (
    ("stalls_male", "남성용-대변기수"),
    ("stalls_female", "여성용-대변기수"),
    ("accessible_stalls_male", MALE),
    ("accessible_stalls_female", FEMALE),
    ("accessible_urinals", "남성용-장애인용소변기수"),
)
CHILDREN = ("남성용-어린이용대변기수", "여성용-어린이용대변기수")
URINALS = ("남성용-소변기수", "남성용-어린이용소변기수")
YES_NO: Texts = (
    ("unisex", ("남녀공용화장실여부",)),
    ("emergency_bell", ("비상벨설치여부",)),
    ("entrance_cctv", ("화장실입구CCTV설치유무", "화장실입구CCTV설치여부")),
    ("changing_table", ("기저귀교환대유무", "기저귀교환대설치유무")),
)
TEXTS: Texts = (
    ("emergency_bell_place", ("비상벨설치장소",)),
    ("changing_table_place", ("기저귀교환대장소", "기저귀교환대설치장소")),
    ("phone", ("전화번호",)),
    ("address", (ROAD,)),
    ("address_lot", (LOT,)),
    ("operator", ("관리기관명",)),
    ("tags", ("구분명", "구분", "화장실구분")),
    ("installed", ("설치연월", "설치년도")),
)


def read_toilets_kr(source: PlaceSource, *, ledger: Ledger) -> Iterator[Record]:
    """The toilets of the file; without positions where it has none.

    Errors:  RegionUnreadable if the file cannot be read or is of another form.
    """
    needs = (("화장실명",), (ROAD, LOT), (MALE,), (FEMALE,))
    table = open_table(source.path, needs=needs, ledger=ledger)
    is_located = _check_positions(table, ledger)
    within, book = get_within(source), IdBook()
    named = iter_named(source, table, name=("화장실명",), where=(ROAD, LOT), ledger=ledger)
    for cells, name in named:
        at = cells.position(LAT, LON, within=within) if is_located else NOWHERE
        own = cells.row.first("관리번호")
        yield Record(
            kind=source.kind,
            id=book.give(keep_id(own) if own else make_id(name, cells.row.first(ROAD, LOT))),
            names={"": name, "ko": name},
            row=cells.row.line,
            lat=at.lat,
            lon=at.lon,
            said=tuple(_list_facts(cells)),
            as_of=cells.date("데이터기준일자"),
        )


def _check_positions(table: CsvTable, ledger: Ledger) -> bool:
    if table.has_any(*LAT) and table.has_any(*LON):
        return True
    message = "The file has no coordinates: its toilets are told where another source locates them."
    ledger.note("place_positions_none", 1, field="lat,lon", value="", message=message)
    return False


def _list_facts(cells: Cells) -> Iterator[Said]:
    yield from _list_counts(cells)
    for key, columns in YES_NO:
        yield from cells.access(key, *columns)
    yield from list_texts(cells, TEXTS)
    yield from _list_hours(cells)


def _list_counts(cells: Cells) -> Iterator[Said]:
    """The bowls; nothing where every number is 0, for a toilet without any was not counted."""
    counts = {key: cells.number(column) for key, column in COUNTS}
    children = [cells.number(column) for column in CHILDREN]
    urinals = [cells.number(column) for column in URINALS]
    if not any((*counts.values(), *children, *urinals)):
        if any(one == 0 for one in counts.values()):
            message = "All numbers of bowls are 0: nobody counted; they are unknown."
            cells.ledger.note(
                "place_counts_empty", cells.row.line, field=MALE, value="0", message=message
            )
        return
    for key, count in counts.items():
        if count is not None:
            yield Said(key, str(count))
    if None not in children:
        yield Said("children_stalls", str(sum(one for one in children if one is not None)))
    accessible = (counts["accessible_stalls_male"], counts["accessible_stalls_female"])
    if any(accessible):
        yield Said("accessible_toilet", "yes")
    elif None not in accessible and counts["accessible_urinals"] in (0, None):
        yield Said("accessible_toilet", "no")


def _list_hours(cells: Cells) -> Iterator[Said]:
    """The hours; the detail tells them where the other column only says of which sort they are."""
    short, detail = cells.get("개방시간"), cells.get("개방시간상세")
    written = " ".join(" ".join(dict.fromkeys((short, detail))).split())
    if not written:
        return
    read = [one for one in (parse_hours(detail), parse_hours(short)) if one]
    is_certain = len(set(read)) == 1 and (not detail or bool(parse_hours(detail)))
    if is_certain:
        yield Said("hours", read[0], written)
    else:
        message = "These hours cannot be told for certain; they are shown as they are written."
        cells.ledger.note(
            "place_hours_unread", cells.row.line, field="개방시간", value=written, message=message
        )
    yield Said("hours_text", written)
