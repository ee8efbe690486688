"""Everything in the streets that passes a legal limit is told, and nothing that keeps to it."""

import pytest
from tests.answers.world import build, open_world
from tests.region.drawings import osm_text

from modugil.answers.barriers.barrier import CATEGORIES
from modugil.answers.barriers.point_barriers import list_point_barriers
from modugil.answers.barriers.way_barriers import list_way_barriers
from modugil.core.thresholds import get_threshold

DRAWING = """
a b c d e f g h i
k l m n o p q
"""
GOOD = {
    "highway": "footway",
    "surface": "asphalt",
    "smoothness": "good",
    "width": "2",
    "incline": "0%",
    "incline:across": "0%",
}
WAYS = {
    "ab": GOOD,
    "bc": GOOD | {"incline": "-6%", "name": "언덕길", "name:en": "Hill Lane"},
    "cd": GOOD | {"incline": "5%"},
    "de": GOOD | {"width": "1.1"},
    "ef": GOOD | {"surface": "cobblestone"},
    "fg": GOOD | {"smoothness": "very_bad"},
    "gh": GOOD | {"incline:across": "5%"},
    "hi": {"highway": "steps", "step_count": "12", "handrail": "yes", "ramp:wheelchair": "no"},
    "kl": {"highway": "footway"},
    "lq": GOOD
    | {"highway": "footway", "footway": "crossing", "kerb": "lowered", "kerb:height": "5 cm"},
    "lm": GOOD | {"width": "0.5", "foot": "no"},
    "mnop": GOOD,
}
NODES = {
    "k": {"barrier": "bollard", "maxwidth:physical": "0.8"},
    "n": {"barrier": "gate", "access": "private"},
    "o": {"kerb": "raised"},
    "p": {"kerb": "flush"},
}


@pytest.fixture(scope="module")
def streets(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hill")
    (folder / "streets.osm").write_text(osm_text(DRAWING, WAYS, NODES, cell_m=30), "utf-8")
    (folder / "region.toml").write_text(
        'id = "hill"\nname = { en = "Hill" }\ntime_zone = "Asia/Seoul"\n'
        '[[source]]\nkind = "osm"\npath = "streets.osm"\nlicence = "ODbL-1.0"\n',
        encoding="utf-8",
    )
    return open_world(build(folder, folder)).streets


@pytest.fixture(scope="module")
def ways(streets):
    return {one.category: one for one in list_way_barriers(streets)}


@pytest.fixture(scope="module")
def points(streets):
    return {one.category: one for one in list_point_barriers(streets)}


def test_only_what_passes_a_limit_is_told_and_each_once(streets, ways, points):
    told = [*list_way_barriers(streets), *list_point_barriers(streets)]
    categories = sorted(one.category for one in told)
    assert categories == sorted(
        [
            "steps",
            "steep",
            "narrow",
            "surface",
            "surface",
            "cross_slope",
            "bollard",
            "gate",
            "kerb",
            "kerb",
        ]
    )
    assert set(categories) <= set(CATEGORIES)
    assert len({one.id for one in told}) == len(told)


def test_a_steep_way_tells_its_slope_and_the_limit_of_the_law(ways):
    steep = ways["steep"]
    assert steep.values["slope_ratio"] == pytest.approx(0.06)
    assert steep.values["limit"] == steep.limit == "kr.path.slope_ratio"
    assert steep.values["limit_value"] == pytest.approx(get_threshold(steep.limit).value, abs=1e-4)
    assert steep.names["en"] == "Hill Lane"
    assert not steep.derived
    assert len(steep.line) >= 2


def test_steps_tell_their_number_handrail_and_ramp(ways):
    assert {
        key: ways["steps"].values[key] for key in ("step_count", "handrail", "ramp", "way")
    } == {"step_count": 12, "handrail": "yes", "ramp": "no", "way": "steps"}


def test_what_is_narrow_or_tilted_tells_how_much(ways):
    assert ways["narrow"].values["width_m"] == pytest.approx(1.1)
    assert ways["cross_slope"].values["cross_slope_ratio"] == pytest.approx(0.05)


def test_what_is_not_known_is_no_barrier_and_no_fact(streets):
    told = [one.values for one in list_way_barriers(streets)]
    assert all(value != "unknown" for values in told for value in values.values())


def test_things_on_a_way_tell_what_they_are(points):
    assert points["bollard"].values["barrier"] == "bollard"
    assert points["bollard"].values["width_m"] == pytest.approx(0.8)
    assert points["gate"].values["locked"] == "yes"
    assert points["kerb"].values["kerb"] == "raised"
    assert "height_m" not in points["kerb"].values
    assert all(len(one.line) == 1 for one in points.values())


def test_ids_stay_the_same_in_another_build(streets, tmp_path):
    ids = [one.id for one in list_way_barriers(streets)]
    (tmp_path / "streets.osm").write_text(osm_text(DRAWING, WAYS, {}, cell_m=30), "utf-8")
    (tmp_path / "region.toml").write_text(
        'id = "hill"\nname = { en = "Hill" }\ntime_zone = "Asia/Seoul"\n'
        '[[source]]\nkind = "osm"\npath = "streets.osm"\nlicence = "ODbL-1.0"\n',
        encoding="utf-8",
    )
    again = open_world(build(tmp_path, tmp_path)).streets
    assert [one.id for one in list_way_barriers(again)] == ids
