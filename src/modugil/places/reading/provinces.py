"""Which province of Korea a row of nationwide data belongs to, from what it says of itself."""

from collections.abc import Iterable

from modugil.core.errors import RegionUnreadable
from modugil.places.record import PlaceSource

PROVINCES: tuple[tuple[str, ...], ...] = (
    ("서울특별시", "서울시", "서울"),
    ("부산광역시", "부산시", "부산"),
    ("대구광역시", "대구시", "대구"),
    ("인천광역시", "인천시", "인천"),
    ("광주광역시", "광주"),
    ("대전광역시", "대전시", "대전"),
    ("울산광역시", "울산시", "울산"),
    ("세종특별자치시", "세종시", "세종"),
    ("경기도", "경기"),
    ("강원특별자치도", "강원도", "강원"),
    ("충청북도", "충북"),
    ("충청남도", "충남"),
    ("전북특별자치도", "전라북도", "전북"),
    ("전라남도", "전남"),
    ("경상북도", "경북"),
    ("경상남도", "경남"),
    ("제주특별자치도", "제주도", "제주", "제주시", "서귀포시"),
)
"""Every name a province has or had, the present one first."""

_BY_NAME = {name: names[0] for names in PROVINCES for name in names}


def find_province(*texts: str) -> str:
    """The present name of the province that the first telling text begins with; "" if none tells.

    광주시 is a city of 경기도, so it tells nothing.
    """
    for text in texts:
        found = _BY_NAME.get(text.split(maxsplit=1)[0]) if text.strip() else None
        if found is not None:
            return found
    return ""


def get_provinces(source: PlaceSource) -> frozenset[str]:
    """The provinces of the source's option `province`, one or a list; none where all are meant.

    Errors:  RegionUnreadable if it names none that there is.
    """
    given = source.options.get("province", ())
    names: Iterable[object] = (given,) if isinstance(given, str) else _as_list(given)
    found = [_BY_NAME.get(str(name)) for name in names]
    if None in found:
        raise RegionUnreadable(
            f"`province` of {source.path.name} is {given!r}, which is no province of Korea.",
            allowed=f"There are: {', '.join(names[0] for names in PROVINCES)}.",
        )
    return frozenset(one for one in found if one is not None)


def is_elsewhere(provinces: frozenset[str], *texts: str) -> bool:
    """Whether the texts say that the row is of another province; not where they do not tell."""
    said = find_province(*texts)
    return bool(provinces and said and said not in provinces)


def _as_list(given: object) -> Iterable[object]:
    return given if isinstance(given, list | tuple) else (given,)
