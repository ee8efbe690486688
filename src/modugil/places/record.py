"""What one source says of one place, before anybody compares it with what others say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Said:
    """One fact: a key of `vocabulary.FACTS` and its value, written as the key's form asks.

    `text` is the source's own words where the value was read out of words; "" where the value is
    what stands in the source.
    """

    key: str
    value: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What one row of one source says of one place.

    Shapes:  `names` by language, "" the published one, never empty; degrees WGS84, both or none.
    Unknown: `lat` and `lon` None: the row may still speak of a place that another source located;
             `as_of` "": the date of the source counts; what is not known is not in `said`.
    """

    kind: str
    id: str
    """The source's own id of the place, the same in its next edition; letters, digits, - and _."""
    names: Mapping[str, str]
    row: int
    """Line of the file, for notices."""
    lat: float | None = None
    lon: float | None = None
    wheelchair: str = ""
    """What the source says of the whole place: `yes`, `no`, or "" where it says nothing."""
    said: tuple[Said, ...] = ()
    as_of: str = ""
    place_id: str = ""
    """The place's id on the platform, where the source decides it (our own files); else ""."""


@dataclass(frozen=True, slots=True)
class PlaceSource:
    """One file (or folder) of places as region.toml names it.

    `row` is its row among the manifest's sources; `options` its further keys: `format`, which
    reader; `province`, `within = [west, south, east, north]`: what of a wider file is meant.
    """

    kind: str
    format: str
    path: Path
    row: int
    id: str
    as_of: str = ""
    options: Mapping[str, object] = field(default_factory=dict)
