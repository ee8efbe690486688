"""Platforms of an OSM file: where they are, what they are called, and how high their kerb is."""

from math import isnan, nan
from pathlib import Path

import pytest

from modugil.core.errors import RegionUnreadable
from modugil.core.notices import Notices
from modugil.region.osm.read_platforms import Platform, read_platforms

STOP = {"highway": "bus_stop"}
PLATFORM = {"public_transport": "platform"}


def osm(nodes, ways=()) -> str:
    """Points a thousandth of a degree apart from west to east, numbered from 1; then ways."""

    def tags(told):
        return "".join(f'<tag k="{key}" v="{value}"/>' for key, value in told.items())

    lines = [
        f'<node id="{id}" version="1" lat="33.5" lon="{126.5 + id / 1000:.3f}">{tags(told)}</node>'
        for id, told in enumerate(nodes, start=1)
    ]
    for id, (points, told) in enumerate(ways, start=1):
        refs = "".join(f'<nd ref="{point}"/>' for point in points)
        lines.append(f'<way id="{id}" version="1">{refs}{tags(told)}</way>')
    return f'<?xml version="1.0"?><osm version="0.6">{"".join(lines)}</osm>'


def read(folder: Path, nodes, ways=()) -> tuple[list[Platform], Notices]:
    path, notices = folder / "streets.osm", Notices()
    path.write_text(osm(nodes, ways), encoding="utf-8")
    return read_platforms(path, notices=notices), notices


@pytest.mark.parametrize(
    ("tags", "kerb_m"),
    [
        (STOP | {"kerb:height": "0.15"}, 0.15),
        (STOP | {"kerb:height": "15 cm"}, 0.15),
        (STOP | {"kerb:height": "0"}, 0.0),
        (STOP | {"height": "0.3"}, nan),  # of the post
        (STOP | PLATFORM | {"height": "0.3"}, nan),
        (STOP | {"kerb": "raised"}, nan),
        (PLATFORM | {"height": "0.3"}, 0.3),
        (PLATFORM | {"height": "300 mm", "kerb:height": "0.25"}, 0.25),
        (PLATFORM | {"height": "0.3", "kerb:height": "high"}, nan),
        ({"railway": "platform", "height": "1.1"}, 1.1),
        ({"highway": "platform", "kerb:height": "0.2"}, 0.2),
    ],
)
def test_only_a_height_of_the_kerb_is_a_height(tmp_path, tags, kerb_m):
    told = {**PLATFORM, "kerb:height": "0.4"}
    (platform, other), _ = read(tmp_path, [tags, told])
    assert other.kerb_m == 0.4
    assert platform.kerb_m == pytest.approx(kerb_m, nan_ok=True)
    assert list(*platform.points) == pytest.approx([33.5, 126.501])


@pytest.mark.parametrize("height", ["15", "-1", "about 10 cm", "up"])
def test_what_cannot_be_a_kerb_is_unknown_and_noted(tmp_path, height):
    (platform, _), notices = read(
        tmp_path, [STOP | {"kerb:height": height}, STOP | {"kerb:height": "0.1"}]
    )
    assert isnan(platform.kerb_m)
    (notice,) = notices
    assert (notice.row, notice.field, notice.value) == (1, "kerb:height", height)


def test_a_drawn_platform_has_the_places_of_its_points(tmp_path):
    ways = [([1, 2, 9], PLATFORM | {"kerb:height": "0.2"}), ([8, 9], PLATFORM)]
    (platform,), _ = read(tmp_path, [{}, {}, {"amenity": "bench"}], ways)
    assert [round(lon, 3) for _, lon in platform.points] == [126.501, 126.502]
    assert platform.kerb_m == 0.2


def test_its_names_are_read_but_not_the_number_of_a_track(tmp_path):
    track = {"railway": "platform", "ref": "1", "gtfs:stop_id": "R-1"}
    nodes = [STOP | {"ref": "405; 406", "kerb:height": "0.1"}, track, STOP]
    (stop, rail, nameless), _ = read(tmp_path, nodes)
    assert stop.refs == {"405", "406"}
    assert rail.refs == {"R-1"}
    assert nameless.refs == frozenset()


def test_a_map_without_any_height_tells_nothing(tmp_path):
    assert read(tmp_path, [STOP, PLATFORM | {"kerb": "lowered"}])[0] == []
    stops_nobody = {"public_transport": "stop_position", "kerb:height": "0.1"}
    assert read(tmp_path, [stops_nobody, {"barrier": "kerb", "kerb:height": "0.1"}])[0] == []


def test_a_broken_file_is_an_error(tmp_path):
    path = tmp_path / "streets.osm"
    path.write_text("no map", encoding="utf-8")
    with pytest.raises(RegionUnreadable):
        read_platforms(path, notices=Notices())
