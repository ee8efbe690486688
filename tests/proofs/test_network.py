"""A network that drops for a minute, for a hundred buses and those who look at them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.app.dropped_network import drop_network
from tests.proofs.places import CITY_HALL

BUSES, SECONDS = 100, 60.0


@pytest.mark.proof
def test_a_minute_without_a_network_costs_nothing_but_the_minute(
    sample_region: Path, tmp_path: Path, proof_sheet: Callable[[str, dict[str, str]], None]
):
    told = drop_network(sample_region, tmp_path, buses=BUSES, seconds=SECONDS, place=CITY_HALL)
    proof_sheet(
        "A network that drops for a minute",
        {
            f"fixes of {BUSES} buses told, before, during and after": f"{told.told:,}",
            "of these lost": str(told.lost),
            "in history twice": str(told.twice),
            "network back: every bus shown as it is now after": f"{told.fresh_after_s:.1f} s",
            "a reader of the stream knows all again after": f"{told.reader_after_s:.1f} s, by one "
            f"`{told.resumed_with}`",
        },
    )
    assert told.lost == 0
    assert told.unexplained == 0
    assert told.twice <= BUSES
    assert told.fresh_after_s < 30
