"""The nodes and edges files of one data set: in a folder, in a zip, or beside each other."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from modugil.core.errors import RegionUnreadable
from modugil.region.inputs import BROKEN_FILE

SUFFIXES = (".geojson", ".json")


@dataclass(frozen=True, slots=True)
class FeatureFiles:
    """The features of both files, and the files' names for notices.

    Shapes:  each feature has the objects `properties` and `geometry`, empty where it has none.
    """

    nodes_name: str
    nodes: list[dict[str, Any]]
    edges_name: str
    edges: list[dict[str, Any]]


def read_features(path: Path) -> FeatureFiles:
    """The nodes and edges of the data set at that path.

    Errors:  RegionUnreadable if one of the two is missing, or is not a GeoJSON FeatureCollection.
    """
    try:
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                return _pick(path, archive.namelist(), archive.read)
        folder = path if path.is_dir() else path.parent
        names = sorted(one.name for one in folder.iterdir() if one.is_file())
        own = names if path.is_dir() else [one for one in names if _belongs(one, path.name)]
        return _pick(path, own, lambda name: (folder / name).read_bytes())
    except (*BROKEN_FILE, msgspec.DecodeError) as cause:
        raise RegionUnreadable(
            f"{path} cannot be read as OpenSidewalks data ({cause}).",
            allowed="Give a folder or zip with one nodes and one edges GeoJSON file.",
        ) from cause


def _belongs(name: str, given: str) -> bool:
    """Whether the file is the given one or the other of its pair."""
    return name in (given, given.replace("edges", "nodes"), given.replace("nodes", "edges"))


def _pick(path: Path, names: list[str], read: Callable[[str], bytes]) -> FeatureFiles:
    found: dict[str, str] = {}
    for part in ("nodes", "edges"):
        fitting = sorted(
            name
            for name in names
            if part in PurePosixPath(name).name.lower() and name.lower().endswith(SUFFIXES)
        )
        if len(fitting) != 1:
            raise RegionUnreadable(
                f"{path} has {len(fitting)} GeoJSON files of OpenSidewalks {part}.",
                allowed="Exactly one nodes and one edges file make a data set.",
            )
        found[part] = fitting[0]
    nodes, edges = (_features(path, found[part], read) for part in ("nodes", "edges"))
    return FeatureFiles(
        PurePosixPath(found["nodes"]).name, nodes, PurePosixPath(found["edges"]).name, edges
    )


def _features(path: Path, name: str, read: Callable[[str], bytes]) -> list[dict[str, Any]]:
    content = msgspec.json.decode(read(name))
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list):
        raise RegionUnreadable(
            f"{name} in {path} is not a GeoJSON FeatureCollection.",
            allowed="OpenSidewalks files hold a list of features.",
        )
    return [_whole(feature) for feature in features]


def _whole(feature: object) -> dict[str, Any]:
    """The feature with properties and a geometry, empty ones where it has none that can be read."""
    given = feature if isinstance(feature, dict) else {}
    parts = {key: given.get(key) for key in ("properties", "geometry")}
    return {key: part if isinstance(part, dict) else {} for key, part in parts.items()}
