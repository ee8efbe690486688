"""Points of courses as a test writes them."""

from collections.abc import Mapping

from modugil.core.access import Access
from modugil.places.place import WHEELCHAIR, Place, SaidBy, access_of, weigh


def make_place(
    name: str = "한 점",
    *,
    lat: float = 33.5,
    lon: float = 126.5,
    text: str = "",
    known: Mapping[str, str] | None = None,
    **facts: str,
) -> Place:
    """A point with these facts; `text` are the source's words of every one of them."""
    told_of = {**(known or {}), **facts}
    said = [SaidBy(key, value, text, 0, "2020-12-22", name) for key, value in told_of.items()]
    weighed = weigh(said)
    told = weighed.get(WHEELCHAIR)
    wheelchair = access_of(told.value) if told is not None else Access.UNKNOWN
    return Place(f"p-{name}-{lat}-{lon}", "courses", {"": name}, lat, lon, wheelchair, weighed)


def disputed(key: str, *values: str) -> Place:
    """A point of which sources say different numbers."""
    said = [SaidBy(key, value, "", row, "2020-12-22", "x") for row, value in enumerate(values)]
    return Place("p", "courses", {"": "다툼"}, 33.5, 126.5, Access.UNKNOWN, weigh(said))
