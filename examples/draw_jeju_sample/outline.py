"""The island's outline and its mountain, coarse, only for drawing a map."""

from __future__ import annotations

import json
from pathlib import Path

from .read_facts import FACTS, read_rows

HALLASAN = (126.5332, 33.3617)
HALLASAN_NAMES = {"ko": "한라산", "en": "Hallasan", "zh": "汉拿山", "ja": "漢拏山"}
NOTE = "modugil-sample: simplified, for drawing only"


def write_outline(path: Path) -> None:
    """One polygon and one point as GeoJSON."""
    ring = [[float(row["lon"]), float(row["lat"])] for row in read_rows(FACTS / "outline.csv")]
    names = {f"name:{language}": name for language, name in HALLASAN_NAMES.items()}
    features = [
        _feature("Polygon", [[*ring, ring[0]]], {"natural": "coastline", "source": NOTE}),
        _feature(
            "Point", list(HALLASAN), {"natural": "peak", "ele": 1950, "source": NOTE, **names}
        ),
    ]
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    text = f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'
    path.write_text(text, encoding="utf-8", newline="\n")


def _feature(kind: str, coordinates: object, properties: dict[str, object]) -> dict[str, object]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}
