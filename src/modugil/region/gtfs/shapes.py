"""shapes.txt: the way a vehicle takes, for those shapes that trips use.

    shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence
    365-out,33.4996,126.5312,1

Source: GTFS Schedule reference, shapes.txt.
"""

import numpy as np

from modugil.region.gtfs.fields import BLANK, COUNT, LATITUDE, LONGITUDE, parse_column
from modugil.region.gtfs.files import FeedFiles
from modugil.region.gtfs.tables import I32, Table
from modugil.region.gtfs.trips import TripRows
from modugil.region.texts import build_texts
from modugil.region.timetable import Shapes

COLUMNS = ("shape_id", "shape_pt_lat", "shape_pt_lon", "shape_pt_sequence")


def read_shapes(files: FeedFiles, *, trips: TripRows, used: I32) -> tuple[Shapes, I32]:
    """The shapes of the used trips, and the row of its shape for each trip, -1 where there is none.

    Shapes:  `used` are rows of `trips`; the result has one row for every trip.
    """
    table = files.read("shapes.txt", COLUMNS)
    wanted = trips.table.column("shape_id")
    codes_used = np.unique(trips.shape[used])
    names = {wanted.texts[code] for code in codes_used.tolist() if wanted.texts[code]}
    shapes, known = _build(table, names)
    lost = set(table.column("shape_id").texts) - set(known)
    row_of_code = np.array([known.get(text, BLANK) for text in wanted.texts] or [BLANK], np.int32)
    of_trip = row_of_code[trips.shape]
    missing = [
        code for code in codes_used.tolist() if wanted.texts[code] not in {"", *known, *lost}
    ]
    rows = used[np.isin(trips.shape[used], missing)]
    trips.table.fault("shape_unknown", trips.kept[np.unique(rows)], field="shape_id")
    return shapes, of_trip


def _build(table: Table, names: set[str]) -> tuple[Shapes, dict[str, int]]:
    column = table.column("shape_id")
    needed = np.array([text in names for text in column.texts] or [False], np.bool_)[column.codes]
    lat, lon = (
        parse_column(table, "shape_pt_lat", LATITUDE),
        parse_column(table, "shape_pt_lon", LONGITUDE),
    )
    sequence = parse_column(table, "shape_pt_sequence", COUNT)
    points = np.flatnonzero(needed & np.isfinite(lat + lon) & (sequence >= 0))
    points = points[np.lexsort((sequence[points], column.codes[points]))]
    counts = np.bincount(column.codes[points], minlength=len(column.texts))
    short = needed & (counts < 2)[column.codes] if len(table) else needed
    first = np.unique(column.codes[short], return_index=True)[1]
    table.fault("shape_too_short", np.sort(np.flatnonzero(short)[first]), field="shape_id")
    points = points[counts[column.codes[points]] >= 2]
    codes = np.flatnonzero(counts >= 2)
    ids = [column.texts[code] for code in codes.tolist()]
    start = np.concatenate([[0], np.cumsum(counts[codes])]).astype(np.int64)
    shapes = Shapes(build_texts(ids), start, lat[points], lon[points])
    return shapes, {shape: row for row, shape in enumerate(ids)}
