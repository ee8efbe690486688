"""Slopes from elevation: from a profile, with an error band, only where the ground is walked."""

import sys
import warnings

import numpy as np
import pytest
from tests.region.drawings import edge_of, node_of, osm_text, streets_from_drawing
from tests.region.elevation.ground import reproject_ground, write_ground

from modugil.core.errors import RegionUnreadable
from modugil.core.notices import Notices
from modugil.region.elevation import surface
from modugil.region.street_sources import StreetSource, build_streets
from modugil.region.vocabulary import FactSource

pytest.importorskip("rasterio", reason="elevation is an extra: rasterio is not installed")


def ramp(east_m, north_m):
    """Ground that climbs 5 % towards the east."""
    return 100 + 0.05 * east_m


def on_ground(tmp_path, drawing, ways, height_m=ramp, **options):
    cell_m = options.pop("cell_m", 20.0)
    path = write_ground(tmp_path / "ground.tif", height_m, **options)
    return streets_from_drawing(drawing, ways, cell_m=cell_m, elevation=path)


def test_a_way_up_an_even_slope_has_that_slope_and_turns_with_its_direction(tmp_path):
    streets = on_ground(tmp_path, "a----b\n\n\nc----d", ways=["ab", "dc"])
    up, down = edge_of(streets, "ab"), edge_of(streets, "cd")
    assert streets.edge_slope_up_ratio[up] == pytest.approx(0.05, rel=0.01)
    assert streets.edge_slope_down_ratio[up] == pytest.approx(0, abs=1e-4)
    assert streets.edge_climb_m[up] == pytest.approx(5, rel=0.01)
    assert streets.edge_slope_down_ratio[down] == pytest.approx(0.05, rel=0.01)
    assert streets.edge_descent_m[down] == pytest.approx(5, rel=0.01)
    assert streets.edge_slope_source[up] == FactSource.ELEVATION
    assert streets.node_elevation_m[node_of(streets, "a")] == pytest.approx(100, abs=0.05)


def test_a_hill_between_level_ends_is_not_flat(tmp_path):
    def hill(east_m, north_m):
        return np.maximum(0, 12 - 0.12 * np.abs(east_m - 100))

    streets = on_ground(tmp_path, "a----------b", ways=["ab"], height_m=hill)
    assert streets.edge_slope_up_ratio[0] == pytest.approx(0.12, rel=0.05)
    assert streets.edge_slope_down_ratio[0] == pytest.approx(0.12, rel=0.05)
    assert streets.edge_climb_m[0] == pytest.approx(12, rel=0.15)


def test_one_short_steep_stretch_is_not_averaged_away(tmp_path):
    def step(east_m, north_m):
        return np.clip(0.15 * (east_m - 80), 0, 6)

    streets = on_ground(tmp_path, "a----------b", ways=["ab"], height_m=step)
    assert streets.edge_slope_up_ratio[0] > 0.12


def test_a_short_edge_over_rounded_heights_has_no_absurd_slope(tmp_path):
    def rounded(east_m, north_m):
        return np.round(100 + 0.02 * east_m)

    streets = on_ground(
        tmp_path, "abcdefgh", ways=["abcdefgh", "aceg", "bdfh"], height_m=rounded,
        cell_m=3, dtype="uint8",
    )  # fmt: skip
    steepest = max(streets.edge_slope_up_ratio.max(), streets.edge_slope_down_ratio.max())
    assert steepest <= 0.051


def test_the_error_band_is_wider_where_cells_are_coarser(tmp_path):
    coarse = on_ground(tmp_path, "a----b", ways=["ab"], cells=60)
    write_ground(tmp_path / "coarse.tif", ramp, cell_m=30.0)
    streets = streets_from_drawing(
        "a----b", ways=["ab"], cell_m=20, elevation=tmp_path / "coarse.tif"
    )
    assert streets.edge_slope_error_ratio[0] == pytest.approx(0.9 * np.sqrt(2) / 60, rel=0.05)
    assert 0 < coarse.edge_slope_error_ratio[0] <= streets.edge_slope_error_ratio[0]


def test_a_tagged_incline_beats_elevation(tmp_path):
    streets = on_ground(tmp_path, "a----b", ways={"ab": {"highway": "footway", "incline": "-2%"}})
    assert streets.edge_slope_up_ratio[0] == 0
    assert streets.edge_slope_down_ratio[0] == pytest.approx(0.02)
    assert streets.edge_slope_error_ratio[0] == 0
    assert streets.edge_slope_source[0] == FactSource.TAG
    assert streets.edge_descent_m[0] == pytest.approx(2, rel=0.01)


def valley(east_m, north_m):
    """A gorge 30 m deep between 40 m and 160 m east, level on both sides."""
    return np.where((east_m > 40) & (east_m < 160), 20.0, 50.0)


@pytest.mark.parametrize(
    "tags", [{"bridge": "yes", "layer": "1"}, {"tunnel": "yes", "layer": "-1"}]
)
def test_a_bridge_is_straight_between_the_ground_at_its_ends(tmp_path, tags):
    ways = {"ab": {"highway": "footway"}, "bcd": {"highway": "footway", **tags},
            "de": {"highway": "footway"}}  # fmt: skip
    streets = on_ground(tmp_path, "a-b---c---d-e", ways, height_m=valley, cell_m=20)
    bridge = edge_of(streets, "bd")
    assert streets.edge_slope_up_ratio[bridge] < 0.25
    assert streets.edge_slope_source[bridge] == FactSource.DERIVED


def test_a_bridge_of_several_ways_is_one_line_between_its_ends(tmp_path):
    footway, bridge = {"highway": "footway"}, {"highway": "footway", "bridge": "yes"}

    def banks(east_m, north_m):
        return np.where(east_m < 60, 40.0, np.where(east_m > 240, 52.0, 0.0))

    streets = on_ground(
        tmp_path,
        "a-b-----c-----d--e",
        ways={"ab": footway, "bc": bridge, "cd": bridge, "de": footway},
        height_m=banks,
        cell_m=20,
        cells=120,
    )
    heights = {mark: float(streets.node_elevation_m[node_of(streets, mark)]) for mark in "bcd"}
    middle = (heights["b"] + heights["d"]) / 2
    assert heights["c"] == pytest.approx(middle, abs=0.05)
    slopes = [streets.edge_slope_up_ratio[edge_of(streets, one)] for one in ("bc", "cd")]
    assert slopes[0] == pytest.approx(slopes[1], rel=1e-3)
    assert slopes[0] == pytest.approx(12 / 240, rel=0.05)


def test_a_bridge_that_ends_in_the_air_is_unknown(tmp_path):
    footway, bridge = {"highway": "footway"}, {"highway": "footway", "bridge": "yes"}
    streets = on_ground(tmp_path, "a--b--c", ways={"ab": footway, "bc": bridge})
    end = edge_of(streets, "bc")
    assert np.isnan(streets.edge_slope_up_ratio[end])
    assert np.isnan(streets.node_elevation_m[node_of(streets, "c")])
    assert streets.edge_slope_source[end] == FactSource.NONE


@pytest.mark.parametrize(
    "tags",
    [
        {"highway": "steps"},
        {"highway": "footway", "layer": "1"},
        {"highway": "footway", "level": "2"},
        {"highway": "corridor"},
        {"highway": "footway", "indoor": "yes"},
    ],
)
def test_what_is_apart_from_the_ground_is_not_laid_over_it(tmp_path, tags):
    streets = on_ground(tmp_path, "a----b", ways={"ab": tags})
    assert np.isnan(streets.edge_slope_up_ratio).all()
    assert np.isnan(streets.edge_climb_m).all()
    assert streets.edge_slope_source.tolist() == [FactSource.NONE]


def test_unknown_ground_is_unknown_and_not_flat(tmp_path):
    def hole(east_m, north_m):
        return np.where((east_m > 60) & (east_m < 90), -9999.0, 10.0)

    streets = on_ground(
        tmp_path, "a----b\n\n\nc-d", ways=["ab", "cd"], height_m=hole, nodata=-9999.0
    )
    assert np.isnan(streets.edge_slope_up_ratio[edge_of(streets, "ab")])
    assert streets.edge_slope_up_ratio[edge_of(streets, "cd")] == pytest.approx(0, abs=1e-5)


def test_streets_off_the_raster_are_unknown(tmp_path):
    streets = on_ground(tmp_path, "a----b", ways=["ab"], cells=10)
    assert np.isnan(streets.edge_slope_up_ratio).all()
    assert np.isnan(streets.node_elevation_m).all()


def test_another_coordinate_system_gives_the_same_slopes(tmp_path):
    plain = write_ground(tmp_path / "plain.tif", ramp, cell_m=10)
    other = reproject_ground(plain, tmp_path / "utm.tif", crs="EPSG:32652", cell_m=10)
    for path in (plain, other):
        streets = streets_from_drawing("a----b", ways=["ab"], cell_m=20, elevation=path)
        assert streets.edge_slope_up_ratio[0] == pytest.approx(0.05, rel=0.03)


def test_cells_finer_than_needed_are_averaged_on_reading(tmp_path):
    streets = on_ground(tmp_path, "a---b", ways=["ab"], cell_m=5, cells=400)
    path = write_ground(tmp_path / "fine.tif", ramp, cell_m=1.0, cells=200)
    fine = streets_from_drawing("a---b", ways=["ab"], cell_m=5, elevation=path)
    assert fine.edge_slope_up_ratio[0] == pytest.approx(streets.edge_slope_up_ratio[0], rel=0.05)


def test_the_second_file_tells_what_the_first_does_not(tmp_path):
    path = tmp_path / "a.osm"
    path.write_text(osm_text("a----b", ["ab"], cell_m=20))
    small = write_ground(tmp_path / "small.tif", ramp, cells=5)
    large = write_ground(tmp_path / "large.tif", ramp)
    sources = [StreetSource("osm", path, 0), StreetSource("elevation", small, 1),
               StreetSource("elevation", large, 2)]  # fmt: skip
    streets = build_streets(sources, notices=Notices())
    assert streets.edge_slope_up_ratio[0] == pytest.approx(0.05, rel=0.01)


@pytest.mark.parametrize("content", [b"", b"not a tiff", None])
def test_a_broken_elevation_file_ends_with_one_sentence(tmp_path, content):
    path = tmp_path / "bad.tif"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(RegionUnreadable) as fault:
        streets_from_drawing("a--b", ways=["ab"], elevation=path)
    assert "bad.tif" in str(fault.value)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize(("crs", "cell"), [(None, 0.01), ("EPSG:4326", None)])
def test_a_raster_without_a_place_is_refused_and_warns_of_nothing(tmp_path, crs, cell):
    import rasterio
    from rasterio.transform import from_origin

    options = {} if cell is None else {"transform": from_origin(126, 34, cell, cell)}
    shape = {"width": 4, "height": 4, "count": 1, "dtype": "float32"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = tmp_path / "bare.tif"
        with rasterio.open(path, "w", driver="GTiff", crs=crs, **shape, **options) as file:
            file.write(np.ones((4, 4), np.float32), 1)
        warnings.simplefilter("error")
        with pytest.raises(RegionUnreadable, match=r"bare\.tif .* no coordinate system"):
            streets_from_drawing("a--b", ways=["ab"], elevation=path)


def test_a_raster_that_tells_no_height_of_the_streets_is_noted(tmp_path):
    notices = Notices()
    nothing = write_ground(tmp_path / "nothing.tif", lambda e, n: e * np.nan)
    streets_from_drawing("a--b", ways=["ab"], elevation=nothing, notices=notices)
    assert [(one.code, one.file) for one in notices] == [("elevation_elsewhere", "nothing.tif")]
    ground, notices = write_ground(tmp_path / "ground.tif", ramp), Notices()
    streets_from_drawing("a--b", ways=["ab"], elevation=ground, notices=notices)
    assert len(notices) == 0


def test_scale_offset_and_unit_of_a_raster_all_count(tmp_path):
    """A height is (value x scale + offset) in the unit of the file."""
    import rasterio

    path = write_ground(tmp_path / "feet.tif", lambda e, n: 500 + 0.5 * e, dtype="int16")
    with rasterio.open(path, "r+") as file:
        file.scales, file.offsets, file.units = (0.1,), (100.0,), ("ft",)
    streets = streets_from_drawing("a----b", ways=["ab"], cell_m=20, elevation=path)
    assert streets.edge_slope_up_ratio[0] == pytest.approx(0.05 * 0.3048, rel=0.05)
    height_m = streets.node_elevation_m[node_of(streets, "a")]
    assert height_m == pytest.approx(150 * 0.3048, abs=0.1)


def test_a_missing_library_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "rasterio", None)
    with pytest.raises(RegionUnreadable, match=r"modugil\[elevation\]"):
        streets_from_drawing("a--b", ways=["ab"], elevation=tmp_path / "any.tif")


def test_cross_slope_is_never_guessed_from_elevation(tmp_path):
    streets = on_ground(tmp_path, "a\n|\n|\n|\nb", ways=["ab"])
    assert np.isnan(streets.edge_cross_slope_ratio).all()


def test_a_height_no_ground_has_is_unknown_even_if_the_file_does_not_say_so(tmp_path):
    def hole(east_m, north_m):
        return np.where((east_m > 60) & (east_m < 90), -32768.0, 10.0)

    streets = on_ground(tmp_path, "a----b", ways=["ab"], height_m=hole)
    assert np.isnan(streets.edge_slope_up_ratio).all()


def test_a_raster_of_too_many_cells_is_averaged_into_fewer(tmp_path, monkeypatch):
    monkeypatch.setattr(surface, "MOST_CELLS", 900)
    streets = on_ground(tmp_path, "a----b", ways=["ab"])
    assert streets.edge_slope_up_ratio[0] == pytest.approx(0.05, rel=0.02)
    assert streets.edge_slope_error_ratio[0] == pytest.approx(0.9 * np.sqrt(2) / 60, rel=0.05)
