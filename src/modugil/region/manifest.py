"""manifest.json: what a built region is made of, from which inputs, and what was wrong with them.

Written last, so that a folder with a manifest is a whole region. It holds no times, and of paths
only what region.toml writes: the same inputs give the same bytes.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from modugil.core.errors import RegionUnreadable
from modugil.core.notices import Notice, Notices
from modugil.core.source import Source
from modugil.region.arrays import FIELDS_FILE
from modugil.region.tago import TagoNumbers
from modugil.region.wifi import NO_WIFI_FACTS, WifiFacts

MANIFEST_FILE = "manifest.json"
FORMAT_VERSION = 3
"""Raised whenever the arrays of a region change their meaning; older folders are built again."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The box around every stop and street, WGS 84 degrees."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True, slots=True)
class NoticeCount:
    """How many notices of one code one file has, kept or not."""

    code: str
    severity: str
    file: str
    count: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything worth knowing of a built region without opening its arrays.

    Units:   `first_day` and `last_day` are ISO dates, empty where no service runs.
    """

    format_version: int
    program_version: str
    id: str
    names: Mapping[str, str]
    time_zone: str
    sample: bool
    sources: tuple[Source, ...]
    """In the order of region.toml; rows of arrays that speak of a source count from 0."""
    licences: tuple[str, ...]
    counts: Mapping[str, int]
    bounds: Bounds
    first_day: str
    last_day: str
    notice_counts: tuple[NoticeCount, ...]
    notices: tuple[Notice, ...]
    parts: tuple[str, ...] = ()
    """The sub-folders: timetable, streets, and what others add."""
    description_sha256: str = ""
    """Of region.toml."""
    program_sha256: str = ""
    """Of the program that wrote it: a region is built again when that changes."""
    tago: TagoNumbers | None = None
    """How the national bus API knows it."""
    wifi: WifiFacts = NO_WIFI_FACTS


def count_notices(notices: Notices) -> tuple[NoticeCount, ...]:
    """The counts in a fixed order."""
    return tuple(NoticeCount(*row) for row in notices.counts())


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """The folder holds this manifest."""
    plain = msgspec.to_builtins(manifest)
    text = json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / MANIFEST_FILE).write_text(text + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a built region.

    Errors:  RegionUnreadable if there is none, or if another version of the program wrote it.
    """
    again = "Build it again with modugil build."
    try:
        text = (folder / MANIFEST_FILE).read_bytes()
    except OSError as cause:
        raise RegionUnreadable(f"There is no built region at {folder}.", allowed=again) from cause
    try:
        version = msgspec.json.decode(text, type=_Version).format_version
        if version == FORMAT_VERSION:
            return msgspec.json.decode(text, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError) as cause:
        raise RegionUnreadable(f"The manifest of {folder} is damaged.", allowed=again) from cause
    raise RegionUnreadable(f"The region at {folder} was built by another version.", allowed=again)


def holds_region(folder: Path) -> bool:
    """Whether a build wrote this folder, be it of another version or damaged since.

    A file called manifest.json alone is no proof: other programs have one too.
    """
    try:
        msgspec.json.decode((folder / MANIFEST_FILE).read_bytes(), type=_Version)
    except OSError:
        return False
    except (msgspec.DecodeError, UnicodeDecodeError):
        return any(folder.glob(f"*/{FIELDS_FILE}"))
    return True


class _Version(msgspec.Struct):
    format_version: int
