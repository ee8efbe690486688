"""After a warm-up no question waits for a compiler, whatever the region has and lacks."""

from datetime import UTC, datetime
from typing import Any

import pytest

from modugil.answers.warm_up import warm_up
from modugil.routing.presets import get_preset, list_presets
from modugil.routing.transit import certain_kernel, fast_kernel

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.mark.parametrize("preset", [needs.preset for needs in list_presets()])
@pytest.mark.parametrize("region", ["world", "timetable_only", "streets_only"])
def test_any_region_can_be_warmed_up_for_any_needs(region, preset, request):
    planner = request.getfixturevalue(region).planner
    warm_up(planner, get_preset(preset), now=NOW)


def test_both_searches_are_compiled_even_where_nothing_can_be_found(world):
    warm_up(world.planner, get_preset("walking"), now=NOW)
    kernels: tuple[Any, ...] = (fast_kernel.search_fast, certain_kernel.search_certain)
    assert all(kernel.signatures for kernel in kernels)
