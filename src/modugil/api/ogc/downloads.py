"""All of a collection in one file: GeoJSON, CSV or GeoParquet."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from modugil.api.ogc.collections import CollectionInfo
from modugil.api.ogc.rows import Row, list_columns, list_features, read_row, write_wkb, write_wkt
from modugil.api.ogc.shelf import Shelf

AT_ONCE = 500
ROW_GROUP = 5000


def write_geojson(info: CollectionInfo, shelf: Shelf) -> Iterator[bytes]:
    """One FeatureCollection, the features as they are among the items."""
    yield b'{"type":"FeatureCollection","name":' + msgspec.json.encode(info.id) + b',"features":['
    features = list_features(shelf)
    between = b"\n"
    while some := list(islice(features, AT_ONCE)):
        yield between + b",\n".join(one.write() for one in some)
        between = b",\n"
    yield b"\n]}\n"


def write_csv(_info: CollectionInfo, shelf: Shelf) -> Iterator[bytes]:
    """UTF-8 with a mark, as spreadsheets want it; `wkt` is the geometry, `provenance` is JSON."""
    read = [read_row(one) for one in list_features(shelf)]
    columns = list_columns([row for row, _ in read])
    columns = [*columns[:-1], "lon", "lat", "wkt", columns[-1]]
    yield b"\xef\xbb\xbf" + _write_lines([columns])
    for first in range(0, len(read), AT_ONCE):
        lines = []
        for row, points in read[first : first + AT_ONCE]:
            lon, lat = points[len(points) // 2][:2]
            row |= {"lon": lon, "lat": lat, "wkt": write_wkt(points)}
            lines.append([row.get(column, "") for column in columns])
        yield _write_lines(lines)


def write_parquet(_info: CollectionInfo, shelf: Shelf) -> Iterator[bytes]:
    """GeoParquet 1.1: the geometry as WKB in longitude and latitude of WGS 84.

    Source:  geoparquet.org, release 1.1.0.
    """
    read = [read_row(one) for one in list_features(shelf)]
    rows = [row for row, _ in read]
    columns = list_columns(rows)
    types = [(column, _find_type([row.get(column) for row in rows])) for column in columns]
    kinds = sorted({"Point" if len(points) == 1 else "LineString" for _, points in read})
    described = {
        "encoding": "WKB",
        "geometry_types": kinds,
        **({"bbox": list(shelf.box)} if shelf.box is not None else {}),
    }
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": described}}
    schema = pa.schema(
        [*types, ("geometry", pa.binary())], metadata={b"geo": msgspec.json.encode(geo)}
    )
    written = io.BytesIO()
    with pq.ParquetWriter(written, schema, compression="zstd") as writer:
        for first in range(0, max(1, len(read)), ROW_GROUP):
            writer.write_table(_build_table(read[first : first + ROW_GROUP], schema))
    yield written.getvalue()


Writer = Callable[[CollectionInfo, Shelf], Iterator[bytes]]
WRITERS: dict[str, Writer] = {
    "geojson": write_geojson,
    "csv": write_csv,
    "parquet": write_parquet,
}


def _write_lines(lines: Sequence[Sequence[object]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    return text.getvalue().encode()


def _find_type(values: Sequence[object]) -> pa.DataType:
    kinds = {type(value) for value in values if value is not None}
    if kinds == {int}:
        return pa.int64()
    return pa.float64() if kinds and kinds <= {int, float} else pa.string()


def _build_table(read: Sequence[tuple[Row, list[list[float]]]], schema: pa.Schema) -> pa.Table:
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
