"""A place as a PlaceInfo of A11yJSON 31, valid by that schema.

Example: `{"formatVersion": "31", "geometry": {"type": "Point", "coordinates": [126.57, 33.45]},
"properties": {"category": "toilets", "name": {"ko": "가람쉼터"}, "originalId": "t-1",
"accessibility": {"restrooms": [{"isAccessibleWithWheelchair": true}]}, "tags":
{"modugil:stalls_male": "2"}}}`.

What is not known is left out, never false; so is what sources answer with yes and no. Of disputed
numbers the one that counts is told. Quantities are objects,
entrances are features, and `null` says that there is none.
Spec:    a11yjson.org, version 31.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from modugil.core.access import Access
from modugil.core.source import Source
from modugil.places.exchange.a11yjson_words import (
    ENTRANCE,
    ENTRANCE_WIDTH,
    FORMAT_VERSION,
    HOURS_TAG,
    KIND_CATEGORY,
    LANGUAGE,
    LISTS,
    LOCALIZED,
    PARKING,
    PATH_WIDTH,
    PLAIN,
    SAID_BY,
    SIGHT_CATEGORY,
    SLOPE,
    TAG,
    WEBSITE,
    WHEELCHAIR,
    WHOLE,
    Path,
    parse_number,
    write_number,
)
from modugil.places.place import STAFF, Place
from modugil.places.vocabulary import FACTS
from modugil.region.osm.measures import parse_count

Json: TypeAlias = dict[str, Any]
"""An object of JSON, of whatever is in it."""
STAFF_ID = "staff"


def build_place_info(place: Place, *, language: str, sources: Sequence[Source]) -> Json:
    """The place with all its known facts.

    `language` is that of the sources' own texts; `sources` are the manifest's, which the rows of
    what was said count.
    """
    left = {key: fact.value for key, fact in place.facts.items() if key in FACTS and fact.value}
    accessibility = _build_accessibility(place, left)
    properties: Json = {"category": _take_category(place, left)}
    properties["name"] = _build_names(place, language)
    properties["originalId"] = place.id
    properties["ids"] = {"modugil": place.id, **_list_ids(place, sources)}
    for key, name in PLAIN.items():
        if key in left:
            properties[name] = left.pop(key)
    if WEBSITE.fullmatch(left.get("website", "")):
        properties["placeWebsiteUrl"] = left.pop("website")
    for key, path in LOCALIZED.items():
        if key in left:
            _put(properties, path, {language: left.pop(key)})
    if accessibility:
        properties["accessibility"] = accessibility
    properties["tags"] = _build_tags(place, left, properties["name"], sources)
    return {
        "formatVersion": FORMAT_VERSION,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": properties,
    }


def _build_accessibility(place: Place, left: dict[str, str]) -> Json:
    """What has a home there; it is taken out of `left`."""
    found: Json = {}
    if place.wheelchair is not Access.UNKNOWN:
        _put(found, WHEELCHAIR, place.wheelchair is Access.YES)
    for key, path in WHOLE.items():
        if key in left:
            _put(found, path, left.pop(key) == "yes")
    for name, facts in LISTS.items():
        one: Json = {}
        for key, path in facts.items():
            if key in left:
                _put(one, path, left.pop(key) == "yes")
        if one:
            found[name] = [{"type": "guide", **one} if name == "media" else one]
    entrance = _build_entrance(left)
    if entrance:
        found["entrances"] = [{"properties": entrance}]
    _take_quantity(left, "path_width_m", "m", found, PATH_WIDTH)
    _take_quantity(left, "slope_deg", "deg", found, SLOPE)
    _take_parking(left, found)
    if "ssid" in left:
        found["wifi"] = {"ssid": left.pop("ssid")}
    return found


def _build_entrance(left: dict[str, str]) -> Json:
    """Level means neither steps nor a ramp; a way in that is not, and has a ramp, is step-free."""
    found: Json = {}
    ramp, step_free = left.get("entrance_ramp"), left.get("step_free_entrance")
    if step_free == "yes" or (step_free == "no" and ramp == "no"):
        found["isLevel"] = step_free == "yes" and ramp != "yes"
        del left["step_free_entrance"]
    for key, path in ENTRANCE.items():
        if key in left:
            _put(found, path, left.pop(key) == "yes")
    _take_quantity(left, "entrance_width_m", "m", found, ENTRANCE_WIDTH)
    return found


def _take_quantity(left: dict[str, str], key: str, unit: str, into: Json, path: Path) -> None:
    """A number that stands as facts have it becomes an object; any other stays for the tags."""
    value = parse_number(left.get(key, ""))
    can_be = value is not None and (value > 0 if unit == "m" else value <= 90)
    if value is not None and can_be and write_number(value) == left[key]:
        _put(into, path, {"value": value, "unit": unit})
        del left[key]


def _take_parking(left: dict[str, str], into: Json) -> None:
    said = left.pop("accessible_parking", "")
    if said == "yes":
        count = left.get("accessible_parking_count", "")
        is_plain = parse_count(count) and str(parse_count(count)) == count
        _put(
            into, PARKING, {"count": int(left.pop("accessible_parking_count"))} if is_plain else {}
        )
    elif said == "no":
        _put(into, PARKING, None)


def _take_category(place: Place, left: dict[str, str]) -> str:
    if place.kind == "sights" and left.get("category") in SIGHT_CATEGORY:
        return SIGHT_CATEGORY[left.pop("category")]
    return KIND_CATEGORY[place.kind]


def _build_names(place: Place, language: str) -> dict[str, str]:
    names = {key: one for key, one in place.names.items() if LANGUAGE.fullmatch(key) and one}
    return names or {language: place.names[""]}


def _build_tags(
    place: Place, left: Mapping[str, str], names: Mapping[str, str], sources: Sequence[Source]
) -> dict[str, str]:
    tags = {f"{TAG}kind": place.kind}
    if place.names[""] != (names.get("ko") or next(iter(names.values()))):
        tags[f"{TAG}name"] = place.names[""]
    for key, value in left.items():
        tags[HOURS_TAG if key == "hours" else f"{TAG}{key}"] = value
    for key, fact in place.facts.items():
        if fact.value and fact.said:
            first = fact.said[0]
            who = _name_source(first.source, sources)
            tags[f"{SAID_BY}{key}"] = f"{who} {first.as_of}".strip()
    return tags


def _list_ids(place: Place, sources: Sequence[Source]) -> dict[str, str]:
    """The ids of the place with its sources; who wrote a correction is nobody else's business."""
    said = (one for fact in place.facts.values() for one in fact.said if one.source != STAFF)
    return {_name_source(one.source, sources): one.record for one in said}


def _name_source(row: int, sources: Sequence[Source]) -> str:
    return STAFF_ID if row == STAFF else sources[row].id


def _put(into: Json, path: Path, value: object) -> None:
    for name in path[:-1]:
        into = into.setdefault(name, {})
    into[path[-1]] = value
