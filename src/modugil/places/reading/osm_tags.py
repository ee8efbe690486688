"""What the tags of one OSM object say of a place.

Example: `amenity=toilets wheelchair=limited toilets:wheelchair=yes changing_table=no
opening_hours=Mo-Su 06:00-22:00 operator=가람시`.

`wheelchair=limited` is neither yes nor no: it becomes the text of `access_note`, and nothing is
said of the whole place. A toilet with `wheelchair=yes` counts as an accessible toilet, as on
Wheelmap.
Spec:    OSM wiki, Key:wheelchair, Tag:amenity=toilets, Key:changing_table, Key:entrance.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from modugil.places.reading.hours_written import list_hours
from modugil.places.reading.ledger import Ledger
from modugil.places.record import Said
from modugil.region.osm.measures import parse_count, parse_length_m

WIDEST_M = 20.0
YES = ("yes", "designated", "only", "true", "1")
NO = ("no", "none", "false", "0")
NOT_PUBLIC = ("private", "no")
TEXTS = (
    ("phone", ("phone", "contact:phone")),
    ("website", ("website", "contact:website", "url")),
    ("address", ("addr:full",)),
    ("operator", ("operator",)),
    ("description", ("description:ko", "description")),
    ("place_detail", ("toilets:position:description", "location:description")),
    ("fee", ("charge",)),
)
NAMELESS: Mapping[str, Mapping[str, str]] = {
    "toilets": {"ko": "화장실", "en": "Toilets", "zh": "卫生间", "ja": "トイレ"},
    "chargers": {
        "ko": "전동휠체어 충전기",
        "en": "Wheelchair charger",
        "zh": "电动轮椅充电器",
        "ja": "電動車いす充電器",
    },
    "wifi": {"ko": "와이파이", "en": "Wi-Fi", "zh": "无线网络", "ja": "Wi-Fi"},
}
"""What places without a name of their own are called."""
CATEGORY: Mapping[str, str] = {
    "attraction": "sight",
    "viewpoint": "sight",
    "museum": "culture",
    "gallery": "culture",
    "artwork": "culture",
    "theme_park": "leisure",
    "zoo": "leisure",
    "aquarium": "leisure",
    "picnic_site": "leisure",
    "hotel": "lodging",
    "motel": "lodging",
    "hostel": "lodging",
    "guest_house": "lodging",
    "chalet": "lodging",
    "apartment": "lodging",
    "camp_site": "lodging",
    "caravan_site": "lodging",
}
"""The category of a sight, by the value of `tourism`; other values are no places to go to."""
CHAIR_CHARGER = ("designated", "only")


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags of one object, and where to note what is odd in them."""

    tags: Mapping[str, str]
    row: int
    ledger: Ledger

    def get(self, key: str) -> str:
        """The value in small letters; "" where there is none."""
        return self.tags.get(key, "").strip().lower()

    def access(self, key: str, *tags: str) -> list[Said]:
        """Yes or no, of the first of these tags that says either."""
        for tag in tags:
            value = self.get(tag)
            if value in YES or value in NO:
                return [Said(key, "yes" if value in YES else "no", f"{tag}={value}")]
        return []

    def metres(self, key: str, tag: str) -> list[Said]:
        """A width; with a note where it is none."""
        written = self.tags.get(tag, "")
        if not written:
            return []
        width_m = parse_length_m(written)
        if width_m is not None and 0 < width_m <= WIDEST_M:
            return [Said(key, f"{width_m:g}", f"{tag}={written}")]
        message = "This is no width; read as unknown."
        self.ledger.note("place_value_unread", self.row, field=tag, value=written, message=message)
        return []


def list_kinds(tags: Mapping[str, str]) -> Iterator[str]:
    """The kinds of place the object is: a museum with Wi-Fi is two."""
    amenity = tags.get("amenity", "")
    if amenity == "toilets":
        yield "toilets"
    if amenity == "charging_station" and tags.get("wheelchair") in CHAIR_CHARGER:
        yield "chargers"
    if tags.get("tourism") in CATEGORY:
        yield "sights"
    if tags.get("internet_access") in ("wlan", "yes;wlan", "wlan;yes"):
        yield "wifi"


def read_names(tags: Mapping[str, str], kind: str) -> dict[str, str]:
    """The names by language; what a place without one is called; none for a sight without one."""
    local = {
        key.removeprefix("name:"): value.strip()
        for key, value in tags.items()
        if key in ("name:ko", "name:en", "name:zh", "name:ja") and value.strip()
    }
    published = tags.get("name", "").strip() or next(iter(local.values()), "")
    if published:
        return {"": published, **local}
    nameless = NAMELESS.get(kind, {})
    return {"": nameless["ko"], **nameless} if nameless else {}


def read_wheelchair(one: Tags) -> str:
    """What is said of the whole place."""
    value = one.get("wheelchair")
    return "yes" if value in YES else "no" if value in NO else ""


def list_facts(one: Tags, kind: str) -> Iterator[Said]:
    """The facts of the place as a place of this kind."""
    yield from _list_notes(one)
    if kind == "toilets":
        yield from _list_toilet(one)
    if kind == "sights":
        yield Said("category", CATEGORY[one.get("tourism")])
        yield from one.access("accessible_toilet", "toilets:wheelchair")
        yield from one.access("rental_wheelchair", "wheelchair:rental", "rental:wheelchair")
        yield from one.access("elevator", "elevator")
    if kind == "wifi":
        ssid = one.tags.get("internet_access:ssid", "").strip()
        yield Said("ssid_known", "yes" if ssid else "no")
        if ssid:
            yield Said("ssid", ssid)
    if kind == "chargers":
        count = parse_count(one.get("capacity"))
        if count:
            yield Said("capacity", str(count))
    yield from one.access("tactile_paving", "tactile_paving")
    yield from list_entrance(one)
    for key, tags in TEXTS:
        written = next((one.tags[tag] for tag in tags if one.tags.get(tag)), "")
        if written:
            yield Said(key, " ".join(written.split()))
    yield from list_hours(one.tags.get("opening_hours", ""), row=one.row, ledger=one.ledger)


def list_entrance(one: Tags) -> Iterator[Said]:
    """What the tags say of a way in; also of the node of a building's entrance."""
    if one.get("step_count") == "0" or one.get("entrance:step_count") == "0":
        yield Said("step_free_entrance", "yes", "step_count=0")
    yield from one.access("automatic_door", "automatic_door")
    yield from one.metres("entrance_width_m", "door:width")
    yield from one.access("entrance_ramp", "ramp:wheelchair")


def _list_notes(one: Tags) -> Iterator[Said]:
    words = [one.tags.get(f"wheelchair:description{tail}", "").strip() for tail in (":ko", "")]
    said = next((word for word in words if word), "")
    limited = "wheelchair=limited" if one.get("wheelchair") == "limited" else ""
    toilets = "toilets:wheelchair=limited" if one.get("toilets:wheelchair") == "limited" else ""
    note = "; ".join(part for part in (limited, toilets, said) if part)
    if note:
        yield Said("access_note", note)


def _list_toilet(one: Tags) -> Iterator[Said]:
    yield from one.access("accessible_toilet", "toilets:wheelchair", "wheelchair")
    adult = one.access("changing_table_adult", "changing_table:adult")
    if not adult and one.get("changing_table") == "adult":
        adult = [Said("changing_table_adult", "yes", "changing_table=adult")]
    yield from adult
    yield from one.access("changing_table", "changing_table", "diaper")
    place = one.tags.get("changing_table:location", "").strip()
    if place:
        yield Said("changing_table_place", place)
    yield from one.access("unisex", "unisex")
    if one.get("fee") in (*YES, *NO) and not one.get("charge"):
        yield Said("fee", "no" if one.get("fee") in NO else "yes")
