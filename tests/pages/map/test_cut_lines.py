import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modugil.pages.map.cut_lines import (
    MARGIN,
    TileAddress,
    WorldLines,
    build_world_lines,
    cut_lines,
    lines_touching,
    thin_out,
    to_world,
)
from modugil.pages.map.vector_tile import EXTENT

WORLD = TileAddress(0, 0, 0)


def world(*lines: list[tuple[float, float]]) -> WorldLines:
    """Lines given in units of the one tile of zoom 0."""
    points = np.array([point for line in lines for point in line]) / EXTENT
    start = np.concatenate([[0], np.cumsum([len(line) for line in lines])])
    begin = start[:-1]
    x, y = points[:, 0], points[:, 1]
    box = [f.reduceat(a, begin) for f in (np.minimum, np.maximum) for a in (x, y)]
    return WorldLines(x, y, start.astype(np.int64), np.stack(box))


def cut(lines: WorldLines, grain: int = 1) -> list[list[tuple[int, int]]]:
    found = cut_lines(lines, np.arange(len(lines.start) - 1), tile=WORLD, grain=grain)
    points = list(zip(found.x.tolist(), found.y.tolist(), strict=True))
    return [points[a:b] for a, b in zip(found.start[:-1], found.start[1:], strict=True)]


@pytest.mark.parametrize(
    "line, expected",
    [
        ([(0, 0), (10, 10)], [[(0, 0), (10, 10)]]),
        ([(100, 100), (9000, 100)], [[(100, 100), (EXTENT + MARGIN, 100)]]),
        ([(-9000, 50), (9000, 50)], [[(-MARGIN, 50), (EXTENT + MARGIN, 50)]]),
        ([(-500, -500), (-400, 9000)], []),
        ([(10, 10), (10, -9000), (20, -9000), (20, 10)],
         [[(10, 10), (10, -MARGIN)], [(20, -MARGIN), (20, 10)]]),
        ([(5, 5), (5, 5)], []),
    ],
)  # fmt: skip
def test_a_line_is_cut_at_the_margin_and_goes_on_where_it_comes_back(line, expected):
    assert cut(world(line)) == expected


def test_thinning_out_keeps_the_ends_and_the_bends():
    lines = world([(0, 0), (1, 1), (2, 1), (64, 64), (65, 64), (66, 66)], [(5, 5), (6, 6)])
    thin = thin_out(lines, cells=EXTENT // 16)
    points = list(zip((thin.x * EXTENT).tolist(), (thin.y * EXTENT).tolist(), strict=True))
    assert points == [(0, 0), (64, 64), (66, 66), (5, 5), (6, 6)]
    assert thin.start.tolist() == [0, 3, 5]


def test_lines_do_not_run_into_one_another():
    assert len(cut(world([(0, 0), (5, 0)], [(5, 0), (9, 9)]))) == 2


def test_what_is_finer_than_the_grain_is_left_out():
    assert cut(world([(0, 0), (1, 1), (16, 0)]), grain=8) == [[(0, 0), (16, 0)]]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(-9000, 9000), st.integers(-9000, 9000)), min_size=2))
def test_nothing_outside_the_margin_is_drawn_and_nothing_inside_is_lost(line):
    pieces = cut(world([(float(x), float(y)) for x, y in line]))
    low, high = -MARGIN, EXTENT + MARGIN
    assert all(low <= v <= high for piece in pieces for point in piece for v in point)
    drawn = {point for piece in pieces for point in piece}
    for one, other in zip(line, line[1:], strict=False):
        inside = all(low < v < high for point in (one, other) for v in point)
        if inside and one != other:
            assert {one, other} <= drawn


def test_places_lie_where_web_maps_put_them():
    x, y = to_world(np.array([0.0, 33.4996]), np.array([0.0, 126.5312]))
    assert (x[0], y[0]) == (0.5, 0.5)
    assert (int(x[1] * 2**14), int(y[1] * 2**14)) == (13950, 6572)


def test_only_lines_near_the_tile_are_looked_at():
    lines = build_world_lines(
        np.array([33.5, 33.51, 35.0, 35.1]), np.array([126.5, 126.51, 128.0, 128.1]),
        np.array([0, 2, 4]),
    )  # fmt: skip
    assert lines_touching(lines, TileAddress(14, 13949, 6572)).tolist() == [True, False]
    assert lines_touching(lines, WORLD).tolist() == [True, True]
