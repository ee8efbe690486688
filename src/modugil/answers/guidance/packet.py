"""One packet for one trip: the way, every street within 300 m of it, what each costs this person.

The device snaps, instructs, warns and finds another way from it alone: after it was loaded nothing
of where somebody is leaves the device. Facts about objects are told as numbers, in the units people
use; the sentences are made on the device, for a way that it found itself as for the first one.
Points are [longitude, latitude]. What is not known is left out.
"""

from typing import Literal

import msgspec

from modugil.answers.itinerary import AccessWord, PlaceRef, SourceCredit
from modugil.core.language import Language

NEAR_M = 300.0
"""So far from the way the streets are in the packet."""
ActWord = Literal["go", "cross", "steps", "escalator", "elevator"]
CrossingWord = Literal["signals", "marked", "unmarked", "unknown"]
Point = tuple[float, float]


class Cost(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """What it costs this person to pass: generalised seconds, which the best way has least of.

    Unknown: `unverified_m` metres of which a fact that the needs ask for is not known; their price
             is in `cost_s`.
    """

    cost_s: float
    time_s: float
    unverified_m: float = 0.0
    barred: bool = False
    """Refuses this person, who is led past it all the same: `cost_s` holds a price for it. Only in
    the packet of a least-bad way."""


class PacketNode(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """Where streets meet; its cost is added when a way passes it, not when one begins at it."""

    at: Point
    cost: Cost | None = Cost(cost_s=0.0, time_s=0.0)
    """None where it refuses this person."""
    kerb_cm: float | None = None
    """Of a kerb that stands there; None without a kerb or where its height is not known."""
    kerb_unknown: bool = False
    """A kerb is there and nobody knows how high."""
    elevator: bool = False
    barrier: str = ""
    """gate, bollard, stile ... as OSM names it; "" where nothing stands there."""
    width_cm: float | None = None
    """Between the posts or in the gate."""


class PacketEdge(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """One stretch of street between two nodes; what differs by direction is told from a to b."""

    a: int
    b: int
    """Rows of `nodes`."""
    line: list[Point]
    """From a to b, both ends included."""
    length_m: float
    forward: Cost | None = None
    """From a to b; None where it refuses this person."""
    backward: Cost | None = None
    act: ActWord = "go"
    name: int = -1
    """Row of `names`, or -1."""
    up_percent: float | None = None
    """The steepest climb from a to b; from b to a it is the steepest fall."""
    down_percent: float | None = None
    rises: AccessWord = "unknown"
    """Whether b lies higher than a: up the steps or down them."""
    step_count: int | None = None
    """None where there are no steps, -1 where nobody counted them."""
    handrail: AccessWord = "unknown"
    crossing: CrossingWord | None = None
    signal_sound: AccessWord = "unknown"
    kerb_cm: float | None = None
    kerb_unknown: bool = False
    cross_slope_percent: float | None = None
    width_cm: float | None = None
    surface: str = ""
    """As OSM names it; "" where not known."""
    tactile: AccessWord = "unknown"
    on_road: bool = False
    """One goes on the carriageway itself."""


class PassedEdge(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """An edge as the way passes it, possibly only a part of it.

    The first and the last may have no length: where a way begins at the end of an edge, it passes
    the node there, and only that counts.

    Units:   shares of its length from a (0) to b (1); `from_ratio` is the greater when backward.
    """

    edge: int
    backward: bool = False
    from_ratio: float = 0.0
    to_ratio: float = 1.0


class GuidedLeg(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """One leg: to be guided along where `kind` is "walk", to be told where it is "ride".

    A walk whose `passed` is empty leads through no street that is known; its line is straight.
    """

    kind: Literal["walk", "ride"]
    start: PlaceRef
    end: PlaceRef
    line: list[Point]
    """From start to end, the links beside the street included."""
    passed: list[PassedEdge] = []
    departure: str = ""
    arrival: str = ""
    texts: list[str] = []
    """Whole sentences: of a ride all there is to tell, of a walk what leads through a station."""
    warnings: list[str] = []


class StreetName(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A street's name, and how one says to go along it: "along Tapdong-ro", "탑동로를 따라"."""

    name: str
    along: str


class Landmark(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """Something to know a spot by: a sight, stop, toilet or charger, by the name people know."""

    at: Point
    name: str
    kind: str


class PacketToilet(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """A toilet near the way: whether this person can use it, and why in words.

    Units:   open or not at the time when the walk beside it begins.
    """

    at: Point
    place: PlaceRef
    usable: AccessWord
    why: str = ""


class GuidancePacket(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Everything for one trip in one language: same question, same packet."""

    region: str
    language: Language
    asked_at: str
    needs: str
    needs_text: str
    speed_mps: float
    start: PlaceRef
    end: PlaceRef
    summary: str
    """One sentence of the whole trip."""
    passes: bool
    """False for a least-bad way: something on it breaks the needs; `warnings` says what."""
    warnings: list[str]
    legs: list[GuidedLeg]
    nodes: list[PacketNode]
    edges: list[PacketEdge]
    names: list[StreetName]
    landmarks: list[Landmark]
    toilets: list[PacketToilet]
    credits: list[SourceCredit]
