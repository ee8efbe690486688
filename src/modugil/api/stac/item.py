"""One picture as a STAC item, with the fields that Panoramax's readers look for."""

from typing import Any

from modugil.api.read_query import AnyRequest
from modugil.api.stac.documents import STAC_VERSION, write_instant
from modugil.api.stac.links import GEOJSON, JPEG, build_href, build_link
from modugil.places.roadview.derive import SD_WIDTH, THUMB_WIDTH, count_columns
from modugil.places.roadview.picture import Picture

EXTENSIONS = (
    "https://stac-extensions.github.io/perspective-imagery/v1.0.0/schema.json",
    "https://stac-extensions.github.io/view/v1.0.0/schema.json",
)
TILED_EXTENSION = "https://stac-extensions.github.io/tiled-assets/v1.0.0/schema.json"
Neighbours = tuple[Picture | None, Picture | None]


def describe_item(
    request: AnyRequest, picture: Picture, *, around: Neighbours | None = None
) -> dict[str, Any]:
    """The picture; with `around` also which one comes before and after it."""
    point = [picture.point.lon, picture.point.lat]
    extensions = [*EXTENSIONS, *([TILED_EXTENSION] if picture.looks_all_around else [])]
    told = {
        "type": "Feature",
        "stac_version": STAC_VERSION,
        "stac_extensions": extensions,
        "id": picture.id,
        "collection": picture.sequence.id,
        "geometry": {"type": "Point", "coordinates": point},
        "bbox": [*point, *point],
        "properties": _describe_properties(request, picture),
        "assets": _describe_assets(request, picture),
        "links": _list_links(request, picture, around or (None, None)),
        "providers": [{"name": _producer(picture), "roles": ["producer"]}],
    }
    if picture.looks_all_around:
        href = build_href(request, "pictures", picture.id, "tiled", "{TileCol}_{TileRow}.jpg")
        told["asset_templates"] = {
            "tiles": {
                "href": href,
                "type": JPEG,
                "title": "Full size, in tiles",
                "roles": ["data"],
            }
        }
    return told


def _producer(picture: Picture) -> str:
    return picture.sequence.producer or "not told"


def _describe_properties(request: AnyRequest, picture: Picture) -> dict[str, Any]:
    facts = picture.facts
    told: dict[str, Any] = {
        "datetime": write_instant(picture.taken),
        "datetimetz": picture.taken.isoformat(),
        "created": write_instant(picture.created),
        "updated": write_instant(picture.updated),
        "license": picture.sequence.licence,
        "pers:interior_orientation": _describe_camera(picture),
        "geovisio:status": "ready",
        "geovisio:visibility": "anyone",
        "geovisio:producer": _producer(picture),
        "geovisio:rank_in_collection": picture.rank,
        "geovisio:image": build_href(request, "pictures", picture.id, "hd.jpg"),
        "geovisio:thumbnail": build_href(request, "pictures", picture.id, "thumb.jpg"),
        "modugil:blurred": [
            {"kind": box.kind, "box": [box.left, box.top, box.width, box.height], "by": box.by}
            for box in facts.boxes
        ],
        "modugil:detector": facts.detector,
    }
    if facts.heading_deg is not None:
        told["view:azimuth"] = facts.heading_deg
        told["modugil:azimuth_from"] = facts.heading_from
    optional = (
        ("pers:pitch", facts.pitch_deg),
        ("pers:roll", facts.roll_deg),
        ("quality:horizontal_accuracy", facts.accuracy_m),
    )
    told |= {name: value for name, value in optional if value is not None}
    if picture.looks_all_around:
        told["tiles:tile_matrix_sets"] = {"geovisio": _describe_tiles(picture)}
    return told


def _describe_camera(picture: Picture) -> dict[str, Any]:
    facts, camera = picture.facts, picture.facts.camera
    told: dict[str, Any] = {"sensor_array_dimensions": [facts.width, facts.height]}
    view = camera.view_deg
    if picture.looks_all_around:
        view = 360
    elif facts.crop is not None:
        view = min(360.0, round(360 * facts.crop.width / facts.crop.full_width, 1))
        crop = facts.crop
        told["visible_area"] = [crop.left, crop.top, crop.left + crop.width, crop.top + crop.height]
    optional = (
        ("camera_manufacturer", camera.make),
        ("camera_model", camera.model),
        ("focal_length", camera.focal_mm),
        ("field_of_view", view),
    )
    return told | {name: value for name, value in optional if value}


def _describe_tiles(picture: Picture) -> dict[str, Any]:
    columns = count_columns(picture.facts.width)
    return {
        "type": "TileMatrixSetType",
        "title": "Tiles of the picture",
        "identifier": f"geovisio-{picture.id}",
        "tileMatrix": [
            {
                "type": "TileMatrixType",
                "identifier": "0",
                "scaleDenominator": 1,
                "topLeftCorner": [0, 0],
                "tileWidth": picture.facts.width // columns,
                "tileHeight": picture.facts.height // (columns // 2),
                "matrixWidth": columns,
                "matrixHeight": columns // 2,
            }
        ],
    }


def _describe_assets(request: AnyRequest, picture: Picture) -> dict[str, Any]:
    named = (
        ("hd", "Full size", ["data"]),
        ("sd", f"{SD_WIDTH} pixels wide", ["visual"]),
        ("thumb", f"{THUMB_WIDTH} pixels wide", ["thumbnail"]),
    )
    return {
        name: {
            "href": build_href(request, "pictures", picture.id, f"{name}.jpg"),
            "type": JPEG,
            "title": title,
            "roles": roles,
        }
        for name, title, roles in named
    }


def _list_links(request: AnyRequest, picture: Picture, around: Neighbours) -> list[dict[str, Any]]:
    collection = build_href(request, "collections", picture.sequence.id)
    links = [
        build_link("self", _item_href(request, picture), type=GEOJSON),
        build_link("root", build_href(request)),
        build_link("parent", collection),
        build_link("collection", collection),
    ]
    for rel, other in zip(("prev", "next"), around, strict=True):
        if other is not None:
            links.append(
                build_link(
                    rel,
                    _item_href(request, other),
                    type=GEOJSON,
                    id=other.id,
                    geometry={
                        "type": "Point",
                        "coordinates": [other.point.lon, other.point.lat],
                    },
                )
            )
    return links


def _item_href(request: AnyRequest, picture: Picture) -> str:
    return build_href(request, "collections", picture.sequence.id, "items", picture.id)
