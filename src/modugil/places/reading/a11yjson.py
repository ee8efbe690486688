"""A11yJSON: a FeatureCollection or an array of PlaceInfo, in the shape of version 31.

Example: `[{"geometry": {"type": "Point", "coordinates": [126.57, 33.45]}, "properties":
{"category": "toilets", "originalId": "7", "name": {"ko": "가람쉼터"}, "accessibility":
{"accessibleWith": {"wheelchair": true}, "entrances": [{"properties": {"isLevel": true, "door":
{"width": "90cm"}}}]}}}]`.

Flat entrances of older versions and lengths as texts are understood here, and written nowhere.
Options: `within`.
Spec:    a11yjson.org, version 31.
"""

import json
from collections.abc import Iterator
from typing import Any

from modugil.core.errors import RegionUnreadable
from modugil.places.exchange.a11yjson_words import (
    KIND_CATEGORY,
    LANGUAGE,
    SIGHT_CATEGORY,
    TAG,
    WHEELCHAIR,
)
from modugil.places.reading.a11yjson_facts import Info, list_facts
from modugil.places.reading.ids import IdBook, keep_id, make_id
from modugil.places.reading.ledger import Ledger
from modugil.places.reading.open_csv import read_text
from modugil.places.reading.positions import get_within, locate
from modugil.places.record import PlaceSource, Record
from modugil.places.vocabulary import KINDS

MUSEUM_LIKE = {"gallery": "culture", "theatre": "culture", "library": "culture", "cafe": "food"}
_CATEGORY_KIND = {category: kind for kind, category in KIND_CATEGORY.items()}
_CATEGORY_SIGHT = {**{one: word for word, one in SIGHT_CATEGORY.items()}, **MUSEUM_LIKE}
GRADES = {"fully": "yes", "not": "no"}
"""What a grade says of the whole place; `partially` is neither."""


def read_a11yjson(source: PlaceSource, *, ledger: Ledger) -> Iterator[Record]:
    """The places of the file.

    Errors:  RegionUnreadable if it is no JSON of places.
    """
    within, book = get_within(source), IdBook()
    for number, raw in enumerate(_load(source), 1):
        ledger.rows += 1
        properties = raw.get("properties") if isinstance(raw, dict) else None
        info = Info(properties if isinstance(properties, dict) else {}, number, ledger)
        names = _read_names(info)
        if not names:
            message = "The place has no name and is left out."
            ledger.refuse("place_unnamed", number, field="name", value="", message=message)
            continue
        lon, lat = _read_point(raw)
        at = locate(lat, lon, within=within, row=number, ledger=ledger)
        own = str(info.get("originalId") or info.get("_id") or "")
        yield Record(
            kind=_read_kind(info, source.kind),
            id=book.give(keep_id(own) if own else make_id(names[""], lat, lon)),
            names=names,
            row=number,
            lat=at.lat,
            lon=at.lon,
            wheelchair=_read_wheelchair(info),
            said=tuple(list_facts(info, _CATEGORY_SIGHT.get(str(info.get("category")), ""))),
        )


def _load(source: PlaceSource) -> list[Any]:
    try:
        content = json.loads(read_text(source.path))
    except (ValueError, RecursionError) as cause:
        raise RegionUnreadable(f"The file {source.path.name} is no JSON ({cause}).") from cause
    if isinstance(content, dict):
        content = content["features"] if "features" in content else [content]
    if not isinstance(content, list):
        raise RegionUnreadable(
            f"The file {source.path.name} holds no places of A11yJSON.",
            allowed="Give a FeatureCollection or an array of PlaceInfo.",
        )
    return content


def _read_point(raw: dict[str, Any]) -> tuple[float | str, float | str]:
    """Longitude and latitude; texts that locate nothing where there is no point."""
    geometry = raw.get("geometry")
    if not isinstance(geometry, dict) or geometry.get("type") != "Point":
        return "", ""
    point = geometry.get("coordinates")
    if isinstance(point, list) and len(point) >= 2:
        lon, lat = (one if isinstance(one, int | float) else str(one) for one in point[:2])
        return lon, lat
    return "", ""


def _read_names(info: Info) -> dict[str, str]:
    given = info.get("name")
    if isinstance(given, str):
        return {"": given.strip()} if given.strip() else {}
    if not isinstance(given, dict):
        return {}
    texts = {str(key): one.strip() for key, one in given.items() if isinstance(one, str)}
    words = {key: one for key, one in texts.items() if one}
    names = {key: one for key, one in words.items() if LANGUAGE.fullmatch(key)}
    published = info.tags.get(f"{TAG}name") or names.get("ko") or next(iter(words.values()), "")
    return {"": published, **names} if published else {}


def _read_kind(info: Info, kind: str) -> str:
    ours = info.tags.get(f"{TAG}kind", "")
    return ours if ours in KINDS else _CATEGORY_KIND.get(str(info.get("category")), kind)


def _read_wheelchair(info: Info) -> str:
    said = info.read_bool("accessibility", *WHEELCHAIR)
    if said:
        return said
    return GRADES.get(str(info.get("accessibility", "wheelchairAccessibilityGrade")), "")
