"""Every kernel compiled before the first bus comes: a bus of no fleet drives a few stops."""

from datetime import UTC, date, datetime

from modugil.conditions.publisher import ConditionsPublisher
from modugil.core.access import Access
from modugil.live.fix import Fix, FixQuality, TripHint
from modugil.live.tracking.build_engine import build_engine
from modugil.live.tracking.schedule import Schedule
from modugil.region.open_region import Region

FIXES_A_LEG = 8
MOST_STOPS = 6


def warm_up(region: Region) -> int:
    """An engine of its own follows a ride along the first trip; how many stop events it told."""
    timetable = region.timetable
    if timetable is None or len(timetable.trips.pattern) == 0:
        return 0
    rides = [_ride(region, names_trip=True), _ride(region, names_trip=False)]
    begin = datetime.fromtimestamp(rides[0][0].time_ms / 1000, UTC)
    engine = build_engine(region, conditions=ConditionsPublisher(), hold_ms=0, now=begin)
    count = 0
    for fixes in zip(*rides, strict=True):
        now = datetime.fromtimestamp(fixes[0].time_ms / 1000, UTC)
        count += len(engine.tick(fixes, now=now))
    return count + len(engine.settled.settle_all(hints=engine.hints))


def _ride(region: Region, *, names_trip: bool) -> list[Fix]:
    """Straight from stop to stop by the timetable of the region's first trip."""
    timetable = region.timetable
    assert timetable is not None
    day = date.fromordinal(timetable.services.first_day)
    schedule = Schedule(timetable, region.zone)
    first = int(timetable.patterns.stop_start[timetable.trips.pattern[0]])
    stops = timetable.patterns.stop[first : first + min(schedule.stop_count(0), MOST_STOPS)]
    lats, lons = timetable.stops.lat[stops].tolist(), timetable.stops.lon[stops].tolist()
    hint = TripHint(trip_id=timetable.trips.id[0], day=day.isoformat())
    fixes: list[Fix] = []
    for leg in range(len(stops) - 1):
        here, there = (
            schedule.departure_ms(0, day=day.toordinal(), position=at) for at in (leg, leg + 1)
        )
        for step in range(FIXES_A_LEG):
            ratio = step / FIXES_A_LEG
            time_ms = here + round(ratio * (there - here)) + 1000 * len(fixes)
            fixes.append(
                Fix(
                    vehicle=f"warm/{int(names_trip)}",
                    time_ms=time_ms,
                    received_ms=time_ms,
                    lat=lats[leg] + ratio * (lats[leg + 1] - lats[leg]),
                    lon=lons[leg] + ratio * (lons[leg + 1] - lons[leg]),
                    speed_mps=0.0 if step == 0 else 8.0,
                    heading_deg=0.0,
                    quality=FixQuality.GPS,
                    hint=hint if names_trip else TripHint(),
                    low_floor=Access.YES,
                )
            )
    return fixes
