"""Ground to lay streets over: a GeoTIFF written from a formula, and the place its corner lies."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from tests.region.drawings import ORIGIN_LAT, ORIGIN_LON

from modugil.core.geo import metres_per_degree

MARGIN_CELLS = 20


def write_ground(
    path: Path,
    height_m: Callable[[np.ndarray, np.ndarray], np.ndarray],
    *,
    cell_m: float = 10.0,
    cells: int = 80,
    dtype: str = "float32",
    nodata: float | None = None,
) -> Path:
    """A raster in WGS 84 of `height_m(east_m, north_m)`, metres from the drawings' first corner."""
    import rasterio
    from rasterio.transform import from_origin

    per_lat, per_lon = metres_per_degree(ORIGIN_LAT)
    edge_m = MARGIN_CELLS * cell_m
    west, north = ORIGIN_LON - edge_m / per_lon, ORIGIN_LAT + edge_m / per_lat
    middle = (np.arange(cells) + 0.5) * cell_m - edge_m
    east_m, south_m = np.meshgrid(middle, middle)
    with rasterio.open(
        path, "w", driver="GTiff", width=cells, height=cells, count=1, dtype=dtype, nodata=nodata,
        crs="EPSG:4326", transform=from_origin(west, north, cell_m / per_lon, cell_m / per_lat),
    ) as file:  # fmt: skip
        file.write(height_m(east_m, -south_m).astype(dtype), 1)
    return path


def reproject_ground(source: Path, path: Path, *, crs: str, cell_m: float) -> Path:
    """The same ground in another coordinate system."""
    import rasterio
    from rasterio.warp import calculate_default_transform, reproject

    with rasterio.open(source) as given:
        transform, width, height = calculate_default_transform(
            given.crs, crs, given.width, given.height, *given.bounds, resolution=cell_m
        )
        with rasterio.open(
            path, "w", driver="GTiff", width=width, height=height, count=1, dtype="float32",
            nodata=-9999, crs=crs, transform=transform,
        ) as file:  # fmt: skip
            reproject(
                rasterio.band(given, 1), rasterio.band(file, 1), dst_nodata=-9999, resampling=1
            )
    return path
