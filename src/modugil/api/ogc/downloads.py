"""All of a collection in one file: GeoJSON, CSV or GeoParquet.

`about` is what is told of the whole file, as a JSON object: its name, whose it is, whom to name.
Features are read twice, first for the columns, and never all at once: a file of very many needs
little more memory than the file has bytes.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from modugil.api.ogc.respond import GEOJSON
from modugil.api.ogc.rows import Row, list_columns, list_features, read_row, write_wkb, write_wkt
from modugil.api.ogc.shelf import Shelf

AT_ONCE = 500
ROW_GROUP = 5000
DOWNLOADS = {
    "geojson": GEOJSON,
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
}
T = TypeVar("T")
_Read = tuple[Row, list[list[float]]]


def write_geojson(about: bytes, shelf: Shelf) -> Iterator[bytes]:
    """One FeatureCollection, the features as they are among the items."""
    yield b'{"type":"FeatureCollection",' + about[1:-1] + b',"features":['
    between = b"\n"
    for some in _by(AT_ONCE, list_features(shelf)):
        yield between + b",\n".join(one.write() for one in some)
        between = b",\n"
    yield b"\n]}\n"


def write_csv(_about: bytes, shelf: Shelf) -> Iterator[bytes]:
    """UTF-8 with a mark, as spreadsheets want it; `wkt` is the geometry, `provenance` is JSON."""
    columns = list_columns(_survey(shelf).kinds)
    columns = [*columns[:-1], "lon", "lat", "wkt", columns[-1]]
    yield b"\xef\xbb\xbf" + _write_lines([columns])
    for some in _by(AT_ONCE, _read_rows(shelf)):
        lines = []
        for row, points in some:
            lon, lat = points[len(points) // 2][:2]
            row |= {"lon": lon, "lat": lat, "wkt": write_wkt(points)}
            lines.append([row.get(column, "") for column in columns])
        yield _write_lines(lines)


def write_parquet(about: bytes, shelf: Shelf) -> Iterator[bytes]:
    """GeoParquet 1.1: the geometry as WKB in longitude and latitude of WGS 84.

    Source:  geoparquet.org, release 1.1.0.
    """
    schema = _build_schema(about, shelf)
    written = io.BytesIO()
    with pq.ParquetWriter(written, schema, compression="zstd") as writer:
        for some in _by(ROW_GROUP, _read_rows(shelf)):
            writer.write_table(_build_table(some, schema))
    yield written.getvalue()


WRITERS: Mapping[str, Callable[[bytes, Shelf], Iterator[bytes]]] = {
    "geojson": write_geojson,
    "csv": write_csv,
    "parquet": write_parquet,
}


@dataclass(slots=True)
class _Surveyed:
    """What stands in any row."""

    kinds: dict[str, set[type]] = field(default_factory=dict)
    """By key."""
    shapes: set[str] = field(default_factory=set)


def _survey(shelf: Shelf) -> _Surveyed:
    found = _Surveyed()
    for row, points in _read_rows(shelf):
        for key, value in row.items():
            kinds = found.kinds.setdefault(key, set())
            if value is not None:
                kinds.add(type(value))
        found.shapes.add("Point" if len(points) == 1 else "LineString")
    return found


def _read_rows(shelf: Shelf) -> Iterator[_Read]:
    return map(read_row, list_features(shelf))


def _by(many: int, all: Iterator[T]) -> Iterator[list[T]]:
    while some := list(islice(all, many)):
        yield some


def _write_lines(lines: Sequence[Sequence[object]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    return text.getvalue().encode()


def _build_schema(about: bytes, shelf: Shelf) -> pa.Schema:
    found = _survey(shelf)
    described = {
        "encoding": "WKB",
        "geometry_types": sorted(found.shapes),
        **({"bbox": list(shelf.box)} if shelf.box is not None else {}),
    }
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": described}}
    columns = list_columns(found.kinds)
    types = [(column, _find_type(found.kinds.get(column, set()))) for column in columns]
    metadata = {b"geo": msgspec.json.encode(geo), b"about": about}
    return pa.schema([*types, ("geometry", pa.binary())], metadata=metadata)


def _find_type(kinds: set[type]) -> pa.DataType:
    if kinds == {int}:
        return pa.int64()
    return pa.float64() if kinds and kinds <= {int, float} else pa.string()


def _build_table(read: Sequence[_Read], schema: pa.Schema) -> pa.Table:
    arrays = []
    for column in schema:
        if column.name == "geometry":
            arrays.append(pa.array([write_wkb(points) for _, points in read], pa.binary()))
            continue
        values = [row.get(column.name) for row, _ in read]
        if pa.types.is_string(column.type):
            values = [None if value is None else str(value) for value in values]
        arrays.append(pa.array(values, column.type))
    return pa.Table.from_arrays(arrays, schema=schema)
