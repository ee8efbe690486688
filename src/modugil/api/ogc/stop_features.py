"""Stops of the timetable as features."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from modugil.api.ogc.feature import Facts, Feature, build_feature
from modugil.api.provenance import ACCESS_WORDS, Heard, tell_source, write_point
from modugil.conditions.staff.published_ids import PublishedIds
from modugil.core.access import Access
from modugil.core.source import Source
from modugil.region.vocabulary import LocationType

_KINDS = {
    LocationType.STOP: "stop",
    LocationType.STATION: "station",
    LocationType.ENTRANCE: "entrance",
}


def list_stop_features(published: PublishedIds, sources: Sequence[Source]) -> Iterator[Feature]:
    """Stops, stations and their entrances; what lies inside a station is left out.

    Their id is what `from` and `to` of a journey take: `stop:ID`.
    """
    stops = published.timetable.stops
    feeds = [source for source in sources if source.kind == "gtfs"]
    kinds = stops.location_type.tolist()
    for row, id in enumerate(published.stops):
        category = _KINDS.get(LocationType(kinds[row]))
        lat, lon = float(stops.lat[row]), float(stops.lon[row])
        if category is None or not (np.isfinite(lat) and np.isfinite(lon)):
            continue
        feed = int(stops.feed[row])
        source = feeds[feed] if feed < len(feeds) else Source("timetable", "gtfs", "", "unstated")
        lon, lat = round(lon, 7), round(lat, 7)
        wheelchair = ACCESS_WORDS[Access(int(stops.wheelchair[row]))]
        values = {"category": category, "stop_id": id, "stop_code": stops.code[row]}
        values = {key: value for key, value in values.items() if value}
        names = stops.names.all_of(row)
        said = {"name": names.get("", ""), "geometry": write_point(lon, lat)}
        said |= {"wheelchair": wheelchair, **values}
        facts = Facts(
            values=values,
            provenance=_tell_provenance(said, source, id),
            wheelchair=wheelchair,
            category=category,
        )
        yield build_feature(f"stop:{id}", names=names, line=[(lon, lat)], facts=facts)


def _tell_provenance(
    values: Mapping[str, str], source: Source, record: str
) -> dict[str, list[Heard]]:
    return {
        key: [tell_source(source, value, record=record)]
        for key, value in values.items()
        if key != "category" and value not in ("", "unknown")
    }
