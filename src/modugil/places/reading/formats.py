"""Every form in which places are published, by the word that `format` of a source takes."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from modugil.places.reading.a11yjson import read_a11yjson
from modugil.places.reading.centres_kr import read_centres_kr
from modugil.places.reading.chargers_kr import read_chargers_kr
from modugil.places.reading.courses import (
    read_jeju_course_points,
    read_jeju_course_track,
    read_jeju_courses,
)
from modugil.places.reading.courses_sights import read_jeju_barrier_free, read_jeju_nearby
from modugil.places.reading.ledger import Ledger
from modugil.places.reading.modugil_csv import read_modugil_csv
from modugil.places.reading.osm_places import read_osm_places
from modugil.places.reading.road_nodes import read_road_nodes
from modugil.places.reading.stops_jeju import read_stops_jeju
from modugil.places.reading.toilets_kr import read_toilets_kr
from modugil.places.reading.tourapi import read_tourapi
from modugil.places.reading.tourapi_dump import read_tourapi_dump
from modugil.places.reading.visitjeju import read_visitjeju
from modugil.places.reading.wifi_jeju import read_wifi_jeju
from modugil.places.reading.wifi_kr import read_wifi_kr
from modugil.places.record import PlaceSource, Record


class ReadsRecords(Protocol):
    """Reads one source; odd rows go into the ledger."""

    def __call__(self, source: PlaceSource, *, ledger: Ledger) -> Iterable[Record]:
        """The records of the file, in its order.

        Errors:  RegionUnreadable if the file cannot be read or is of another form.
        """
        ...


FORMATS: Mapping[str, ReadsRecords] = {
    "modugil": read_modugil_csv,
    "a11yjson": read_a11yjson,
    "jeju_courses": read_jeju_courses,
    "jeju_course_points": read_jeju_course_points,
    "jeju_course_track": read_jeju_course_track,
    "jeju_barrier_free": read_jeju_barrier_free,
    "jeju_nearby": read_jeju_nearby,
    "tourapi": read_tourapi,
    "tourapi_dump": read_tourapi_dump,
    "visitjeju": read_visitjeju,
    "centres_kr": read_centres_kr,
    "chargers_kr": read_chargers_kr,
    "stops_jeju": read_stops_jeju,
    "toilets_kr": read_toilets_kr,
    "wifi_jeju": read_wifi_jeju,
    "wifi_kr": read_wifi_kr,
    "osm": read_osm_places,
    "road_nodes": read_road_nodes,
}
