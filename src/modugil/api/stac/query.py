"""What a search asks, by address or by body: one meaning for both."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from math import isfinite
from typing import Any

import msgspec

from modugil.core.errors import BadInput
from modugil.core.geo import LatLon
from modugil.places.roadview.area import Area, build_area
from modugil.places.roadview.look_at import LEAST_M, MOST_M, TOLERANCE_DEG, Spot
from modugil.places.roadview.road_view import After
from modugil.places.roadview.shelf import Box, Wanted

USUAL, MOST = 10, 1000
MOST_SPOT_M = 1000.0
SEARCH_WORDS = (
    "bbox",
    "datetime",
    "ids",
    "collections",
    "limit",
    "intersects",
    "place_position",
    "place_distance",
    "place_fov_tolerance",
    "token",
)
_PAGE = re.compile(r"(-?[0-9]{1,15})_([0-9a-f-]{36})", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_OPEN = ("", "..")


@dataclass(frozen=True, slots=True)
class Asked:
    """One page of pictures."""

    wanted: Wanted
    limit: int
    after: After | None = None
    spot: Spot | None = None
    words: Mapping[str, Any] | None = None
    """As they were given."""


def read_search(words: Mapping[str, Any]) -> Asked:
    """What is asked; values are text, or of a body numbers and lists.

    Errors:  BadInput for an unknown word or a value that cannot be.
    """
    for name in words:
        if name not in SEARCH_WORDS:
            raise BadInput(
                f"There is no parameter {str(name)[:40]!r} here.",
                allowed=f"There are: {', '.join(SEARCH_WORDS)}.",
            )
    if words.get("bbox") and words.get("intersects"):
        raise BadInput("bbox and intersects are given both.", allowed="Give one of them.")
    boxes, area = read_boxes(words.get("bbox")), None
    if words.get("intersects"):
        boxes, area = _read_intersects(words["intersects"])
    since, until = read_interval(words.get("datetime"))
    ids, sequences = _read_ids(words, "ids"), _read_ids(words, "collections")
    wanted = Wanted(boxes, since, until, ids, sequences, area)
    limit, after = read_limit(words, USUAL), _read_after(words.get("token"))
    return Asked(wanted, limit, after, _read_spot(words), words)


def read_limit(words: Mapping[str, Any], usual: int) -> int:
    """How many; more than the most is taken as the most. Errors: BadInput."""
    text = str(words.get("limit", usual))
    if re.fullmatch(r"[0-9]{1,9}", text, re.ASCII) is None or int(text) < 1:
        raise BadInput(f"limit is {text[:40]!r}.", allowed="It may be a whole number from 1 on.")
    return min(int(text), MOST)


def read_boxes(given: Any) -> tuple[Box, ...]:  # noqa: ANN401 - text, or what a body holds
    """One box, or two where it crosses the 180th meridian. Errors: BadInput."""
    if given is None or given in ("", []):
        return ()
    numbers = _read_numbers(given)
    if len(numbers) == 6:  # with heights, of which our pictures have none
        numbers = [*numbers[:2], *numbers[3:5]]
    if len(numbers) == 4:
        west, south, east, north = numbers
        if -180 <= min(west, east) and max(west, east) <= 180 and -90 <= south <= north <= 90:
            if west <= east:
                return ((west, south, east, north),)
            return (west, south, 180.0, north), (-180.0, south, east, north)
    raise BadInput(
        f"bbox is {str(given)[:60]!r}.",
        allowed="Write west,south,east,north in degrees: 126.4,33.4,126.6,33.6.",
    )


def read_interval(given: Any) -> tuple[datetime | None, datetime | None]:  # noqa: ANN401
    """From when and until when; None where it is open. Errors: BadInput."""
    text = "" if given is None else str(given)
    if not text:
        return None, None
    parts = text.split("/")
    if len(parts) <= 2 and any(one not in _OPEN for one in parts):
        try:
            ends = [None if one in _OPEN else _read_instant(one) for one in parts]
        except ValueError:
            ends = []
        if len(ends) == 1:
            return ends[0], ends[0]
        if len(ends) == 2 and (ends[0] is None or ends[1] is None or ends[0] <= ends[1]):
            return ends[0], ends[1]
    raise BadInput(
        f"datetime is {text[:60]!r}.",
        allowed="Write an instant of RFC 3339, or two with / between, .. for an open end.",
    )


def write_page(after: After) -> str:
    """What asks for the page after that picture."""
    return f"{after.taken_ms}_{after.id}"


def _read_instant(text: str) -> datetime:
    if _INSTANT.fullmatch(text) is None:
        raise ValueError(text)
    return datetime.fromisoformat(text.upper()).astimezone(UTC)


def _read_numbers(given: Any) -> list[float]:  # noqa: ANN401
    listed = given if isinstance(given, list) else str(given).split(",")
    try:
        numbers = [float(one) for one in listed if not isinstance(one, bool)]
    except (TypeError, ValueError):
        return []
    return numbers if all(map(isfinite, numbers)) else []


def _read_ids(words: Mapping[str, Any], name: str) -> tuple[str, ...] | None:
    given = words.get(name)
    if given is None or given == "":
        return None
    if isinstance(given, str):
        text = given.strip("[]").replace('"', "")
        given = [one.strip() for one in text.split(",") if one.strip()]
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise BadInput(f"{name} is no list of ids.", allowed="Give ids with commas between.")
    return tuple(one[:36] for one in given[:MOST])


def _read_after(given: Any) -> After | None:  # noqa: ANN401
    if not given:
        return None
    found = _PAGE.fullmatch(str(given))
    if found is None:
        raise BadInput("That is no token of a page.", allowed="Follow the link `next`.")
    return After(int(found[1]), found[2])


def _read_spot(words: Mapping[str, Any]) -> Spot | None:
    given = words.get("place_position")
    if not given:
        return None
    place = _read_numbers(given)
    if len(place) != 2 or not (-180 <= place[0] <= 180 and -90 <= place[1] <= 90):
        raise BadInput(
            f"place_position is {str(given)[:40]!r}.", allowed="Write longitude,latitude."
        )
    text = str(words.get("place_distance") or f"{LEAST_M:g}-{MOST_M:g}")
    try:
        least_m, most_m = (float(one) for one in text.split("-"))
    except ValueError:
        least_m = most_m = -1.0
    if not 0 <= least_m <= most_m <= MOST_SPOT_M:
        raise BadInput(
            f"place_distance is {text[:40]!r}.",
            allowed=f"Write metres from and to, such as 3-15, up to {MOST_SPOT_M:g}.",
        )
    tolerance = _read_numbers(words.get("place_fov_tolerance") or TOLERANCE_DEG)
    if len(tolerance) != 1 or not 2 <= tolerance[0] <= 180:
        raise BadInput("place_fov_tolerance is out of its range.", allowed="It may be 2 to 180.")
    return Spot(LatLon(place[1], place[0]), least_m, most_m, tolerance[0])


def _read_intersects(given: Any) -> tuple[tuple[Box, ...], Area | None]:  # noqa: ANN401
    """Boxes to ask the database by, and the area itself unless the boxes are all of it."""
    try:
        told = msgspec.json.decode(given) if isinstance(given, str) else given
        kind, places = told["type"], told["coordinates"]
        if kind == "Point":
            places, kind = [places], "MultiPoint"
        if kind == "MultiPoint" and places:
            points = [(float(one[0]), float(one[1])) for one in places[:MOST]]
            return tuple((lon, lat, lon, lat) for lon, lat in points), None
        if kind == "Polygon":
            places, kind = [places], "MultiPolygon"
        if kind == "MultiPolygon":
            area = build_area(places)
            return area.boxes, area
    except (msgspec.DecodeError, KeyError, TypeError, ValueError, IndexError, RecursionError):
        pass
    raise BadInput(
        "intersects cannot be asked so.",
        allowed="It may be a Point, a MultiPoint, a Polygon or a MultiPolygon of GeoJSON.",
    )
