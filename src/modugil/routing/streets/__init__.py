"""Ways on streets for one person's needs: costs compiled once, then searched in many ways."""

from modugil.routing.streets.apply_conditions import apply_conditions
from modugil.routing.streets.barriers import barriers_along, list_barriers
from modugil.routing.streets.compile_needs import compile_needs
from modugil.routing.streets.edges_around import edges_around
from modugil.routing.streets.explain import explain_refusal, find_least_bad_way
from modugil.routing.streets.find_path import FoundPath, Place, find_path, path_length_m
from modugil.routing.streets.find_snaps import EdgePoint, Snaps, find_snaps
from modugil.routing.streets.find_way import find_way
from modugil.routing.streets.reach import (
    ReachableArea,
    Reached,
    area_lines,
    reach,
    reachable_area,
)
from modugil.routing.streets.reach_stops import StopReach, reach_stops
from modugil.routing.streets.relax_costs import relax_costs
from modugil.routing.streets.stop_access import StopAccess, compile_stop_access, stop_snaps
from modugil.routing.streets.street_costs import StreetCosts
from modugil.routing.streets.transfer_table import StreetTransfers, transfer_table
from modugil.routing.streets.travel_matrix import TravelMatrix, travel_matrix

__all__ = [
    "EdgePoint",
    "FoundPath",
    "Place",
    "ReachableArea",
    "Reached",
    "Snaps",
    "StopAccess",
    "StopReach",
    "StreetCosts",
    "StreetTransfers",
    "TravelMatrix",
    "apply_conditions",
    "area_lines",
    "barriers_along",
    "compile_needs",
    "compile_stop_access",
    "edges_around",
    "explain_refusal",
    "find_least_bad_way",
    "find_path",
    "find_snaps",
    "find_way",
    "list_barriers",
    "path_length_m",
    "reach",
    "reach_stops",
    "reachable_area",
    "relax_costs",
    "stop_snaps",
    "transfer_table",
    "travel_matrix",
]
