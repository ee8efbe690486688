"""VisitJeju's contents as its service gave them, flattened into a table.

Example: the columns alltag, contentsid, contentscd/label, title, address, roadaddress,
introduction, latitude, longitude, phoneno, repPhoto/photoid/imgpath and more, such as
`"돌담,단차없음,장애인 화장실,쉬움",CNTS_900000000000001,관광지,돌담마을,…,33.41,126.51,…`.
`alltag` is one list of everything: only a tag that names its thing is read; `가능` or `없음`, left
over from some question, says nothing. Words: `difficulty` is easy, hard or very_hard.
In some rows the columns from the address on stand two or four to the left of their names (text
where the latitude should be): they are read from where they stand, and that is noted.
Option:  `within`.
Unknown: `단차없음` is taken for the entrance only; what a tag does not say is not no.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from modugil.places.reading.ids import RecordBook, keep_id
from modugil.places.reading.ledger import Ledger
from modugil.places.reading.open_csv import CsvRow, open_csv
from modugil.places.reading.parse_access_text import strip_markup
from modugil.places.reading.positions import Within, get_within, locate, parse_position
from modugil.places.record import PlaceSource, Record, Said

TAGS: Mapping[str, str] = {
    "장애인 화장실": "accessible_toilet",
    "장애인 전용 주차장": "accessible_parking",
    "장애인 주차": "accessible_parking",
    "단차없음": "step_free_entrance",
    "단독접근가능": "alone_accessible",
    "엘리베이터": "elevator",
    "승강기": "elevator",
    "수동 휠체어 대여 가능": "rental_wheelchair",
    "전동 휠체어 대여 가능": "rental_power_wheelchair",
    "저상버스 접근 가능": "low_floor_bus",
    "장애인 전용 매표소": "accessible_ticket_office",
    "장애인 전용 객실": "accessible_room",
    "시각장애인 접근성": "sight_friendly",
    "청각장애인 접근성": "hearing_friendly",
    "유모차 대여 서비스": "rental_stroller",
    "유모차대여": "rental_stroller",
    "수유실": "nursing_room",
    "수유실 완비": "nursing_room",
    "유아의자": "baby_chair",
    "유아식탁의자": "baby_chair",
}
"""Tags that say there is such a thing; each is a yes."""
DIFFICULTIES = {"쉬움": "easy", "어려움": "hard", "아주 어려움": "very_hard"}
CATEGORIES = {
    "관광지": "sight",
    "음식점": "food",
    "숙박": "lodging",
    "쇼핑": "shopping",
    "축제/행사": "event",
    "테마여행": "theme",
}
_MOVED = (
    "address",
    "roadaddress",
    "introduction",
    "latitude",
    "longitude",
    "phoneno",
    "repPhoto/photoid/imgpath",
)
_NEEDS = tuple((one,) for one in ("alltag", "contentsid", "contentscd/label", "title", *_MOVED))
_SHIFTS = (0, 4, 2)
_DIGITS_LEAST = 7
_PHOTO = "repPhoto/photoid/imgpath"


@dataclass(frozen=True, slots=True)
class _Moved:
    """A row whose columns from the address on stand so many to the left of their names."""

    row: CsvRow
    columns: Sequence[str]
    shift: int

    def get(self, column: str) -> str:
        """What stands there; "" for the dashes of an empty telephone number."""
        at = self.columns.index(column) - (self.shift if column in _MOVED else 0)
        written = self.row.values[self.columns[at]]
        return "" if re.fullmatch(r"[-–]+", written) else written


def read_visitjeju(source: PlaceSource, *, ledger: Ledger) -> Iterator[Record]:
    """A record for each content; one without a position may still speak of a known place."""
    table = open_csv(source.path, needs=_NEEDS, ledger=ledger)
    within = get_within(source)
    book = RecordBook()
    for row in table.rows:
        id, title = row.values["contentsid"], row.values["title"]
        if not (id and title):
            message = "The row has no id or no name and is left out."
            ledger.refuse("place_unnamed", row.line, field="title", value=id, message=message)
            continue
        own = book.choose_ledger(id, ledger)
        moved = _find_shift(row, table.columns, within, own)
        lat, lon = moved.get("latitude"), moved.get("longitude")
        where = locate(lat, lon, within=within, row=row.line, ledger=own)
        record = Record(
            kind=source.kind,
            id=keep_id(id),
            names={"": title, "ko": title},
            row=row.line,
            lat=where.lat,
            lon=where.lon,
            said=tuple(_tell(moved, own)),
        )
        if book.is_new(record, ledger):
            yield record


def _find_shift(row: CsvRow, columns: Sequence[str], within: Within, ledger: Ledger) -> _Moved:
    """Where the row's columns stand: where its position is, else where its photograph is."""
    tried = [_Moved(row, columns, shift) for shift in _SHIFTS]
    found = next((one for one in tried if _is_at(one, within)), None)
    found = found or next((one for one in tried if one.get(_PHOTO).startswith("http")), tried[0])
    if found.shift:
        message = (
            f"The columns from the address on stand {found.shift} to the left of their names; "
            "they are read from where they stand."
        )
        value = row.values["latitude"]
        ledger.note(
            "place_columns_shifted", row.line, field="latitude", value=value, message=message
        )
    return found


def _is_at(moved: _Moved, within: Within) -> bool:
    where = parse_position(moved.get("latitude"), moved.get("longitude"))
    return where is not None and (within.holds(*where) or within.holds(where[1], where[0]))


def _tell(moved: _Moved, ledger: Ledger) -> Iterator[Said]:
    written = moved.get("alltag")
    tags = list(dict.fromkeys(one.strip() for one in written.split(",") if one.strip()))
    told: dict[str, Said] = {}
    for tag in tags:
        if tag in TAGS:
            told.setdefault(TAGS[tag], Said(TAGS[tag], "yes", tag))
    yield from told.values()
    yield from _tell_difficulty(tags, moved.row, ledger)
    yield from _tell_category(moved, ledger)
    road, lot = moved.get("roadaddress"), moved.get("address")
    photo = moved.get(_PHOTO)
    texts = {
        "address": road or lot,
        "address_lot": lot if lot != road and road else "",
        **_tell_phone(moved, ledger),
        "description": strip_markup(moved.get("introduction")),
        "image": photo if photo.startswith("http") else "",
        "tags": ",".join(tags),
    }
    yield from (Said(key, value) for key, value in texts.items() if value)


def _tell_phone(moved: _Moved, ledger: Ledger) -> dict[str, str]:
    """The number; what stands in its column and is none is noted."""
    written = moved.get("phoneno")
    if not written or len(re.findall(r"\d", written)) >= _DIGITS_LEAST:
        return {"phone": written}
    message = "This is no telephone number; the address of a page is kept as such."
    ledger.note(
        "place_value_misplaced", moved.row.line, field="phoneno", value=written, message=message
    )
    return {"website": written} if re.match(r"https?://", written) else {}


def _tell_difficulty(tags: Sequence[str], row: CsvRow, ledger: Ledger) -> Iterator[Said]:
    told = [one for one in tags if one in DIFFICULTIES]
    if len(told) == 1:
        yield Said("difficulty", DIFFICULTIES[told[0]], told[0])
    elif told:
        message = "The tags say several; which one holds is unknown."
        ledger.note(
            "place_tags_contradict", row.line, field="alltag", value=",".join(told), message=message
        )


def _tell_category(moved: _Moved, ledger: Ledger) -> Iterator[Said]:
    label = moved.get("contentscd/label")
    if label in CATEGORIES:
        yield Said("category", CATEGORIES[label])
    elif label:
        message = "No category of this platform; left out."
        ledger.note(
            "place_category_unread",
            moved.row.line,
            field="contentscd/label",
            value=label,
            message=message,
        )
