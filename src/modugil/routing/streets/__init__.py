"""Ways on streets for one person's needs: costs compiled once, then searched in many ways."""

from modugil.routing.streets.barriers import list_barriers
from modugil.routing.streets.compile_needs import compile_needs
from modugil.routing.streets.find_path import Place, find_path
from modugil.routing.streets.find_snaps import EdgePoint, Snaps, find_snaps
from modugil.routing.streets.find_way import find_way
from modugil.routing.streets.reach_stops import StopReach, reach_stops
from modugil.routing.streets.stop_access import StopAccess, compile_stop_access, stop_snaps
from modugil.routing.streets.street_costs import StreetCosts
from modugil.routing.streets.transfer_table import StreetTransfers, transfer_table

__all__ = [
    "EdgePoint",
    "Place",
    "Snaps",
    "StopAccess",
    "StopReach",
    "StreetCosts",
    "StreetTransfers",
    "compile_needs",
    "compile_stop_access",
    "find_path",
    "find_snaps",
    "find_way",
    "list_barriers",
    "reach_stops",
    "stop_snaps",
    "transfer_table",
]
