"""The height of the ground at any point, from one GeoTIFF.

The raster is smoothed a little before it is read: heights are rounded and noisy, and two points
a few metres apart must not differ by the noise of two cells. The weights fall to zero two cells
away, three where cells are finer than SMOOTH_M. Cells finer than FINEST_M are averaged on reading,
which also bounds the memory.
"""

import math
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from modugil.core.errors import RegionUnreadable
from modugil.core.geo import metres_per_degree
from modugil.region.inputs import BROKEN_FILE
from modugil.region.streets import F64

FINEST_M = 5.0
SMOOTH_M = 8.0
MOST_CELLS = 16_000_000
"""A larger raster is averaged into fewer cells: some 400 MB while it is smoothed."""
LOWEST_M, HIGHEST_M = -450.0, 9000.0
"""No ground lies lower or higher: such a value stands for unknown, declared or not."""
NOISE_PER_CELL_M = 0.03
LEAST_NOISE_M = 0.1
"""Standard deviation of neighbouring heights, taken as 3 cm per metre of cell: 0.9 m for the 30 m
radar models, 0.1 m for laser models of 1 to 3 m. Our own assumption: files do not state it."""
METRES_OF_UNIT = {"ft": 0.3048, "foot": 0.3048, "feet": 0.3048, "us survey foot": 0.3048006096}
MARGIN_DEG = 0.01

Dataset: TypeAlias = Any
"""An open file of rasterio, which is imported only where elevation is read, and has no types."""


@dataclass(frozen=True, slots=True)
class Box:
    """What part of the world is wanted, WGS 84 degrees."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True, slots=True, eq=False)
class ElevationSurface:
    """A raster of heights, smoothed, with the way from degrees to its cells.

    Shapes:  `height_m` float32[rows, columns], NaN where not known.
    Units:   `cell_m` is the side of a cell as read; `noise_m` one standard deviation of a height.
    """

    height_m: NDArray[np.float32]
    to_cell: tuple[float, float, float, float, float, float]
    """Affine from the raster's coordinates to (column, row) of cell centres."""
    crs: str
    cell_m: float
    noise_m: float

    def heights_m(self, lat: F64, lon: F64) -> F64:
        """Heights at the points, between four cells; NaN outside or beside unknown cells."""
        x, y = _to_raster(lon, lat, crs=self.crs)
        a, b, c, d, e, f = self.to_cell
        column, row = a * x + b * y + c, d * x + e * y + f
        rows, columns = self.height_m.shape
        inside = (row > -0.5) & (row < rows - 0.5) & (column > -0.5) & (column < columns - 0.5)
        row = np.clip(np.where(inside, row, 0.0), 0, rows - 1)
        column = np.clip(np.where(inside, column, 0.0), 0, columns - 1)
        r0 = np.minimum(row.astype(np.int64), max(rows - 2, 0))
        c0 = np.minimum(column.astype(np.int64), max(columns - 2, 0))
        r1, c1 = np.minimum(r0 + 1, rows - 1), np.minimum(c0 + 1, columns - 1)
        down, right = row - r0, column - c0
        top = self.height_m[r0, c0] * (1 - right) + self.height_m[r0, c1] * right
        bottom = self.height_m[r1, c0] * (1 - right) + self.height_m[r1, c1] * right
        return np.where(inside, top * (1 - down) + bottom * down, np.nan)


def read_surface_model(path: Path, *, box: Box) -> ElevationSurface:
    """The part of a GeoTIFF that covers the box.

    Errors:  RegionUnreadable if the file is missing, broken, has no coordinate system, or if the
             optional library that reads it is not installed.
    """
    try:
        import rasterio
        from affine import AffineError
    except ImportError as cause:
        raise RegionUnreadable(
            f"{path} is an elevation file, and the library that reads it is not installed.",
            allowed="Install modugil[elevation], or take the source out of region.toml.",
        ) from cause
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", rasterio.errors.NotGeoreferencedWarning)
            with rasterio.open(path) as dataset:
                return _read(dataset, box=box)
    except (rasterio.errors.RasterioError, *BROKEN_FILE, ValueError, AffineError) as cause:
        raise RegionUnreadable(
            f"{path} cannot be read as elevation ({cause}).",
            allowed="Give a GeoTIFF with a coordinate system.",
        ) from cause


def _read(dataset: Dataset, *, box: Box) -> ElevationSurface:
    if dataset.crs is None or dataset.transform.is_identity:
        raise ValueError("it has no coordinate system, or no place in it")
    crs = dataset.crs.to_wkt()
    window = _window(dataset, box, crs=crs)
    if window is None:
        return ElevationSurface(
            np.full((1, 1), np.nan, np.float32), (1, 0, 0, 0, 1, 0), crs, 30.0, 1.0
        )
    c0, r0, c1, r1 = window
    cell_m = _cell_m(dataset, box, crs=crs)
    every = max(1, int(FINEST_M // cell_m), _fewer((r1 - r0) * (c1 - c0)))
    shape = (max(1, (r1 - r0) // every), max(1, (c1 - c0) // every))
    height_m = _read_heights_m(dataset, window, shape=shape, average=every > 1)
    fit_x, fit_y = shape[1] / (c1 - c0), shape[0] / (r1 - r0)
    to_pixel = ~dataset.transform
    to_cell = (
        to_pixel.a * fit_x, to_pixel.b * fit_x, (to_pixel.c - c0) * fit_x - 0.5,
        to_pixel.d * fit_y, to_pixel.e * fit_y, (to_pixel.f - r0) * fit_y - 0.5,
    )  # fmt: skip
    return ElevationSurface(
        smooth(height_m, reach=1 if cell_m * every >= SMOOTH_M else 2),
        to_cell,
        crs,
        cell_m * every,
        max(LEAST_NOISE_M, NOISE_PER_CELL_M * cell_m * every),
    )


def _read_heights_m(
    dataset: Dataset, window: tuple[int, int, int, int], *, shape: tuple[int, int], average: bool
) -> NDArray[np.float32]:
    """The heights of a part of the raster in cells of this shape, NaN where not known."""
    from rasterio.enums import Resampling
    from rasterio.windows import Window

    c0, r0, c1, r1 = window
    raw = dataset.read(
        1, window=Window(c0, r0, c1 - c0, r1 - r0), out_shape=shape, masked=True,
        resampling=Resampling.average if average else Resampling.nearest,
    )  # fmt: skip
    unit_m = METRES_OF_UNIT.get((dataset.units[0] or "m").lower(), 1.0)
    heights = raw.astype(np.float32) * dataset.scales[0] + dataset.offsets[0]
    height_m: NDArray[np.float32] = np.ma.filled(heights * unit_m, np.nan).astype(np.float32)
    height_m[(height_m < LOWEST_M) | (height_m > HIGHEST_M)] = np.nan
    return height_m


def _fewer(cells: int) -> int:
    return math.ceil(math.sqrt(cells / MOST_CELLS))


def _window(dataset: Dataset, box: Box, *, crs: str) -> tuple[int, int, int, int] | None:
    """Columns and rows (from, to) that cover the box, or None where the raster lies elsewhere."""
    lat = np.repeat(np.linspace(box.south - MARGIN_DEG, box.north + MARGIN_DEG, 5), 5)
    lon = np.tile(np.linspace(box.west - MARGIN_DEG, box.east + MARGIN_DEG, 5), 5)
    x, y = _to_raster(lon, lat, crs=crs)
    t = ~dataset.transform
    columns, rows = t.a * x + t.b * y + t.c, t.d * x + t.e * y + t.f
    c0, c1 = (int(np.clip(v, 0, dataset.width)) for v in (columns.min(), columns.max() + 1))
    r0, r1 = (int(np.clip(v, 0, dataset.height)) for v in (rows.min(), rows.max() + 1))
    return (c0, r0, c1, r1) if c1 > c0 and r1 > r0 else None


def _cell_m(dataset: Dataset, box: Box, *, crs: str) -> float:
    """Metres a cell measures at the middle of the box, the larger of its two sides."""
    lat, lon = (box.south + box.north) / 2, (box.west + box.east) / 2
    small = 1e-4
    x, y = _to_raster(np.array([lon, lon + small, lon]), np.array([lat, lat, lat + small]), crs=crs)
    t = ~dataset.transform
    columns, rows = t.a * x + t.b * y + t.c, t.d * x + t.e * y + t.f
    per_lat, per_lon = metres_per_degree(lat)
    east = small * per_lon / np.hypot(columns[1] - columns[0], rows[1] - rows[0])
    north = small * per_lat / np.hypot(columns[2] - columns[0], rows[2] - rows[0])
    return float(max(east, north))


def _to_raster(lon: F64, lat: F64, *, crs: str) -> tuple[F64, F64]:
    from rasterio.crs import CRS
    from rasterio.warp import transform

    target = CRS.from_wkt(crs)
    if target.is_geographic and target == CRS.from_epsg(4326):
        return lon, lat
    x, y = transform(CRS.from_epsg(4326), target, lon, lat)
    return np.array(x), np.array(y)


def smooth(height_m: NDArray[np.float32], *, reach: int) -> NDArray[np.float32]:
    """Each height as the mean of those within `reach` cells, nearer ones counting more.

    Unknown: unknown cells stay unknown and count for nothing in their neighbours' means.
    """
    known = np.isfinite(height_m)
    total = np.where(known, height_m, 0.0).astype(np.float32)
    weight = known.astype(np.float32)
    for axis in (0, 1):
        total, weight = (_triangle(values, axis=axis, reach=reach) for values in (total, weight))
    with np.errstate(invalid="ignore", divide="ignore"):
        result: NDArray[np.float32] = np.where(known, total / weight, np.nan).astype(np.float32)
    return result


def _triangle(values: NDArray[np.float32], *, axis: int, reach: int) -> NDArray[np.float32]:
    sides = [(reach, reach) if one == axis else (0, 0) for one in (0, 1)]
    wide = np.pad(values, sides)
    length = values.shape[axis]
    result = np.zeros_like(values)
    for shift in range(2 * reach + 1):
        part = wide.take(range(shift, shift + length), axis=axis)
        result += part * np.float32(reach + 1 - abs(shift - reach))
    return result
