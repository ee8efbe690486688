"""A network that drops: the long version with numbers is tests/proofs/test_network.py."""

from tests.answers.world import POINTS
from tests.app.dropped_network import drop_network

from modugil.core.geo import LatLon


def test_when_the_network_drops_nothing_is_lost_and_readers_go_on_where_they_were(towns, tmp_path):
    told = drop_network(towns / "built", tmp_path, buses=3, seconds=4.0, place=LatLon(*POINTS["k"]))
    assert told.told >= 3 * 15
    assert told.lost == 0
    assert told.unexplained == 0
    assert told.twice <= 3
    assert told.resumed_with == "change"
    assert told.fresh_after_s < 20
