"""제주 공공와이파이 AP 정보: every public access point of Jeju, as JSON.

Example: `[{"baseDate": "20241001", "macAddress": "9f2c...", "apGroupName":
"버스정류소_가람마을_(나래방면)_[405009999]", "installLocationDetail": "정류장 지붕 위", "category":
"버스정류소", "categoryDetail": "버스정류소", "addressDong": "제주특별자치도 제주시 가람동",
"addressDetail": "제주시 가람로 7", "latitude": "33.451234", "longitude": "126.571234"}]`.

The hashed addresses of the devices are not kept. `at_kind` is one of `wifi_points.AT_KINDS`.
Options: `within`.
Source:  jejudatahub.net, data set 618.
"""

import json
import re
from collections.abc import Iterator, Mapping

from modugil.core.errors import RegionUnreadable
from modugil.places.reading.cells import parse_date
from modugil.places.reading.ledger import Ledger
from modugil.places.reading.open_csv import read_text
from modugil.places.reading.positions import Within, get_within, locate
from modugil.places.reading.wifi_points import AccessPoint, build_records, find_at_kind
from modugil.places.record import PlaceSource, Record, Said

STOP = "bus_stop"
OLLE = "올레코스"
AT_KIND: Mapping[str, str] = {
    # the detail says more than the category of the last two
    "도서관": "library",
    "장례식장": "welfare",
    "버스정류소": STOP,
    "관광지": "sight",
    "공원": "park",
    "전기차충전소": "charging_station",
    "올레코스": "trail",
    "숲길": "trail",
    "해변": "beach",
    "테마거리": "street",
    "전통시장": "market",
    "체육시설": "sports",
    "공공기관": "office",
    "의료시설": "hospital",
    "공항/터미널/대합실": "terminal",
    "문화시설": "culture",
    "복지시설": "welfare",
}
_STOP_ID = re.compile(r"[\[(]\s*(\d{9})\s*[\])]")
_LABEL = re.compile(r"^(?:버스정류소|전기차충전소)_|(?:\s*버스정류소)?_?[\[(]\s*\d{9}\s*[\])]")


def read_wifi_jeju(source: PlaceSource, *, ledger: Ledger) -> Iterator[Record]:
    """The places with Wi-Fi; a row without a name is refused.

    Errors:  RegionUnreadable if the file is no list of objects in JSON.
    """
    rows = _load(source)
    points = _iter_points(rows, get_within(source), ledger)
    return build_records(points, kind=source.kind, ledger=ledger)


def _load(source: PlaceSource) -> list[dict[str, object]]:
    try:
        rows = json.loads(read_text(source.path))
    except (ValueError, RecursionError) as cause:
        raise RegionUnreadable(f"The file {source.path.name} is no JSON ({cause}).") from cause
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise RegionUnreadable(
            f"The file {source.path.name} holds no list of access points.",
            allowed="Give a list of objects with apGroupName, latitude and longitude.",
        )
    return rows


def _iter_points(
    rows: list[dict[str, object]], within: Within, ledger: Ledger
) -> Iterator[AccessPoint]:
    for number, raw in enumerate(rows, 1):
        ledger.rows += 1
        row = {key: str(value).strip() for key, value in raw.items() if value is not None}
        name = clean_name(row.get("apGroupName", ""), category=row.get("category", ""))
        if not name:
            message = "The access point has no name and is left out."
            ledger.refuse("place_unnamed", number, field="apGroupName", value="", message=message)
            continue
        category = (row.get("categoryDetail", ""), row.get("category", ""))
        at_kind = find_at_kind(AT_KIND, *category)
        at_id = _find_stop(row["apGroupName"], number, ledger) if at_kind == STOP else ""
        lat, lon = row.get("latitude", ""), row.get("longitude", "")
        yield AccessPoint(
            name=name,
            row=number,
            at=locate(lat, lon, within=within, row=number, ledger=ledger),
            at_kind=at_kind,
            at_id=at_id,
            ssid=row.get("ssid", ""),
            as_of=parse_date(row.get("baseDate", "")),
            said=tuple(_list_facts(row)),
        )


def clean_name(written: str, *, category: str = "") -> str:
    """The place's name: `버스정류소_가람마을_(나래방면)_[405009999]` is 가람마을 (나래방면).

    A course of the Olle trail is called `7코스` and needs its category to be understood.
    """
    name = _LABEL.sub("", written.strip())
    name = " ".join(name.replace("_", " ").split()) or " ".join(written.split())
    is_bare = category == OLLE and name and "올레" not in name
    return f"올레 {name}" if is_bare else name


def _find_stop(written: str, number: int, ledger: Ledger) -> str:
    found = _STOP_ID.search(written)
    if found is None:
        message = "The name of the bus stop holds no id of nine digits; the stop is unknown."
        ledger.note(
            "place_stop_unread", number, field="apGroupName", value=written, message=message
        )
    return found[1] if found is not None else ""


def _list_facts(row: Mapping[str, str]) -> Iterator[Said]:
    address = row.get("addressDetail", "")
    area = row.get("addressDong", "")
    if address or area:
        yield Said("address", address or area)
    if row.get("installLocationDetail"):
        yield Said("place_detail", " ".join(row["installLocationDetail"].split()))
    if row.get("categoryDetail"):
        yield Said("tags", row["categoryDetail"])
