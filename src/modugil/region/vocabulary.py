"""The words of the arrays: what each number in a coded array means.

Street words are OSM's; 0 always means that nothing is known or nothing is there.
"""

from enum import IntEnum, IntFlag


class WayKind(IntEnum):
    """What an edge is. Source: OSM highway=*, footway=*, area=*, railway=platform."""

    OTHER = 0
    FOOTWAY = 1
    SIDEWALK = 2
    CROSSING = 3
    TRAFFIC_ISLAND = 4
    PEDESTRIAN = 5
    PATH = 6
    STEPS = 7
    ESCALATOR = 8
    ELEVATOR = 9
    CORRIDOR = 10
    PLATFORM = 11
    AREA = 12
    CYCLEWAY = 13
    TRACK = 14
    LIVING_STREET = 15
    SERVICE = 16
    RESIDENTIAL = 17
    UNCLASSIFIED = 18
    TERTIARY = 19
    SECONDARY = 20
    PRIMARY = 21
    TRUNK = 22
    LINK = 23
    """A short link of ours: from a place or stop to the network, or into an area."""


class Surface(IntEnum):
    """What an edge is paved with. Source: OSM surface=*, grouped as wheelchair engines do."""

    UNKNOWN = 0
    ASPHALT = 1
    CONCRETE = 2
    PAVED = 3
    PAVING_STONES = 4
    SETT = 5
    COBBLESTONE = 6
    COMPACTED = 7
    FINE_GRAVEL = 8
    GRAVEL = 9
    UNPAVED = 10
    GROUND = 11
    DIRT = 12
    GRASS = 13
    SAND = 14
    WOOD = 15
    METAL = 16
    GRASS_PAVER = 17
    MUD = 18


class Smoothness(IntEnum):
    """How even an edge is, best to worst. Source: OSM smoothness=*."""

    UNKNOWN = 0
    EXCELLENT = 1
    GOOD = 2
    INTERMEDIATE = 3
    BAD = 4
    VERY_BAD = 5
    HORRIBLE = 6
    VERY_HORRIBLE = 7
    IMPASSABLE = 8


class Kerb(IntEnum):
    """A kerb to be crossed. NONE: none is told of here; UNKNOWN: one of unknown height."""

    NONE = 0
    UNKNOWN = 1
    FLUSH = 2
    LOWERED = 3
    ROLLED = 4
    RAISED = 5


class Barrier(IntEnum):
    """What stands in the way at a node. Source: OSM barrier=*."""

    NONE = 0
    BOLLARD = 1
    GATE = 2
    CYCLE_BARRIER = 3
    TURNSTILE = 4
    KISSING_GATE = 5
    STILE = 6
    BLOCK = 7
    LIFT_GATE = 8
    CHAIN = 9
    OTHER = 10
    ENTRANCE = 11
    """Not a barrier but a door: its width is `node_barrier_width_m`."""


class WheelchairTag(IntEnum):
    """What a mapper said of wheelchairs, which overrides measures. Source: OSM wheelchair=*."""

    UNKNOWN = 0
    YES = 1
    NO = 2
    LIMITED = 3
    DESIGNATED = 4


class SidewalkSide(IntEnum):
    """Where on a street one walks, seen in the direction tail to head."""

    NOT_A_STREET = 0
    LEFT = 1
    RIGHT = 2
    CARRIAGEWAY = 3
    """On the road itself: there is no sidewalk, or none is told of."""


class CrossingKind(IntEnum):
    """How a crossing is marked. Source: OSM crossing=*, crossing:markings, crossing:signals."""

    NONE = 0
    UNKNOWN = 1
    UNMARKED = 2
    MARKED = 3
    SIGNALS = 4


class KerbOrigin(IntEnum):
    """Who tells how high the kerb of a stop is."""

    MEASURES = 0
    """A table of measures, or nobody."""
    STREET_MAP = 1


class FactSource(IntEnum):
    """Where one fact about an edge comes from."""

    NONE = 0
    TAG = 1
    ELEVATION = 2
    DERIVED = 3


class EdgeFlag(IntFlag):
    """Yes/no properties of an edge that are plain fact, not access."""

    BRIDGE = 1
    TUNNEL = 2
    INDOOR = 4
    COVERED = 8
    LIT = 16
    SAMPLE = 32
    """Drawn for a sample region: not a real street."""


class PathwayMode(IntEnum):
    """GTFS pathways.txt pathway_mode."""

    WALKWAY = 1
    STAIRS = 2
    MOVING_SIDEWALK = 3
    ESCALATOR = 4
    ELEVATOR = 5
    FARE_GATE = 6
    EXIT_GATE = 7


class LocationType(IntEnum):
    """GTFS stops.txt location_type."""

    STOP = 0
    STATION = 1
    ENTRANCE = 2
    GENERIC_NODE = 3
    BOARDING_AREA = 4
