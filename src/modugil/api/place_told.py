"""One place as it is told over HTTP, and the tag of the state in which it is told."""

from hashlib import sha256

import msgspec

from modugil import __version__
from modugil.answers.desk import Desk
from modugil.api.ogc.respond import takes_gzip
from modugil.api.provenance import (
    ACCESS_WORDS,
    Heard,
    Value,
    list_heard,
    list_heard_of_itself,
    read_value,
)
from modugil.api.read_query import AnyRequest
from modugil.core.errors import PlaceNotFound
from modugil.places.catalogue import PlacesNow
from modugil.places.corrections.correction import tell_state
from modugil.places.place import Place


class FactTold(msgspec.Struct, frozen=True, kw_only=True):
    """One key, and all who say anything of it, the one that counts first."""

    value: Value | None
    """None where sources disagree on whether one can."""
    disputed: bool
    said: list[Heard]


class PlaceTold(msgspec.Struct, frozen=True, kw_only=True):
    """One place and all that is known of it."""

    id: str
    kind: str
    names: dict[str, str]
    """By language; "" is the published one."""
    lat: float
    lon: float
    wheelchair: str
    """yes, no or unknown: what is said of the whole place."""
    closed: bool
    """Whether staff closed it; it is not found any more then."""
    facts: dict[str, FactTold]
    provenance: dict[str, list[Heard]]
    """What each source calls the place (`name`) and where it puts it (`geometry`)."""


def find_place(desk: Desk, place_id: str) -> tuple[PlacesNow, int]:
    """The places as they are now, and the row of that one, closed or not. Errors: PlaceNotFound."""
    if desk.catalogue is not None:
        places = desk.catalogue.get_current()
        row = places.rows.get(place_id)
        if row is not None:
            return places, row
    raise PlaceNotFound(f"There is no place {place_id[:60]!r} in this region.")


def build_tag(request: AnyRequest, desk: Desk, place: Place, *, closed: bool) -> str:
    """A strong tag: the state of the place, and what else the bytes depend on.

    Of the second part are how sources are called and licensed, and whether bytes are compressed.
    """
    sources = msgspec.json.encode(desk.manifest.sources)
    form = sha256(f"{__version__} {takes_gzip(request)} ".encode() + sources).hexdigest()[:8]
    return f'"{tell_state(place, closed=closed)}.{form}"'


def read_state(tag: str) -> str:
    """The state that a tag tells; in whichever form the place was read."""
    return tag.strip('"').partition(".")[0]


def tell_place(desk: Desk, place: Place, *, closed: bool) -> PlaceTold:
    """The place with all who say anything of it."""
    heard = list_heard(place, desk.manifest.sources)
    return PlaceTold(
        id=place.id,
        kind=place.kind,
        names=dict(place.names),
        lat=place.lat,
        lon=place.lon,
        wheelchair=ACCESS_WORDS[place.wheelchair],
        closed=closed,
        facts={
            key: FactTold(
                value=read_value(key, fact.value) if fact.value else None,
                disputed=fact.disputed,
                said=heard[key],
            )
            for key, fact in place.facts.items()
        },
        provenance=list_heard_of_itself(place, desk.manifest.sources),
    )
