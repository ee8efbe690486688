"""Vehicles on their trip but away from its way: since when, and how far."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from modugil.core.geo import LatLon
from modugil.live.operations.count_fleet import STALE_MS, name_run
from modugil.live.operations.look import Fleet, as_instant, as_ms
from modugil.live.operations.network import ServiceNetwork
from modugil.live.operations.told.runs import OffRouteAnswer, OffRouteVehicle
from modugil.live.operations.way_of import distance_to_way_m
from modugil.live.progress import VehicleStatus


@dataclass(slots=True)
class _Away:
    run: tuple[int, int]
    since_ms: int
    away_m: float = 0.0
    farthest_m: float = 0.0


class OffRoute:
    """Remembers since when each vehicle is off its way."""

    def __init__(self) -> None:
        """Nobody is."""
        self._away: dict[str, _Away] = {}

    def note(self, network: ServiceNetwork, fleet: Fleet) -> None:
        """What the fleet does now. One that is not heard of any more stays where it was."""
        away = {}
        for row in np.flatnonzero(fleet.status == VehicleStatus.DETOUR).tolist():
            vehicle, run = fleet.vehicle[row], (int(fleet.trip[row]), int(fleet.day[row]))
            one = self._away.get(vehicle)
            if one is None or one.run != run:
                one = _Away(run, int(fleet.heard_ms[row]))
            place = LatLon(float(fleet.lat[row]), float(fleet.lon[row]))
            one.away_m = distance_to_way_m(network, run[0], place)
            one.farthest_m = max(one.farthest_m, one.away_m)
            away[vehicle] = one
        self._away = away

    def show(self, network: ServiceNetwork, fleet: Fleet, *, now: datetime) -> OffRouteAnswer:
        """Who is off the way and heard of, the longest first."""
        now_ms = as_ms(now)
        told = []
        for row, vehicle in enumerate(fleet.vehicle):
            one = self._away.get(vehicle)
            if one is None or now_ms - fleet.heard_ms[row] > STALE_MS:
                continue
            names = name_run(network, *one.run)
            del names["direction"]
            told.append(
                OffRouteVehicle(
                    vehicle=vehicle,
                    since=as_instant(one.since_ms),
                    lasts_s=max(0.0, (now_ms - one.since_ms) / 1000.0),
                    away_m=one.away_m,
                    farthest_m=one.farthest_m,
                    lat=float(fleet.lat[row]),
                    lon=float(fleet.lon[row]),
                    heard_at=as_instant(int(fleet.heard_ms[row])),
                    **names,
                )
            )
        return OffRouteAnswer(as_of=now, vehicles=sorted(told, key=lambda one: one.since))
