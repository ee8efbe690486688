"""Real files: Porto Alegre with elevation, Heidelberg, and OpenSidewalks of Redmond."""

import hashlib
from collections import Counter

import numpy as np
import pytest

from modugil.core.access import Access
from modugil.core.notices import Notices
from modugil.region.street_index import link_points, link_stops, well_connected_edges
from modugil.region.street_landmarks import label_components
from modugil.region.street_sources import StreetSource, build_streets
from modugil.region.vocabulary import FactSource, Kerb, SidewalkSide, Surface, WayKind


def build(*sources, notices=None):
    return build_streets(
        [StreetSource(kind, path, row) for row, (kind, path) in enumerate(sources)],
        notices=Notices() if notices is None else notices,
    )


def porto_alegre_sources(shared_data):
    folder = shared_data / "porto_alegre"
    return ("osm", folder / "poa_osm.pbf"), ("elevation", folder / "poa_elevation.tif")


@pytest.fixture(scope="module")
def porto_alegre(shared_data):
    pytest.importorskip("rasterio", reason="elevation is an extra: rasterio is not installed")
    notices = Notices()
    return build(*porto_alegre_sources(shared_data), notices=notices), notices


@pytest.fixture(scope="module")
def heidelberg(shared_data):
    notices = Notices()
    return build(
        ("osm", shared_data / "heidelberg" / "heidelberg.test.pbf"), notices=notices
    ), notices


@pytest.fixture(scope="module")
def redmond(shared_data):
    notices = Notices()
    return build(("opensidewalks", shared_data / "opensidewalks_wa"), notices=notices), notices


def kinds(streets):
    return Counter(WayKind(kind).name for kind in streets.edge_kind.tolist())


def share_of_largest_component(streets):
    label = label_components(streets.arc_start, streets.arc_to)
    return np.bincount(label).max() / streets.node_count


def test_porto_alegre_is_one_network_of_plausible_ways(porto_alegre):
    streets, _ = porto_alegre
    assert 18_000 < streets.node_count < 22_000
    assert 28_000 < streets.edge_count < 36_000
    found = kinds(streets)
    assert found["STEPS"] >= 400
    assert found["CROSSING"] >= 370
    assert found["SIDEWALK"] > 4_000
    assert streets.node_elevator.sum() >= 25
    assert share_of_largest_component(streets) > 0.97
    assert (streets.edge_length_m > 0).all()
    assert streets.edge_length_m.max() < 5_000


def test_porto_alegres_sidewalks_keep_their_side(porto_alegre):
    streets, _ = porto_alegre
    sides = np.bincount(streets.edge_side, minlength=4)
    assert sides[SidewalkSide.RIGHT] > 3 * sides[SidewalkSide.LEFT] > 2_000


def test_porto_alegre_knows_the_slope_of_what_lies_on_the_ground(porto_alegre):
    streets, _ = porto_alegre
    source = streets.edge_slope_source
    assert (source == FactSource.ELEVATION).mean() > 0.9
    assert (source == FactSource.DERIVED).sum() > 200
    told = source == FactSource.ELEVATION
    steepest = np.maximum(streets.edge_slope_up_ratio, streets.edge_slope_down_ratio)[told]
    assert 0.02 < np.median(steepest) < 0.06
    assert np.quantile(steepest, 0.99) < 0.30
    assert (streets.edge_slope_error_ratio[told] > 0).all()
    steps = streets.edge_kind == WayKind.STEPS
    assert (source[steps] != FactSource.ELEVATION).all()
    unknown = source == FactSource.NONE
    assert np.isnan(streets.edge_slope_up_ratio[unknown]).all()
    rise = streets.node_elevation_m[streets.edge_head] - streets.node_elevation_m[streets.edge_tail]
    climb = streets.edge_climb_m - streets.edge_descent_m
    assert np.abs(rise - climb)[told].max() < 0.1


def test_porto_alegres_faults_name_the_object_and_its_tag(porto_alegre):
    _, notices = porto_alegre
    told = {(one.code, one.row, one.field, one.value) for one in notices}
    assert ("implausible_measure", 286319227, "width", "600") in told
    assert {one.file for one in notices} == {"poa_osm.pbf"}
    assert len(notices) < 50


def test_the_same_files_give_the_same_bytes(porto_alegre, shared_data):
    again = build(*porto_alegre_sources(shared_data))
    assert fingerprint(again) == fingerprint(porto_alegre[0])


def fingerprint(streets):
    arrays = [getattr(streets, name) for name in streets.__slots__]
    content = b"".join(one.tobytes() for one in arrays if isinstance(one, np.ndarray))
    return hashlib.sha256(content + bytes(streets.names.published.data)).hexdigest()


def test_places_in_porto_alegre_find_the_street_they_lie_on(porto_alegre):
    streets, _ = porto_alegre
    edges = np.arange(0, streets.edge_count, 97)
    first = streets.shape_start[edges]
    lat = (streets.shape_lat[first] + streets.shape_lat[first + 1]) / 2
    lon = (streets.shape_lon[first] + streets.shape_lon[first + 1]) / 2
    found, ratio, gap_m = link_points(streets, lat, lon, k=4, max_m=50)
    assert (gap_m[:, 0] < 0.05).all()
    assert (gap_m[:, 1:] >= gap_m[:, :-1]).all()
    assert ((ratio >= 0) & (ratio <= 1) | (found < 0)).all()
    tied, _, _ = link_stops(streets, lat, lon, k=3)
    assert well_connected_edges(streets)[tied[tied >= 0]].all()


def test_heidelbergs_tags_are_read(heidelberg):
    streets, notices = heidelberg
    found = kinds(streets)
    assert found["STEPS"] >= 1_500
    assert found["AREA"] > 300
    assert (streets.edge_step_count > 0).sum() > 500
    assert (streets.edge_step_ramp_stroller == Access.YES).sum() >= 8
    assert (streets.edge_surface == Surface.COBBLESTONE).sum() > 250
    assert (streets.edge_smoothness > 0).sum() > 5_000
    assert (streets.edge_slope_source == FactSource.TAG).sum() > 500
    assert streets.edge_slope_up_ratio[streets.edge_slope_source == FactSource.TAG].max() < 1
    assert streets.node_kerb_height_m[np.isfinite(streets.node_kerb_height_m)].max() <= 0.5
    assert np.nanmin(streets.node_barrier_width_m) > 0.3
    assert share_of_largest_component(streets) > 0.9
    assert {"ca. 2"} <= {one.value for one in notices if one.code == "unreadable_measure"}


def test_heidelbergs_slopes_are_unknown_where_no_tag_gives_their_size(heidelberg):
    streets, _ = heidelberg
    unknown = streets.edge_slope_source == FactSource.NONE
    assert unknown.mean() > 0.9
    assert np.isnan(streets.edge_slope_up_ratio[unknown]).all()
    assert np.isnan(streets.node_elevation_m).all()


def test_every_kerb_of_redmond_is_read(redmond):
    streets, notices = redmond
    kerbs = Counter(Kerb(kerb).name for kerb in streets.node_kerb.tolist())
    assert (kerbs["LOWERED"], kerbs["RAISED"], kerbs["FLUSH"]) == (645, 91, 21)
    tactile = np.bincount(streets.node_tactile, minlength=3)
    assert (tactile[Access.YES], tactile[Access.NO]) == (445, 3)
    assert len(notices) == 0


def test_every_edge_of_redmond_is_read(redmond):
    streets, _ = redmond
    assert len(np.unique(streets.edge_way_id)) == 4_368
    found = kinds(streets)
    assert (found["SIDEWALK"], found["CROSSING"], found["STEPS"]) == (1_287, 579, 112)
    assert (streets.edge_step_count > 0).sum() == 80
    assert (streets.edge_step_count == -1).sum() == 32
    ways = streets.edge_way_id[streets.edge_slope_source == FactSource.TAG]
    assert len(np.unique(ways)) == 4_004
    assert np.isfinite(streets.edge_width_m).sum() == 27
    assert streets.node_lat.min() > 47.6
    assert streets.node_lat.max() < 47.7


def test_streets_of_two_kinds_stand_in_one_region(shared_data):
    streets = build(
        ("opensidewalks", shared_data / "opensidewalks_wa"),
        ("osm", shared_data / "porto_alegre" / "poa_osm.pbf"),
    )
    assert sorted(np.unique(streets.edge_source).tolist()) == [0, 1]
    assert streets.grid_rows * streets.grid_columns <= 1_100_000
    assert np.isfinite(streets.landmark_m).any(axis=1).mean() > 0.9
