"""The streets of a region as arrays: facts about objects, never about people.

A street edge is one stretch between two nodes with the same attributes all along. It is stored once
and can be passed both ways unless `edge_foot_forward`/`_backward` says otherwise. A street with
tagged sidewalks is two or three parallel edges (`edge_side`). An elevator is a node on the way or
an edge of kind ELEVATOR. A kerb or barrier is a fact of a node: whoever passes through crosses it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modugil.region.texts import LocalTexts

U8 = NDArray[np.uint8]
I32 = NDArray[np.int32]
I64 = NDArray[np.int64]
F32 = NDArray[np.float32]
F64 = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Streets:
    """Nodes, edges, their geometry, and how they hang together.

    Shapes:  n nodes, m edges, g points of geometry, L landmarks; see each field.
    Units:   metres, ratios (rise over run), WGS 84 degrees.
    Unknown: NaN for a measure, 0 for a coded value (`vocabulary`), `Access.UNKNOWN` for access.
    """

    # nodes, [n]
    node_lat: F64
    node_lon: F64
    node_osm_id: I64
    """The OSM node id, negative for OpenSidewalks or our own; unique within `edge_source`."""
    node_elevation_m: F32
    node_kerb: U8
    """Kerb."""
    node_kerb_height_m: F32
    node_barrier: U8
    """Barrier."""
    node_barrier_width_m: F32
    node_wheelchair: U8
    """WheelchairTag."""
    node_foot: U8
    """Access of the barrier for people on foot: NO for a locked or private gate."""
    node_elevator: U8
    """1 where passing the node means riding an elevator."""
    node_tactile: U8
    """Access: tactile paving."""

    # edges, [m]
    edge_tail: I32
    edge_head: I32
    edge_length_m: F32
    edge_kind: U8
    """WayKind."""
    edge_side: U8
    """SidewalkSide."""
    edge_way_id: I64
    edge_name: I32
    """Row of `names`, or -1."""
    edge_source: U8
    """Row of the manifest's sources."""
    edge_flags: U8
    """EdgeFlag."""
    edge_foot_forward: U8
    """Access for people on foot, tail to head."""
    edge_foot_backward: U8
    edge_wheelchair: U8
    """WheelchairTag."""
    edge_surface: U8
    edge_smoothness: U8
    edge_width_m: F32
    """Narrowest known width, maxwidth:physical included."""
    edge_slope_up_ratio: F32
    """Steepest climb met going tail to head (>= 0); going head to tail it is the steepest fall."""
    edge_slope_down_ratio: F32
    """Steepest fall met going tail to head (>= 0)."""
    edge_slope_error_ratio: F32
    """Half the width of the error band of both slopes; 0 for a tagged incline."""
    edge_slope_source: U8
    """FactSource; NONE where the slopes are NaN. incline=up/down alone gives NaN slopes."""
    edge_climb_m: F32
    """Metres climbed in all, tail to head; NaN where unknown."""
    edge_descent_m: F32
    edge_cross_slope_ratio: F32
    edge_step_count: np.ndarray[tuple[int], np.dtype[np.int16]]
    """0: no steps, -1: steps of unknown number."""
    edge_step_ramp: U8
    """Access: steps with a ramp for wheelchairs (ramp:wheelchair)."""
    edge_step_ramp_stroller: U8
    """Access: steps with a ramp for strollers (ramp:stroller, or the wheelchair ramp)."""
    edge_handrail: U8
    """Access."""
    edge_kerb: U8
    """Kerb met on the edge itself: sided tags such as sidewalk:left:kerb, kerb=* on a crossing."""
    edge_kerb_height_m: F32
    edge_crossing: U8
    """CrossingKind."""
    edge_crossing_island: U8
    """Access."""
    edge_tactile: U8
    """Access: tactile paving along the edge."""
    edge_signal_sound: U8
    """Access: the crossing's signal can be heard or felt."""
    edge_level: F32
    """OSM level, NaN where not told; the lower one for an elevator."""

    # geometry: the points between and including tail and head, in that order
    shape_start: I64
    """[m + 1] into shape_lat, shape_lon."""
    shape_lat: F64
    shape_lon: F64

    # adjacency: arcs leaving each node; arc value = edge * 2 + (1 if head to tail)
    arc_start: I32
    """[n + 1]"""
    arc_edge: I32
    """[2 m] edge * 2 + backward."""
    arc_to: I32
    """[2 m] the node the arc arrives at."""

    # lower bounds: metres from each node to each landmark over all edges, whoever may use them
    landmark_m: F32
    """[n, L]; +inf where not connected. For A* with any needs: metres over the fastest speed."""

    # a grid of cells over the bounding box, for finding edges near a point
    grid_origin_lat: float
    grid_origin_lon: float
    grid_cell_lat: float
    grid_cell_lon: float
    grid_rows: int
    grid_columns: int
    grid_start: I32
    """[rows * columns + 1]"""
    grid_edge: I32
    """Edges whose geometry touches the cell."""

    names: LocalTexts

    @property
    def node_count(self) -> int:
        """How many nodes there are."""
        return len(self.node_lat)

    @property
    def edge_count(self) -> int:
        """How many edges there are."""
        return len(self.edge_tail)
