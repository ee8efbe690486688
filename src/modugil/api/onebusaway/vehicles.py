"""vehicles-for-agency: every vehicle heard of lately; written once for each snapshot."""

from msgspec import UNSET

from modugil.api.onebusaway.ask import Ask
from modugil.api.onebusaway.status import (
    fix_ms,
    occupancy_word,
    phase_word,
    position_of,
    tell_status,
    vehicle_agency,
    vehicle_id,
)
from modugil.api.onebusaway.structs import VehicleStatus

_KEPT = "onebusaway.vehicles."


def vehicles_for_agency(ask: Ask) -> bytes:
    """The vehicles of the agency; of another time than now none is known."""
    region, agency = ask.region, ask.find_agency()
    fleet = ask.fleet()
    refs = region.references()
    refs.agencies.add(agency)
    told = []
    for state in fleet.vehicles:
        if vehicle_agency(region, state) != agency:
            continue
        run = fleet.look_at(state.run) if state.run is not None else None
        leads = run is not None and run.vehicle is state
        if state.run is not None:
            refs.trips.add(state.run.trip)
        change = run.change if run is not None else None
        told.append(
            VehicleStatus(
                vehicle_id=vehicle_id(region, state),
                last_update_time=fix_ms(state),
                last_location_update_time=fix_ms(state),
                location=position_of(state),
                trip_id=region.ids.trips[state.run.trip] if state.run is not None else "",
                trip_status=tell_status(region, fleet, run, refs)
                if run is not None and leads
                else UNSET,
                occupancy_status=occupancy_word(state, change=change),
                phase=phase_word(state),
                status="default" if leads and run is not None and run.predicted else "SCHEDULED",
            )
        )
    return ask.tell_list(told, refs)
