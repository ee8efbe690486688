"""What the properties of one PlaceInfo say of a place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from modugil.places.exchange.a11yjson_words import (
    ENTRANCE,
    ENTRANCE_WIDTH,
    HOURS_TAG,
    LISTS,
    LOCALIZED,
    PARKING,
    PATH_WIDTH,
    PLAIN,
    SLOPE,
    TAG,
    WHOLE,
    Path,
    is_of_form,
    write_number,
)
from modugil.places.reading.hours_written import list_hours
from modugil.places.reading.ledger import Ledger
from modugil.places.reading.quantities import get_slope_deg, get_width_m, parse_quantity
from modugil.places.record import Said


@dataclass(frozen=True, slots=True)
class Info:
    """An object of JSON out of a PlaceInfo, and where to note what is odd in it."""

    values: Mapping[str, Any]
    row: int
    ledger: Ledger

    @property
    def tags(self) -> dict[str, str]:
        """The tags that are texts."""
        given = self.values.get("tags")
        found = given if isinstance(given, dict) else {}
        return {str(key): one for key, one in found.items() if isinstance(one, str)}

    def get(self, *path: str) -> Any:  # noqa: ANN401 - whatever stands in the JSON
        """What stands there; None where nothing does."""
        found: Any = self.values
        for name in path:
            found = found.get(name) if isinstance(found, dict) else None
        return found

    def has(self, *path: str) -> bool:
        """Whether something stands there, be it null: A11yJSON's word for `there is none`."""
        parent = self.get(*path[:-1]) if path[:-1] else self.values
        return isinstance(parent, Mapping) and path[-1] in parent

    def read_bool(self, *path: str) -> str:
        """`yes` or `no`; "" where nothing is said, or with a note where it is neither."""
        found = self.get(*path)
        if isinstance(found, bool):
            return "yes" if found else "no"
        if found is not None:
            self.note("place_access_unread", path, found, "It may be true or false.")
        return ""

    def list_inside(self, *path: str) -> list["Info"]:
        """The objects of a list; with a note where it is none."""
        found = self.get(*path)
        if found is None:
            return []
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            self.note("place_value_unread", path, found, "It should be a list of objects.")
            return []
        return [Info(one, self.row, self.ledger) for one in found]

    def note(self, code: str, path: Path, value: object, message: str) -> None:
        """Tell that what stands there is not as it should be."""
        field = ".".join(path)
        self.ledger.note(code, self.row, field=field, value=str(value), message=message)


def list_facts(info: Info, category: str) -> Iterator[Said]:
    """Every fact once; what our own tags say counts before what its home says."""
    told: set[str] = set()
    for said in (*_list_tags(info), *_list_homes(info, category)):
        if said.key not in told:
            told.add(said.key)
            yield said


def _list_tags(info: Info) -> Iterator[Said]:
    for tag, value in info.tags.items():
        key = tag.removeprefix(TAG)
        if tag.startswith(TAG) and is_of_form(key, value):
            yield Said(key, value)
    yield from list_hours(info.tags.get(HOURS_TAG, ""), row=info.row, ledger=info.ledger)


def _list_homes(info: Info, category: str) -> Iterator[Said]:
    if category:
        yield Said("category", category)
    for key, name in PLAIN.items():
        yield from _say(key, info.get(name))
    yield from _say("website", info.get("placeWebsiteUrl"))
    for key, path in LOCALIZED.items():
        found = info.get(*path)
        local = found if isinstance(found, dict) else {"": found}
        yield from _say(key, local.get("ko") or next(iter(local.values()), None))
    accessibility = info.get("accessibility")
    if isinstance(accessibility, dict):
        yield from _list_accessibility(Info(accessibility, info.row, info.ledger))


def _say(key: str, value: object) -> Iterator[Said]:
    if isinstance(value, str) and value.strip():
        yield Said(key, value)


def _list_accessibility(info: Info) -> Iterator[Said]:
    if info.get("wheelchairAccessibilityGrade") == "partially":
        yield Said("access_note", "wheelchairAccessibilityGrade: partially")
    for key, path in WHOLE.items():
        yield from _access(key, info.read_bool(*path))
    for name, facts in LISTS.items():
        inside = info.list_inside(name)
        for key, path in facts.items():
            yield from _access(key, join_any([one.read_bool(*path) for one in inside]))
    yield from _access("tactile_paving", info.read_bool("hasTactileGuideStrips"))
    yield from _list_entrance(info)
    yield from _width("path_width_m", info, PATH_WIDTH)
    if info.get(*SLOPE) is not None:
        slope = parse_quantity(info.get(*SLOPE))
        slope_deg = get_slope_deg(slope) if slope is not None else None
        yield from _measure("slope_deg", slope_deg, info, SLOPE)
    yield from _list_parking(info)
    yield from _say("ssid", info.get("wifi", "ssid"))


def join_any(said: list[str]) -> str:
    """What is said of any one of several: yes of one is yes, no only if all say no."""
    if "yes" in said:
        return "yes"
    return "no" if said and all(one == "no" for one in said) else ""


def read_step_free(entrance: Info) -> str:
    """Level, or not level with a fixed ramp, is step-free; not level and surely no ramp is not."""
    level, ramp = entrance.read_bool("isLevel"), entrance.read_bool("hasFixedRamp")
    if level == "yes" or (level == "no" and ramp == "yes"):
        return "yes"
    moved = "yes" in (entrance.read_bool("hasRemovableRamp"), entrance.read_bool("hasHoist"))
    return "no" if level == "no" and ramp == "no" and not moved else ""


def _list_entrance(info: Info) -> Iterator[Said]:
    """Of all entrances whether one is step-free; door and ramp of the best one alone."""
    entrances = []
    for one in info.list_inside("entrances"):
        inner = one.get("properties")
        entrances.append(Info(inner, one.row, one.ledger) if isinstance(inner, dict) else one)
    if not entrances:
        return
    step_free = [read_step_free(one) for one in entrances]
    main = [one.get("isMainEntrance") is True for one in entrances]
    best = step_free.index("yes") if "yes" in step_free else main.index(True) if any(main) else 0
    yield from _access("step_free_entrance", join_any(step_free))
    for key, path in ENTRANCE.items():
        yield from _access(key, entrances[best].read_bool(*path))
    yield from _width("entrance_width_m", entrances[best], ENTRANCE_WIDTH)


def _list_parking(info: Info) -> Iterator[Said]:
    if not info.has(*PARKING):
        return
    found = info.get(*PARKING)
    if found is None:
        yield Said("accessible_parking", "no")
    elif isinstance(found, dict):
        count = found.get("count")
        is_count = isinstance(count, int) and not isinstance(count, bool) and count >= 0
        yield Said("accessible_parking", "no" if is_count and count == 0 else "yes")
        if is_count:
            yield Said("accessible_parking_count", str(count))


def _access(key: str, said: str) -> Iterator[Said]:
    if said:
        yield Said(key, said)


def _width(key: str, info: Info, path: Path) -> Iterator[Said]:
    if info.get(*path) is not None:
        width = parse_quantity(info.get(*path))
        yield from _measure(key, get_width_m(width) if width is not None else None, info, path)


def _measure(key: str, value: float | None, info: Info, path: Path) -> Iterator[Said]:
    given = info.get(*path)
    if value is None:
        message = "No measure can be told for certain from this; read as unknown."
        info.note("place_quantity_unread", path, given, message)
        return
    yield Said(key, write_number(value), given if isinstance(given, str) else "")
