"""region.toml: what a region is called, and the open files it is compiled from.

id = "jeju-sample"
name = { ko = "제주 (표본)", en = "Jeju (sample)" }
time_zone = "Asia/Seoul"
sample = true

[[source]]
kind = "gtfs"
path = "gtfs"                    # relative to this file, or {data}/...
licence = "CC-BY-4.0"            # "unstated" where the publisher states none
attribution = "Jeju Province"    # a text, or a table by language
feed = "jeju"                    # the feed's short name; by default the stem of the path

[[source]]
kind = "boarding"                # measures of platforms and vehicles: see gtfs/read_measures.py
path = "boarding"
licence = "CC-BY-4.0"

[tago]                           # only where Korea's national bus API knows the region
city_code = 39
prefix = "JEB"

[wifi]                           # only where buses or stops have Wi-Fi of the region
ssid = "Jeju Free Bus_WIFI_{line}"         # what the network of a bus on a trip is called
monthly_pool_bytes = 200_000_000_000_000   # data of a month for all of them together
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from modugil.core.errors import RegionUnreadable
from modugil.core.time import get_zone
from modugil.region.tago import HIGHEST_CITY_CODE, TagoNumbers
from modugil.region.wifi import NO_WIFI_FACTS, WifiFacts

PHOTOS = "photos"
KINDS = ("gtfs", "osm", "opensidewalks", "elevation", "outline", PHOTOS, "boarding")
PLACES = "places."
DATA = "{data}"
REGION_KEYS = ("id", "name", "time_zone", "sample", "source", "tago", "wifi")
TAGO_KEYS = ("city_code", "prefix")
WIFI_KEYS = ("ssid", "monthly_pool_bytes")
SOURCE_KEYS = ("kind", "path", "licence", "attribution", "id", "feed", "sample", "as_of")
MOST_SOURCES = 255
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*", re.ASCII)
_SOURCE_ID = re.compile(r"[^\s:/\\][^\s:/\\]*")
_Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RegionSource:
    """One file or folder a region is compiled from; its place in the list is its row everywhere.

    Shapes:  `path` is where it lies; `written_path` how region.toml writes it; `options` are the
             further keys that a source of places may have.
    """

    kind: str
    path: Path
    written_path: str
    licence: str
    id: str
    attribution: Mapping[str, str] = field(default_factory=dict)
    as_of: str = ""
    sample: bool = False
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RegionFile:
    """What region.toml says."""

    path: Path
    id: str
    names: Mapping[str, str]
    time_zone: str
    sample: bool
    sources: tuple[RegionSource, ...]
    tago: TagoNumbers | None = None
    """None: the national bus API does not know it."""
    wifi: WifiFacts = NO_WIFI_FACTS

    @property
    def names_places(self) -> bool:
        """Whether any source is one of places."""
        return any(one.kind.startswith(PLACES) for one in self.sources)

    def sources_of(self, *kinds: str) -> list[tuple[int, RegionSource]]:
        """The sources of these kinds, each with its row."""
        return [(row, one) for row, one in enumerate(self.sources) if one.kind in kinds]


def read_region_file(path: Path, *, data_folder: Path | None) -> RegionFile:
    """The description of a region; `path` is the file, or the folder that holds a region.toml.

    Errors:  RegionUnreadable, with one sentence that says what to change.
    """
    path = path / "region.toml" if path.is_dir() else path
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as cause:
        raise RegionUnreadable(f"There is no region description at {path}.") from cause
    except (OSError, UnicodeDecodeError) as cause:
        raise RegionUnreadable(
            f"The region description {path} cannot be read ({cause})."
        ) from cause
    except tomllib.TOMLDecodeError as cause:
        raise RegionUnreadable(
            f"The region description {path} is not valid TOML: {cause}."
        ) from cause
    return _Reader(path, data_folder).read(told)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one description; every mistake names the file and the key."""

    path: Path
    data_folder: Path | None

    def wrong(self, what: str, *, allowed: str = "") -> RegionUnreadable:
        return RegionUnreadable(f"{self.path}: {what}.", allowed=allowed)

    def read(self, told: _Table) -> RegionFile:
        self.only(told, REGION_KEYS, where="the region")
        id = self.text(told, "id", where="the region")
        if not _ID.fullmatch(id):
            raise self.wrong(f"the id {id!r} is not a plain word", allowed="Use a-z, 0-9, - and _.")
        sample = self.flag(told, default=False, where="the region")
        time_zone = self.text(told, "time_zone", where="the region")
        try:
            get_zone(time_zone)
        except RegionUnreadable as cause:
            raise self.wrong(cause.message.rstrip("."), allowed=cause.allowed) from cause
        sources = told.get("source", [])
        if not isinstance(sources, list) or not sources:
            raise self.wrong("it names no [[source]]")
        if len(sources) > MOST_SOURCES:
            raise self.wrong(f"it names more than {MOST_SOURCES} sources")
        read = tuple(self.source(one, number, sample) for number, one in enumerate(sources, 1))
        self.check_feeds(read)
        tago = self.tago(told["tago"]) if "tago" in told else None
        wifi = self.wifi(told["wifi"]) if "wifi" in told else NO_WIFI_FACTS
        return RegionFile(self.path, id, self.names(told), time_zone, sample, read, tago, wifi)

    def tago(self, told: object) -> TagoNumbers:
        if not isinstance(told, dict):
            raise self.wrong("tago is not a table", allowed="Write it as [tago].")
        self.only(told, TAGO_KEYS, where="tago")
        code, prefix = told.get("city_code"), told.get("prefix", "")
        if type(code) is not int or not 0 < code <= HIGHEST_CITY_CODE:
            raise self.wrong("city_code of tago must be a whole number", allowed="Jeju's is 39.")
        if not isinstance(prefix, str) or not (prefix == "" or _ID.fullmatch(prefix)):
            raise self.wrong("prefix of tago must be a plain word", allowed="Jeju's is JEB.")
        return TagoNumbers(code, prefix)

    def wifi(self, told: object) -> WifiFacts:
        if not isinstance(told, dict):
            raise self.wrong("wifi is not a table", allowed="Write it as [wifi].")
        self.only(told, WIFI_KEYS, where="wifi")
        ssid, pool = told.get("ssid", ""), told.get("monthly_pool_bytes")
        if not isinstance(ssid, str):
            raise self.wrong("ssid of wifi must be a text", allowed='Such as "Bus_WIFI_{line}".')
        if pool is not None and (type(pool) is not int or pool <= 0):
            raise self.wrong("monthly_pool_bytes of wifi must be a whole number above zero")
        return WifiFacts(ssid, pool)

    def names(self, told: _Table) -> dict[str, str]:
        names = self.texts(told.get("name", {}), key="name", where="the region")
        if not isinstance(told.get("name"), dict) or not any(names.values()):
            raise self.wrong("name must be a table by language", allowed='Such as { ko = "제주" }.')
        return names

    def source(self, told: object, number: int, sample: bool) -> RegionSource:
        where = f"source {number}"
        if not isinstance(told, dict):
            raise self.wrong(f"{where} is not a table", allowed="Write it as [[source]].")
        kind = self.text(told, "kind", where=where)
        is_place = kind.startswith(PLACES) and len(kind) > len(PLACES)
        if kind not in KINDS and not is_place:
            raise self.wrong(
                f"{where} has the unknown kind {kind!r}",
                allowed=f"Use {', '.join(KINDS)} or places.*.",
            )
        if not is_place:
            self.only(told, SOURCE_KEYS, where=where)
        written = self.text(told, "path", where=where)
        path = self.place(written, where)
        id = self.text(told, "feed" if "feed" in told else "id", where=where, default=path.stem)
        if not _SOURCE_ID.fullmatch(id):
            raise self.wrong(
                f"{where} has the id {id!r}", allowed="Use no spaces, colons or slashes."
            )
        return RegionSource(
            kind=kind,
            path=path,
            written_path=written,
            licence=self.text(told, "licence", where=where),
            id=id,
            attribution=self.texts(told.get("attribution", {}), key="attribution", where=where),
            as_of=str(told.get("as_of", "")),
            sample=self.flag(told, default=sample, where=where),
            options={key: told[key] for key in sorted(told) if key not in SOURCE_KEYS},
        )

    def place(self, written: str, where: str) -> Path:
        if not written.startswith(DATA):
            return self.path.parent / written
        if self.data_folder is None:
            raise self.wrong(
                f"{where} lies in {DATA}, and no data folder is given",
                allowed="Set MODUGIL_DATA to that folder.",
            )
        return self.data_folder / written.removeprefix(DATA).lstrip("/")

    def check_feeds(self, sources: tuple[RegionSource, ...]) -> None:
        feeds = [one.id for one in sources if one.kind == "gtfs"]
        twice = sorted({one for one in feeds if feeds.count(one) > 1})
        if twice:
            raise self.wrong(
                f"two timetables are called {twice[0]!r}", allowed="Give each its own feed = name."
            )

    def only(self, told: _Table, allowed: tuple[str, ...], *, where: str) -> None:
        for key in told:
            if key not in allowed:
                raise self.wrong(
                    f"{where} has the unknown key {key!r}",
                    allowed=f"Known are {', '.join(allowed)}.",
                )

    def text(self, told: _Table, key: str, *, where: str, default: str = "") -> str:
        value = told.get(key, default)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f"{where} needs {key}, a text")
        return value.strip()

    def texts(self, value: object, *, key: str, where: str) -> dict[str, str]:
        if isinstance(value, str):
            return {"": value}
        if isinstance(value, dict) and all(isinstance(one, str) for one in value.values()):
            return dict(value)
        raise self.wrong(f"{key} of {where} must be a text or a table of texts by language")

    def flag(self, told: _Table, *, default: bool, where: str) -> bool:
        value = told.get("sample", default)
        if not isinstance(value, bool):
            raise self.wrong(f"sample of {where} must be true or false")
        return value
