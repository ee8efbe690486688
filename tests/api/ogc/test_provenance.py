"""Who says what a feature is called and where it is, as well as everything else of it."""

import json

import pytest

from modugil.api.ogc.place_features import build_place_feature
from modugil.core.source import Source
from modugil.places.build_places import Group, Sourced, build_places
from modugil.places.record import Record, Said

OFFICE = Source("office", "places.sights", "a.csv", "KOGL-1", {"en": "The office"})
MAP = Source("map", "osm", "b.osm", "ODbL-1.0", {"en": "The map"})


def tell(*said):
    """The properties of a sight that the office names and places, and the map calls otherwise."""
    rows = [("성산일출봉", 33.45, 126.94), ("일출봉", 33.4501, 126.9402)]
    members = tuple(
        Sourced(
            Record("sights", str(at), {"": name}, 1, lat, lon, said=told),
            at,
            source.id,
            "2026-01-01",
        )
        for at, ((name, lat, lon), source, told) in enumerate(
            zip(rows, (OFFICE, MAP), said or ((), ()), strict=True)
        )
    )
    place = build_places([Group("s", members)]).get_place(0)
    return build_place_feature(place, (OFFICE, MAP))


def test_every_source_is_told_with_what_it_calls_the_place_and_where_it_puts_it():
    told = json.loads(tell().write())["properties"]["provenance"]
    assert [(one["value"], one["source"], one["licence"]) for one in told["name"]] == [
        ("성산일출봉", "office", "KOGL-1"),
        ("일출봉", "map", "ODbL-1.0"),
    ]
    assert [(one["value"], one["attribution"]) for one in told["geometry"]] == [
        ("POINT (126.94 33.45)", "The office"),
        ("POINT (126.9402 33.4501)", "The map"),
    ]
    assert "text" not in told["geometry"][0]


@pytest.mark.parametrize(
    ("counts", "there"), [(("3", "3"), True), (("3", "0"), False), (("0", "0"), False)]
)
def test_a_number_on_which_sources_disagree_is_nothing_that_is_there(counts, there):
    said = tuple((Said("rental_wheelchair_count", count),) for count in counts)
    feature = tell(*said)
    assert ("rental_wheelchair_count" in feature.has) is there


def test_features_of_the_streets_and_the_timetable_have_a_source_too(ogc):
    for collection in ("sights", "toilets", "stops", "barriers"):
        features = ogc.get(f"/ogc/collections/{collection}/items").json()["features"]
        assert features
        for one in features:
            told = one["properties"]["provenance"]
            assert told["geometry"][0]["source"]
            assert told["geometry"][0]["licence"]
            assert bool(one["properties"]["name"]) == ("name" in told)
