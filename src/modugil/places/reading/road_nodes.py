"""표준노드링크, the nodes of Korea's standard road network, as GeoJSON (gz or not).

Example: `{"type": "Feature", "geometry": {"type": "Point", "coordinates": [126.62, 33.26]},
"properties": {"NODE_ID": "4060000000", "NODE_TYPE": "101", "NODE_NAME": "가나교차로"}}`.
A node is no place one goes to, and without the layer of links there is no road: every row is read,
counted and left out.
"""

import json
from collections.abc import Iterator

from modugil.core.errors import RegionUnreadable
from modugil.places.reading.ledger import Ledger
from modugil.places.reading.open_csv import read_text
from modugil.places.record import PlaceSource, Record


def read_road_nodes(source: PlaceSource, *, ledger: Ledger) -> Iterator[Record]:
    """No record; every node is counted as refused.

    Errors:  RegionUnreadable if the file is no such GeoJSON.
    """
    text = read_text(source.path)
    try:
        features = json.loads(text)["features"]
        names = [str(one["properties"]["NODE_NAME"]) for one in features]
    except (ValueError, RecursionError, KeyError, TypeError) as cause:
        raise RegionUnreadable(
            f"The file {source.path.name} cannot be read ({type(cause).__name__}).",
            allowed="Give the NODE layer of the standard road network as GeoJSON.",
        ) from cause
    message = "A road node is no place, and without links there is no road; it is left out."
    for row, name in enumerate(names, 1):
        ledger.rows += 1
        ledger.refuse(
            "road_node_without_links", row, field="NODE_NAME", value=name, message=message
        )
    yield from ()
