"""Rules about vehicles and trips being the same in both feeds."""

from collections.abc import Iterator

from google.transit import gtfs_realtime_pb2 as pb

from modugil.live.validation.rule import Rule, Said, Seen

Run = tuple[str, str, str]
"""trip_id, start_date, start_time."""


def _run_of(trip: pb.TripDescriptor) -> Run:
    return trip.trip_id, trip.start_date, trip.start_time


def _list_updates(seen: Seen) -> Iterator[tuple[str, Run, str]]:
    for id, update in seen.updates():
        if update.trip.trip_id and not update.trip.HasField("modified_trip"):
            yield id, _run_of(update.trip), update.vehicle.id


def _list_positions(seen: Seen) -> Iterator[tuple[str, Run, str]]:
    for id, vehicle in seen.positions():
        if vehicle.trip.trip_id:
            yield id, _run_of(vehicle.trip), vehicle.vehicle.id


def find_paired_otherwise(seen: Seen) -> Iterator[Said]:
    """Trips that another vehicle drives in the other feed, and vehicles on another trip there."""
    by_run = {run: vehicle for _, run, vehicle in _list_positions(seen) if vehicle}
    by_vehicle = {vehicle: run for _, run, vehicle in _list_positions(seen) if vehicle}
    for id, run, vehicle in _list_updates(seen):
        if not vehicle:
            continue
        if by_run.get(run, vehicle) != vehicle:
            yield id, f"trip {run[0]}: vehicle {vehicle} here, {by_run[run]} in positions"
        elif by_vehicle.get(vehicle, run) != run:
            yield (
                id,
                f"vehicle {vehicle}: trip {run[0]} here, {by_vehicle[vehicle][0]} in positions",
            )


def find_in_one_only(seen: Seen) -> Iterator[Said]:
    """Trips and vehicles that only one of the two feeds knows; a trip nobody drives needs none."""
    has_updates = any(True for _ in seen.updates())
    has_positions = any(True for _ in seen.positions())
    if not (has_updates and has_positions):
        return
    updated = {run for _, run, _ in _list_updates(seen)}
    vehicles = {vehicle.vehicle.id for _, vehicle in seen.positions()}
    for id, run, _ in _list_positions(seen):
        if run not in updated:
            yield id, f"trip {run[0]} is in no update"
    for id, _, vehicle in _list_updates(seen):
        if vehicle and vehicle not in vehicles:
            yield id, f"vehicle {vehicle} is in no position"


RULES = (
    Rule(
        "E047",
        "운행과 차량의 짝은 두 피드에서 같아야 합니다.",
        "The same vehicle drives the same trip in both feeds.",
        find_paired_otherwise,
    ),
    Rule(
        "W003",
        "운행과 차량은 두 피드에 모두 있는 것이 좋습니다.",
        "Trips and vehicles should be in both feeds.",
        find_in_one_only,
    ),
)
