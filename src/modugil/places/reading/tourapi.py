"""한국관광공사 무장애 여행정보 as its service KorWithService2 answers: saved pages of JSON.

Example of a page of areaBasedList2:
`{"response": {"header": {"resultCode": "0000"}, "body": {"items": {"item": [{"contentid":
"9000001", "contenttypeid": "14", "title": "돌담박물관", "mapx": "126.51", "mapy": "33.41"}]}}}}`;
detailCommon2 adds `overview` and `homepage`, detailWithTour2 one field a facility, such as
`"restroom": "장애인 화장실 있음(1층)_무장애 편의시설"`. The source is such a page or a folder of
them, in any order; they are put together by contentid, and what an item holds tells which page it
is of.
Option:  `within`.
Unknown: an empty field says nothing. In a field of its own `있음` says of what; for the parking,
         the toilet or the room only where the text does not name an ordinary one.
Errors:  RegionUnreadable in one sentence for a page that is an error (a wrong key, no more calls
         today, no data) or no such answer.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from modugil.core.errors import RegionUnreadable
from modugil.places.reading.access_rules import FIELDS
from modugil.places.reading.cells import parse_date
from modugil.places.reading.ids import keep_id
from modugil.places.reading.ledger import Ledger
from modugil.places.reading.parse_access_text import (
    list_sentences,
    merge_texts,
    parse_access_text,
    strip_markup,
)
from modugil.places.reading.positions import get_within, locate
from modugil.places.reading.tourapi_records import TourText, note_unused, tell_place
from modugil.places.record import PlaceSource, Record, Said

_FINE = ("0000", "00")
_MEANINGS = {
    "03": "it has no data",
    "10": "a parameter is wrong",
    "11": "a parameter is missing",
    "22": "no more calls are allowed today",
    "30": "the key is not registered",
    "31": "the key has expired",
}
_LABELS: Mapping[str, Mapping[str, str]] = {
    "access_note": {
        "parking": "장애인 주차",
        "publictransport": "대중교통",
        "route": "접근로",
        "ticketoffice": "매표소",
        "promotion": "홍보물",
        "wheelchair": "휠체어",
        "exit": "출입통로",
        "elevator": "엘리베이터",
        "restroom": "장애인 화장실",
        "auditorium": "관람석",
        "room": "객실",
        "handicapetc": "그 밖",
    },
    "sight_note": {
        "braileblock": "점자블록",
        "helpdog": "보조견 동반",
        "guidehuman": "안내요원",
        "audioguide": "오디오가이드",
        "bigprint": "큰 활자",
        "brailepromotion": "점자 홍보물",
        "guidesystem": "유도 안내 설비",
        "blindhandicapetc": "그 밖",
    },
    "hearing_note": {
        "signguide": "수어 안내",
        "videoguide": "자막",
        "hearingroom": "객실",
        "hearinghandicapetc": "그 밖",
    },
    "infants_note": {
        "stroller": "유모차",
        "lactationroom": "수유실",
        "babysparechair": "유아용 의자",
        "infantsfamilyetc": "그 밖",
    },
}
"""The fields of detailWithTour2 by the note that keeps their words, and how a note names them."""
_FIELDS = tuple(field for fields in _LABELS.values() for field in fields)


def read_tourapi(source: PlaceSource, *, ledger: Ledger) -> Iterator[Record]:
    """A record for each place that a page of the list names, with what other pages say of it."""
    places: dict[str, Mapping[str, str]] = {}
    details: dict[str, dict[str, str]] = {}
    listed: set[str] = set()
    for page in _list_pages(source.path):
        for item in _read_page(page):
            id = item.get("contentid", "")
            details.setdefault(id, {}).update({key: one for key, one in item.items() if one})
            if "mapx" not in item or "title" not in item:
                continue
            is_listed_again = id in listed and "overview" not in item
            ledger.rows += id not in places or is_listed_again
            ledger.repeated += is_listed_again
            places.setdefault(id, item)
            if "overview" not in item:  # else it is of detailCommon2, which says these once more
                listed.add(id)
    for id in sorted(details.keys() - places.keys()):
        message = "No page of the list names this place; what is said of it is left out."
        ledger.note("tourapi_detail_alone", 0, field="contentid", value=id, message=message)
    for row, (id, place) in enumerate(places.items(), start=1):
        if not id or not place.get("title"):
            message = "The place has no id or no name and is left out."
            ledger.refuse("place_unnamed", row, field="contentid", value=id, message=message)
            continue
        yield _make_record(source, {**place, **details[id]}, row=row, ledger=ledger)


def _list_pages(path: Path) -> list[Path]:
    pages = sorted(path.rglob("*.json")) if path.is_dir() else [path]
    if not pages:
        raise RegionUnreadable(f"The folder {path.name} holds no saved page (*.json) of TourAPI.")
    return pages


def _read_page(page: Path) -> list[dict[str, str]]:
    """The items of a page as texts."""
    try:
        written = page.read_text(encoding="utf-8-sig")
        answer = json.loads(written)
    except (OSError, UnicodeDecodeError) as cause:
        raise RegionUnreadable(f"The file {page.name} cannot be read ({cause}).") from cause
    except (ValueError, RecursionError) as cause:
        # the gate in front of the service answers in XML, whatever was asked for
        reason = re.search(r"<returnReasonCode>\s*(\w+)", written)
        if reason is not None:
            raise _is_error(page, reason[1]) from cause
        raise RegionUnreadable(f"The file {page.name} is no JSON.") from cause
    response = _get(answer, "response")
    header = _get(response, "header") or answer
    code = str(_get(header, "resultCode"))
    if code not in _FINE:
        raise _is_error(page, code)
    items = _get(_get(_get(response, "body"), "items"), "item") or []
    if isinstance(items, dict):
        items = [items]
    if not isinstance(items, list):
        raise RegionUnreadable(f"The file {page.name} is no page of TourAPI.")
    return [{k: _write(v) for k, v in one.items()} for one in items if isinstance(one, dict)]


def _get(value: Any, key: str) -> Any:  # noqa: ANN401 - JSON of others
    return value.get(key, "") if isinstance(value, dict) else ""


def _write(value: object) -> str:
    return "" if value is None or isinstance(value, dict | list) else str(value).strip()


def _is_error(page: Path, code: str) -> RegionUnreadable:
    plain = code.removeprefix("00") if len(code) == 4 else code
    meaning = _MEANINGS.get(plain, "it is an error, or no answer of that service")
    return RegionUnreadable(
        f"The file {page.name} holds no page of TourAPI: {meaning} (code {code or 'none'}).",
        allowed="Save that page again, or take it out of the folder.",
    )


def _make_record(
    source: PlaceSource, item: Mapping[str, str], *, row: int, ledger: Ledger
) -> Record:
    access = merge_texts(
        parse_access_text(item[field], field=field if field in FIELDS else "")
        for field in _FIELDS
        if item.get(field)
    )
    note_unused(access, row=row, id=item["contentid"], ledger=ledger)
    transport = " ".join(strip_markup(item.get("publictransport", "")).split())
    told = (Said("public_transport", transport),) if transport else ()
    lat, lon = item.get("mapy", ""), item.get("mapx", "")
    where = locate(lat, lon, within=get_within(source), row=row, ledger=ledger)
    return Record(
        kind=source.kind,
        id=keep_id(item["contentid"]),
        names={"": item["title"], "ko": item["title"]},
        row=row,
        lat=where.lat,
        lon=where.lon,
        said=(*tell_place(_gather(item), access=access), *told),
        as_of=parse_date(item.get("modifiedtime", "")[:8]),
    )


def _gather(item: Mapping[str, str]) -> TourText:
    return TourText(
        type_id=item.get("contenttypeid", ""),
        address=f"{item.get('addr1', '')} {item.get('addr2', '')}",
        phone=item.get("tel", ""),
        image=item.get("firstimage", ""),
        overview=item.get("overview", ""),
        homepage=item.get("homepage", ""),
        notes={note: list(_keep(item, labels)) for note, labels in _LABELS.items()},
    )


def _keep(item: Mapping[str, str], labels: Mapping[str, str]) -> Iterator[str]:
    """The words of each field after the field's name."""
    for field, label in labels.items():
        sentences = list_sentences(item.get(field, ""))
        if sentences:
            yield f"{label}: {'. '.join(sentences)}"
