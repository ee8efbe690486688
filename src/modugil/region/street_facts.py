"""What the readers of street files hand over: points, facts about them, and lines with facts.

Every reader (OSM, OpenSidewalks) says what it found in these words; `street_graph` turns them into
the arrays of `Streets`. One line may have several `EdgeFacts`: a street and its tagged sidewalks.
"""

import math
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from modugil.core.access import Access
from modugil.region.streets import F64, I64
from modugil.region.vocabulary import (
    Barrier,
    CrossingKind,
    Kerb,
    SidewalkSide,
    Smoothness,
    Surface,
    WayKind,
    WheelchairTag,
)

NAN = math.nan


class Ground(IntEnum):
    """How a line lies on the ground, which decides whether elevation may be draped over it."""

    ON_GROUND = 0
    SPAN = 1
    """A bridge or tunnel: straight between the ground at its ends."""
    APART = 2
    """Indoors, on another level, steps: elevation of the ground says nothing about it."""


class NodeFacts(NamedTuple):
    """What is told of one point; fields as `Streets.node_*`.

    Unknown: the defaults.
    """

    kerb: Kerb = Kerb.NONE
    kerb_height_m: float = NAN
    barrier: Barrier = Barrier.NONE
    barrier_width_m: float = NAN
    wheelchair: WheelchairTag = WheelchairTag.UNKNOWN
    foot: Access = Access.YES
    """YES where there is no barrier."""
    elevator: bool = False
    tactile: Access = Access.UNKNOWN
    crossing: CrossingKind = CrossingKind.NONE
    """Told on the point where a crossing meets the road; passed on to the crossing itself."""
    crossing_island: Access = Access.UNKNOWN
    signal_sound: Access = Access.UNKNOWN
    is_crossing: bool = False
    """The facts are those of the crossing that meets the road here, not of the road."""


NO_NODE_FACTS = NodeFacts()


class EdgeFacts(NamedTuple):
    """What is told of one line, in the direction it is drawn; fields as `Streets.edge_*`.

    Unknown: the defaults.
    """

    kind: WayKind = WayKind.OTHER
    side: SidewalkSide = SidewalkSide.NOT_A_STREET
    flags: int = 0
    foot_forward: Access = Access.YES
    foot_backward: Access = Access.YES
    wheelchair: WheelchairTag = WheelchairTag.UNKNOWN
    surface: Surface = Surface.UNKNOWN
    smoothness: Smoothness = Smoothness.UNKNOWN
    width_m: float = NAN
    incline_ratio: float = NAN
    """Tagged incline, positive upwards in the direction of drawing."""
    cross_slope_ratio: float = NAN
    step_count: int = 0
    step_ramp: Access = Access.UNKNOWN
    step_ramp_stroller: Access = Access.UNKNOWN
    handrail: Access = Access.UNKNOWN
    kerb: Kerb = Kerb.NONE
    kerb_height_m: float = NAN
    crossing: CrossingKind = CrossingKind.NONE
    crossing_island: Access = Access.UNKNOWN
    tactile: Access = Access.UNKNOWN
    signal_sound: Access = Access.UNKNOWN
    level: float = NAN
    ground: Ground = Ground.ON_GROUND


Names = tuple[tuple[str, str], ...]
"""Pairs of language and text, "" for the published one; empty where there is no name."""


@dataclass(slots=True)
class StreetLine:
    """One line as drawn: the ids of its points in order and what is told of it."""

    way_id: int
    points: list[int]
    facts: tuple[EdgeFacts, ...]
    names: Names = ()


@dataclass(slots=True)
class RawStreets:
    """Everything read from one source.

    Shapes:  p points with `point_id` ascending; `node_facts` by point id.
    """

    source: int
    point_id: I64
    point_lat: F64
    point_lon: F64
    lines: list[StreetLine] = field(default_factory=list)
    node_facts: dict[int, NodeFacts] = field(default_factory=dict)
    sample: bool = False
