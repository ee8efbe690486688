"""A dump of TourAPI's 무장애 여행정보: two tables, places and sentences about them.

Example of `tourapi.csv.gz`: the columns content_id, tourapi_contenttypeid, tourapi_title,
sido_code, tourapi_addr1, tourapi_addr2, tourapi_lat, tourapi_lng, tourapi_tel, tourapi_image,
tourapi_overview, tourapi_homepage and more, such as
`9000001,14,돌담박물관,39,제주특별자치도 제주시 돌담길 7,,33.41,126.51,064-000-0000,…`. Of
`tourapi_impairment.csv.gz`: content_id, code, ti_overview, such as
`9000001,physical,장애인 주차장 있음(2대)_무장애 편의시설</br>대여가능</br>`.
The sentences come from fields whose names are lost: only one that names its thing counts, and
`대여가능` alone stays in the note. What is said for `senior` repeats the others.
Options: `sido_code` or `province`, the province's code in this dump (39 is Jeju): rows of others
are elsewhere; `within`.
The ledger counts the places; a sentence of no place of the file is noted.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from modugil.core.notices import Notices
from modugil.places.reading.ids import RecordBook, keep_id
from modugil.places.reading.ledger import Ledger
from modugil.places.reading.open_csv import CsvRow, open_csv
from modugil.places.reading.parse_access_text import list_sentences, merge_texts, parse_access_text
from modugil.places.reading.positions import Within, get_within, locate
from modugil.places.reading.tourapi_records import TourText, note_unused, tell_place
from modugil.places.record import PlaceSource, Record

PLACES = "tourapi.csv.gz"
SENTENCES = "tourapi_impairment.csv.gz"
_NEEDS = (("content_id",), ("tourapi_title",), ("tourapi_lat",), ("tourapi_lng",), ("sido_code",))
_NOTES = {
    "physical": "access_note",
    "visibility": "sight_note",
    "deaf": "hearing_note",
    "infant": "infants_note",
    "senior": "older_note",
}
_Sentences = Mapping[str, Sequence[tuple[str, str]]]


def read_tourapi_dump(source: PlaceSource, *, ledger: Ledger) -> Iterator[Record]:
    """A record for each place of the folder's dump, of the province that is asked for."""
    sentences = _read_sentences(source, ledger)
    options = source.options
    province = str(options.get("sido_code") or options.get("province") or "")
    within = get_within(source)
    book = RecordBook()
    for row in open_csv(source.path / PLACES, needs=_NEEDS, ledger=ledger).rows:
        if province and row.values["sido_code"] != province:
            ledger.elsewhere += 1
        elif not (row.values["content_id"] and row.values["tourapi_title"]):
            message = "The row has no id or no name and is left out."
            ledger.refuse(
                "place_unnamed", row.line, field="tourapi_title", value="", message=message
            )
        else:
            told = sentences.get(row.values["content_id"], ())
            own = book.choose_ledger(row.values["content_id"], ledger)
            record = _make_record(source, row, told, within=within, ledger=own)
            if book.is_new(record, ledger):
                yield record


def _read_sentences(source: PlaceSource, ledger: Ledger) -> _Sentences:
    """Who is spoken to and what is said, by place."""
    # a ledger of its own: these rows are no places
    own = Ledger(SENTENCES, Notices())
    table = open_csv(
        source.path / SENTENCES, needs=(("content_id",), ("code",), ("ti_overview",)), ledger=own
    )
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in table.rows:
        code = row.values["code"]
        if code not in _NOTES:
            message = "Nobody knows for whom this is said; left out."
            ledger.note("tourapi_code_unknown", row.line, field="code", value=code, message=message)
            continue
        found[row.values["content_id"]].append((code, row.values["ti_overview"]))
    for code, count in own.refused.items():
        message = f"{count} rows of sentences have more or fewer cells than the header."
        ledger.note(code, 0, field=SENTENCES, value=str(count), message=message)
    return found


def _make_record(
    source: PlaceSource,
    row: CsvRow,
    told: Sequence[tuple[str, str]],
    *,
    within: Within,
    ledger: Ledger,
) -> Record:
    id, name = row.values["content_id"], row.values["tourapi_title"]
    access = merge_texts(parse_access_text(text) for _, text in told)
    note_unused(access, row=row.line, id=id, ledger=ledger)
    lat, lon = row.values["tourapi_lat"], row.values["tourapi_lng"]
    where = locate(lat, lon, within=within, row=row.line, ledger=ledger)
    return Record(
        kind=source.kind,
        id=keep_id(id),
        names={"": name, "ko": name},
        row=row.line,
        lat=where.lat,
        lon=where.lon,
        said=tell_place(_gather(row, told), access=access),
    )


def _gather(row: CsvRow, told: Sequence[tuple[str, str]]) -> TourText:
    text = TourText(
        type_id=row.first("tourapi_contenttypeid"),
        address=f"{row.first('tourapi_addr1')} {row.first('tourapi_addr2')}",
        phone=row.first("tourapi_tel"),
        image=row.first("tourapi_image"),
        overview=row.first("tourapi_overview"),
        homepage=row.first("tourapi_homepage"),
    )
    for code, written in told:
        text.notes.setdefault(_NOTES[code], []).extend(list_sentences(written))
    return text
