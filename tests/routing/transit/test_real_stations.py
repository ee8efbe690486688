"""Stations of a real agency: what changes for who cannot take steps."""

import pytest
from tests.routing.transit.test_oracles import WASHINGTON, timetable_of

from modugil.conditions.conditions import AS_PLANNED, Conditions, Outage
from modugil.region.timetable import Timetable
from modugil.region.vocabulary import PathwayMode
from modugil.routing.presets import get_preset
from modugil.routing.transit import StationLinks, station_links

STEPPED = (PathwayMode.STAIRS, PathwayMode.ESCALATOR)


@pytest.fixture(scope="module")
def washington():
    if not WASHINGTON.exists():
        pytest.skip(f"the file {WASHINGTON} is not on this machine")
    return timetable_of(WASHINGTON, "America/New_York")


def links_for(
    timetable: Timetable, preset: str, conditions: Conditions = AS_PLANNED
) -> StationLinks:
    links = station_links(timetable, needs=get_preset(preset), conditions=conditions)
    assert links is not None
    return links


def pairs_of(links: StationLinks) -> set[tuple[int, int]]:
    return set(zip(links.from_stops().tolist(), links.to_stop.tolist(), strict=True))


def test_a_wheelchair_takes_lifts_and_never_steps_and_goes_nowhere_others_cannot(washington):
    modes = washington.pathways.mode
    walking = links_for(washington, "walking")
    chair = links_for(washington, "manual-wheelchair")
    assert len(chair.to_stop) > 400
    assert pairs_of(chair) < pairs_of(walking)
    assert not any(mode in STEPPED for mode in modes[chair.path])
    assert (modes[chair.path] == PathwayMode.ELEVATOR).any()
    # no slope and no width is told there, so nothing is verified
    assert (chair.unverified_m > 0).all()
    assert (walking.unverified_m == 0).all()


def test_a_broken_lift_closes_ways_that_lead_through_it_or_leads_them_around(washington):
    before = links_for(washington, "manual-wheelchair")
    lifts = [
        row
        for row in set(before.path.tolist())
        if washington.pathways.mode[row] == PathwayMode.ELEVATOR
    ]
    broken = Conditions(version=1, pathway_outages={lifts[0]: Outage()})
    after = links_for(washington, "manual-wheelchair", broken)
    assert lifts[0] not in after.path
    assert pairs_of(after) <= pairs_of(before)
    assert len(after.path) < len(before.path) or len(after.to_stop) == len(before.to_stop)
