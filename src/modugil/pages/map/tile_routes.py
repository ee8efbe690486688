"""GET /tiles/z/x/y.mvt and the outline of the land."""

import gzip
from pathlib import Path

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from modugil.pages.map.cut_lines import TileAddress
from modugil.pages.map.tiles import RegionTiles, is_tile
from modugil.pages.reader import AnyRequest

TILE_MEDIA_TYPE = "application/vnd.mapbox-vector-tile"
KEEP = "public, max-age=300, must-revalidate"


@get("/tiles/{z:int}/{x:int}/{row:str}", include_in_schema=False, sync_to_thread=True)
def get_tile(
    request: AnyRequest,
    tiles: NamedDependency[RegionTiles],
    z: FromPath[int],
    x: FromPath[int],
    row: FromPath[str],
) -> Response[bytes]:
    """One tile; 304 where the reader still has it."""
    y, dot, kind = row.partition(".")
    tile = TileAddress(z, x, int(y) if y.isascii() and y.isdigit() and len(y) < 9 else -1)
    if not dot or kind != "mvt" or not is_tile(tile):
        raise NotFoundException
    drawn = tiles.get_tile(tile)
    headers = {"ETag": drawn.etag, "Cache-Control": KEEP, "Vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == drawn.etag:
        return Response(b"", status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(drawn.gzipped, media_type=TILE_MEDIA_TYPE, headers=headers)
    data = gzip.decompress(drawn.gzipped)
    return Response(data, media_type=TILE_MEDIA_TYPE, headers=headers)


@get("/map/outline.geojson", include_in_schema=False, sync_to_thread=True)
def get_outline(outline: NamedDependency[Path]) -> Response[bytes]:
    """The land's outline as the region's build copied it, or an empty collection."""
    data = b'{"type":"FeatureCollection","features":[]}'
    if outline.is_file():
        data = outline.read_bytes()
    return Response(data, media_type="application/geo+json", headers={"Cache-Control": KEEP})
