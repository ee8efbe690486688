"""Files of history: written whole or not at all, and read one slice of time at a time."""

import json
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from modugil.core.errors import CouldNotKeep, CouldNotLook
from modugil.live.history.columns import read_integers
from modugil.live.history.kinds import WINDOW_MS, Kind
from modugil.store.segments import sync_folder

PART = "part-"
MERGED = "merged-"
ENDING = ".parquet"
UNFINISHED = ".writing"
_SOURCES_KEY: Final = b"modugil.merged_from"
_COMPRESSION_LEVEL = 3


@dataclass(frozen=True, slots=True, order=True)
class Slice:
    """One row group: the rows of one file that became known in one window of time."""

    window: int
    path: Path
    row_group: int


def write_file(
    path: Path, kind: Kind, tables: Iterable[pa.Table], *, sources: Iterable[str] = ()
) -> None:
    """The file holds these tables, each the rows of one window; it is there whole or not at all.

    `sources` are the names of the files that it takes the place of.
    Errors:  CouldNotKeep if it cannot be written; then nothing is left of it.
    """
    # a name of its own: two processes may write the same file, with the same rows
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}{UNFINISHED}")
    told = {_SOURCES_KEY: json.dumps(sorted(sources)).encode()}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _open_writer(unfinished, kind.schema.with_metadata(told)) as writer:
            for table in tables:
                writer.write_table(_order(table, kind), row_group_size=max(1, len(table)))
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        unfinished.replace(path)
        for folder in (path.parent, *path.parents[1:4]):
            sync_folder(folder)
    except OSError as cause:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise CouldNotKeep(f"The history {path} cannot be written ({cause}).") from cause


def _open_writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    words = [field.name for field in schema if pa.types.is_string(field.type)]
    numbers = [field.name for field in schema if field.name not in words]
    return pq.ParquetWriter(
        path,
        schema,
        compression="zstd",
        compression_level=_COMPRESSION_LEVEL,
        use_dictionary=words,
        column_encoding=dict.fromkeys(numbers, "DELTA_BINARY_PACKED"),
        store_decimal_as_integer=True,
    )


def _order(table: pa.Table, kind: Kind) -> pa.Table:
    """Each vehicle's rows together, as they became known; what came together stays in order."""
    vehicle = pc.rank(table["vehicle"].cast(pa.string()), tiebreaker="dense").to_numpy()
    order = np.lexsort((read_integers(table[kind.known]), vehicle))
    return table.take(order).cast(kind.schema)


def split_windows(table: pa.Table, kind: Kind) -> Iterator[pa.Table]:
    """The rows of each window of time, earliest first, in the order in which they are given."""
    windows = read_integers(table[kind.known]) // WINDOW_MS
    order = np.argsort(windows, kind="stable")
    edges = np.flatnonzero(np.diff(windows[order])) + 1
    for rows in np.split(order, edges):
        if len(rows):
            yield table.take(rows)


def list_files(hour_folder: Path) -> list[Path]:
    """The files of an hour without those that a merged one took the place of, in order of name."""
    files = sorted(hour_folder.glob(f"*{ENDING}"))
    replaced: set[str] = set()
    for file in files if len(files) > 1 else ():
        if file.name.startswith(MERGED):
            replaced |= read_sources(file)
    return [file for file in files if file.name not in replaced]


def read_sources(path: Path) -> frozenset[str]:
    """The names of the files that this one took the place of.

    Errors:  CouldNotLook if it cannot be read.
    """
    try:
        metadata = pq.read_schema(path).metadata or {}
    except (OSError, pa.ArrowException) as cause:
        raise CouldNotLook(f"The history {path} cannot be read ({cause}).") from cause
    return frozenset(json.loads(metadata.get(_SOURCES_KEY, b"[]")))


def list_slices(path: Path, kind: Kind) -> list[Slice]:
    """The row groups of the file.

    Errors:  CouldNotLook if it cannot be read.
    """
    try:
        metadata = pq.read_metadata(path)
    except (OSError, pa.ArrowException) as cause:
        raise CouldNotLook(f"The history {path} cannot be read ({cause}).") from cause
    column = kind.schema.get_field_index(kind.known)
    return [
        Slice(_find_window(metadata.row_group(number).column(column)), path, number)
        for number in range(metadata.num_row_groups)
    ]


def _find_window(column: pq.ColumnChunkMetaData) -> int:
    earliest = pa.scalar(column.statistics.min).cast(pa.timestamp("ms", "UTC"))
    return int(earliest.cast(pa.int64()).as_py()) // WINDOW_MS


def read_windows(slices: Iterable[Slice], kind: Kind) -> Iterator[tuple[int, pa.Table]]:
    """The rows of each window from all files, earliest first, one window in memory at a time.

    Within a window the files are in the order of their names.
    Errors:  CouldNotLook if a file cannot be read.
    """
    words = [field.name for field in kind.schema if pa.types.is_string(field.type)]
    for window, group in groupby(sorted(slices), key=lambda one: one.window):
        tables = []
        for path, rows in groupby(group, key=lambda one: one.path):
            try:
                with pq.ParquetFile(path, read_dictionary=words) as file:
                    tables += [file.read_row_group(one.row_group) for one in rows]
            except (OSError, pa.ArrowException) as cause:
                raise CouldNotLook(f"The history {path} cannot be read ({cause}).") from cause
        yield window, pa.concat_tables(tables, promote_options="default").unify_dictionaries()
