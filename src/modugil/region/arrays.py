"""A dataclass of arrays as a folder of .npy files, the large ones opened by memory map.

Each array field is one file; a nested dataclass or mapping is a prefix (`stop_names.ko.data.npy`);
numbers, texts and tuples of them go into `fields.json`. The same values give the same bytes.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

import numpy as np

from modugil.core.errors import RegionUnreadable

FIELDS_FILE = "fields.json"
LEAST_MAPPED_BYTES = 65_536
"""A smaller file is read: its map would hold a file open, and a region has some two hundred. Above
1,024 open files whatever waits with `select`, as some MQTT clients do, goes deaf."""
_KEY = re.compile(r"[A-Za-z0-9_-]{1,40}", re.ASCII)
T = TypeVar("T")


def write_arrays(folder: Path, value: Any) -> None:
    """The folder holds every array of the dataclass; it must not exist before.

    Errors:  OSError if it cannot be written; ValueError for a key of a mapping that is no name of a
             file, which is a mistake in the program.
    """
    folder.mkdir(parents=True)
    plain: dict[str, Any] = {}
    _write_one(folder, "", value, plain)
    text = json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / FIELDS_FILE).write_text(text + "\n", encoding="utf-8")


def _write_one(folder: Path, name: str, value: Any, plain: dict[str, Any]) -> None:
    if isinstance(value, np.ndarray):
        np.save(folder / f"{name}.npy", np.ascontiguousarray(value), allow_pickle=False)
    elif is_dataclass(value):
        for field in fields(value):
            _write_one(folder, _join(name, field.name), getattr(value, field.name), plain)
    elif isinstance(value, Mapping):
        plain[f"{name}.keys"] = sorted(value)
        for key in sorted(value):
            if _KEY.fullmatch(key) is None:
                raise ValueError(f"{key!r} is no name of a file")
            _write_one(folder, _join(name, key), value[key], plain)
    else:
        plain[name] = list(value) if isinstance(value, tuple) else value


def _join(prefix: str, name: str) -> str:
    return f"{prefix}.{name}" if prefix else name


def read_arrays(folder: Path, kind: type[T]) -> T:
    """The dataclass that `write_arrays` wrote there, its arrays mapped read-only.

    Errors:  RegionUnreadable if a file is missing or not what it should be.
    """
    try:
        plain = json.loads((folder / FIELDS_FILE).read_text(encoding="utf-8"))
        return cast(T, _read_dataclass(folder, "", kind, plain))
    except (OSError, EOFError, ValueError, KeyError, TypeError) as cause:
        raise RegionUnreadable(
            f"The built region's part {folder.name!r} cannot be read ({cause}).",
            allowed="Build the region again with modugil build.",
        ) from cause


def _read_dataclass(folder: Path, name: str, kind: Any, plain: dict[str, Any]) -> Any:
    hints = get_type_hints(kind)
    return kind(
        **{
            field.name: _read_one(folder, _join(name, field.name), hints[field.name], plain)
            for field in fields(kind)
        }
    )


def _read_one(folder: Path, name: str, kind: Any, plain: dict[str, Any]) -> Any:
    origin = get_origin(kind) or kind
    if _is_array(origin):
        return _map_array(folder / f"{name}.npy", _find_scalar(kind))
    if is_dataclass(origin):
        return _read_dataclass(folder, name, origin, plain)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        inner = get_args(kind)[1]
        return {
            key: _read_one(folder, _join(name, key), inner, plain) for key in plain[f"{name}.keys"]
        }
    value = plain[name]
    return tuple(value) if origin is tuple else value


def _is_array(origin: Any) -> bool:
    # NDArray is a plain alias up to NumPy 2.4 and a type of its own from 2.5 on
    return get_origin(getattr(origin, "__value__", None)) is np.ndarray or origin is np.ndarray


def _find_scalar(kind: Any) -> Any:
    """The type of the array's elements; None where the field does not say."""
    given = get_args(kind)
    if not given or get_origin(kind) is not np.ndarray:
        return given[0] if given else None
    return get_args(given[1])[0]


def _map_array(path: Path, scalar: Any) -> np.ndarray[Any, Any]:
    # a plain view of the map is cheaper to hand to compiled code
    mode = "r" if path.stat().st_size >= LEAST_MAPPED_BYTES else None
    array = np.asarray(np.load(path, mmap_mode=mode, allow_pickle=False))  # type: ignore[arg-type] # "r" or None
    if scalar is not None and array.dtype != scalar:
        raise ValueError(f"{path.name} holds {array.dtype}")
    array.flags.writeable = False
    return array
