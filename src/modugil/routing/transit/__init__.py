"""Transit search: a day of runs, walks between stops, and the journeys that no other beats."""

from modugil.routing.transit.boarding import BoardingRule, boarding_rule
from modugil.routing.transit.boarding_numbers import BoardingLimits, boarding_limits
from modugil.routing.transit.build_day import build_day
from modugil.routing.transit.changes import apply_conditions
from modugil.routing.transit.day import TransitDay, check_service_day
from modugil.routing.transit.lanes import NEVER
from modugil.routing.transit.merge_transfers import merge_transfers
from modugil.routing.transit.query import StopLabels, TransitQuery, at_stop, stop_labels
from modugil.routing.transit.search import (
    find_best_moment,
    search_all,
    search_transit,
    warm_up_search,
)
from modugil.routing.transit.station import StationLinks, station_links
from modugil.routing.transit.transfers import TransferTable, build_transfers, no_transfers

__all__ = [
    "NEVER",
    "BoardingLimits",
    "BoardingRule",
    "StationLinks",
    "StopLabels",
    "TransferTable",
    "TransitDay",
    "TransitQuery",
    "apply_conditions",
    "at_stop",
    "boarding_limits",
    "boarding_rule",
    "build_day",
    "build_transfers",
    "check_service_day",
    "find_best_moment",
    "merge_transfers",
    "no_transfers",
    "search_all",
    "search_transit",
    "station_links",
    "stop_labels",
    "warm_up_search",
]
