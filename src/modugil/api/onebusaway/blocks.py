"""block and shape: what one vehicle drives in a day, and the line that a trip follows."""

from modugil.answers.arrivals.plans import TripPlan
from modugil.api.onebusaway.ask import Ask
from modugil.api.onebusaway.polylines import encode_shape
from modugil.api.onebusaway.structs import Told


class BlockCall(Told, kw_only=True):
    """One stop time within a block, seconds since the service day began."""

    stop_id: str
    arrival_time: int
    departure_time: int
    pickup_type: int
    drop_off_type: int


class BlockStopTime(Told, kw_only=True):
    """One call, counted over all trips of the block."""

    block_sequence: int
    distance_along_block: float
    accumulated_slack_time: float
    stop_time: BlockCall


class BlockTrip(Told, kw_only=True):
    """One trip of the block."""

    trip_id: str
    distance_along_block: float
    accumulated_slack_time: float
    block_stop_times: list[BlockStopTime]


class BlockConfiguration(Told, kw_only=True):
    """What is driven on days on which these services run."""

    active_service_ids: list[str]
    inactive_service_ids: list[str]
    trips: list[BlockTrip]


class Block(Told, kw_only=True):
    """The trips that one vehicle drives one after the other."""

    id: str
    configurations: list[BlockConfiguration]


def block(ask: Ask) -> bytes:
    """One block: one configuration for each service whose trips it holds."""
    region, row = ask.region, ask.find("block")
    trips = region.arrivals.blocks.list_trips(row)
    service = region.timetable.trips.service
    by_service: dict[int, list[int]] = {}
    for trip in trips:
        by_service.setdefault(int(service[trip]), []).append(trip)
    names = region.ids.services
    refs = region.references()
    refs.trips.update(trips)
    configurations = []
    for own, rows in by_service.items():
        plans = [region.arrivals.plans.get(trip) for trip in rows]
        for plan in plans:
            refs.stops.update(plan.way.stops)
        configurations.append(
            BlockConfiguration(
                active_service_ids=[names[own]],
                inactive_service_ids=[names[one] for one in by_service if one != own],
                trips=_tell_trips(ask, plans),
            )
        )
    entry = Block(id=region.ids.blocks[row], configurations=configurations)
    return ask.tell_one(entry, refs)


def shape(ask: Ask) -> bytes:
    """The line of that shape."""
    line = encode_shape(ask.region.timetable, ask.find("shape"))
    return ask.tell_one(line, ask.region.references())


def _tell_trips(ask: Ask, plans: list[TripPlan]) -> list[BlockTrip]:
    """Distances and standing times add up from trip to trip."""
    ids, told = ask.region.ids, []
    driven_m, slack_s, sequence = 0.0, 0.0, 0
    for plan in plans:
        calls, begun_m, begun_s = [], driven_m, slack_s
        way = plan.way
        for position, stop in enumerate(way.stops):
            calls.append(
                BlockStopTime(
                    block_sequence=sequence,
                    distance_along_block=round(
                        driven_m + way.along_m[position] - way.along_m[0], 1
                    ),
                    accumulated_slack_time=slack_s,
                    stop_time=BlockCall(
                        stop_id=ids.stops[stop],
                        arrival_time=plan.arrival_s[position],
                        departure_time=plan.departure_s[position],
                        pickup_type=0 if way.boards[position] else 1,
                        drop_off_type=0 if way.alights[position] else 1,
                    ),
                )
            )
            slack_s += plan.departure_s[position] - plan.arrival_s[position]
            sequence += 1
        driven_m += way.length_m - way.along_m[0]
        told.append(
            BlockTrip(
                trip_id=ids.trips[plan.trip],
                distance_along_block=round(begun_m, 1),
                accumulated_slack_time=begun_s,
                block_stop_times=calls,
            )
        )
    return told
