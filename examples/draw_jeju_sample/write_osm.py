"""Drawing -> streets.osm.pbf, the same bytes each time: fixed header, order, and no compression."""

from __future__ import annotations

from pathlib import Path

import osmium
from osmium.osm import mutable

from .drawing import Drawing
from .plane import to_degrees


def write_osm(drawing: Drawing, path: Path) -> None:
    """One PBF file. Uncompressed, because compressed bytes differ between zlib versions."""
    path.unlink(missing_ok=True)
    header = osmium.io.Header()
    header.set("generator", "modugil jeju-sample: not the real street network")
    file = osmium.io.File(str(path), "pbf,pbf_compression=none,add_metadata=none")
    used = {node for way in drawing.ways.values() for node in way.nodes}
    with osmium.SimpleWriter(file, header=header) as writer:
        for node in drawing.nodes.values():
            if node.id in used:
                lat, lon = to_degrees(node.at)
                writer.add_node(
                    mutable.Node(id=node.id, version=1, location=(lon, lat), tags=node.tags)
                )
        for way in drawing.ways.values():
            writer.add_way(mutable.Way(id=way.id, version=1, nodes=way.nodes, tags=way.tags))
