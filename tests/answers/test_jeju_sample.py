"""The laws on the sample that ships with the project, from any stop, sight or spot to any other."""

import random

import pytest
from tests.answers.questions import check_laws, check_told, first_arrival, plan, search

from modugil.core.time import parse_instant
from modugil.routing.presets import get_preset, list_presets

PRESETS = [needs.preset for needs in list_presets()]


def ends_of(world, seed, count):
    """Pairs of ends: stops, places and spots near stops, some near each other."""
    dice = random.Random(seed)
    stops, places = world.timetable.stops, world.planner.places

    def one():
        kind = dice.random()
        row = dice.randrange(len(stops.lat))
        if kind < 0.4:
            return f"stop:{stops.id[row]}"
        if kind < 0.7:
            return f"place:{places.id[dice.randrange(len(places))]}"
        lat, lon = (dice.uniform(-0.002, 0.002) for _ in range(2))
        return f"{stops.lat[row] + lat:.6f},{stops.lon[row] + lon:.6f}"

    return [(one(), one()) for _ in range(count)]


@pytest.mark.parametrize("needs", PRESETS)
def test_every_journey_obeys_the_laws(jeju, needs):
    found_any = 0
    for number, (start, end) in enumerate(ends_of(jeju, needs, 25)):
        hour = 5 + number % 18
        options = {"arrive_by": number % 3 == 1, "window_s": 3600 * (number % 4 == 2)}
        found = search(jeju, start, end, f"{hour:02}:17", needs=needs, **options)
        check_laws(found)
        found_any += bool(found.journeys)
    assert found_any > 8


@pytest.mark.parametrize("needs", PRESETS)
def test_leaving_later_never_arrives_earlier(jeju, needs):
    for start, end in ends_of(jeju, f"later {needs}", 10):
        arrivals = [
            first_arrival(search(jeju, start, end, when, needs=needs))
            for when in ("07:00", "07:13", "08:40", "12:00")
        ]
        assert arrivals == sorted(arrivals)


@pytest.mark.parametrize("needs", PRESETS)
def test_every_itinerary_is_told_to_its_end(jeju, needs):
    for start, end in ends_of(jeju, f"told {needs}", 8):
        for language in ("ko", "en"):
            answer = plan(jeju, start, end, "09:00", needs=needs, language=language)
            assert answer.journeys or answer.message
            for journey in answer.journeys:
                check_told(journey)


def test_the_sample_is_valid_on_any_day(jeju):
    zone = jeju.planner.region.zone
    start, end = "stop:405000663", "place:sight-seongsan-ilchulbong"
    for day in ("2020-02-29", "2026-12-31", "2031-06-15"):
        assert parse_instant(f"{day}T08:00", zone=zone)
        assert search(jeju, start, end, f"{day}T08:00").journeys, day


def test_from_the_airport_by_powered_wheelchair(jeju):
    answer = plan(
        jeju, "stop:405000663", "place:sight-seongsan-ilchulbong", needs="powered-wheelchair"
    )
    assert answer.journeys
    assert all(credit.text for credit in answer.credits)
    assert any(credit.sample for credit in answer.credits)
    for journey in answer.journeys:
        for leg in journey.legs:
            if leg.ride is not None:
                assert "no" not in (leg.ride.board_access, leg.ride.alight_access)
            for lon, lat in leg.geometry:
                assert (33.0, 126.0) < (lat, lon) < (34.0, 127.0)


def test_from_a_stop_without_a_kerb_the_bus_that_both_flags_allow_is_not_taken(jeju):
    """Sinchang to the airport: 202 at 09:05 would do, were there a kerb."""
    found = plan(jeju, "33.350533,126.183683", "stop:405000663", "09:00", needs="manual-wheelchair")
    (first, *_) = found.journeys
    assert first.passes
    (why,) = [
        leg.why_not
        for leg in first.legs
        if leg.why_not is not None and leg.why_not.barrier.kind == "boarding"
    ]
    assert why.saved_s > 40 * 60
    assert "202" in why.text
    steeper = get_preset("manual-wheelchair").with_limits(max_ramp_ratio=0.25)
    (quicker, *_) = plan(
        jeju, "33.350533,126.183683", "stop:405000663", "09:00", needs=steeper
    ).journeys
    assert [leg.ride.line for leg in quicker.legs if leg.ride is not None][0] == "202"
