"""A course as a chain of edges beside the streets: what was measured, and what it costs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from modugil.answers.courses.judge import CourseVerdict
from modugil.answers.guidance.build_streets import PacketStreets
from modugil.answers.guidance.course_pieces import (
    Piece,
    cut_stretch,
    judge_piece,
    list_piece_facts,
)
from modugil.answers.guidance.distances import measure_to_points
from modugil.answers.guidance.packet import Cost, PacketEdge, PacketNode, PassedEdge
from modugil.answers.guidance.told_numbers import COST_DIGITS, METRE_DIGITS, round_line
from modugil.core.access import Access
from modugil.core.geo import LatLon
from modugil.places.courses.course import Course, Stretch
from modugil.routing.needs import Needs
from modugil.routing.streets.facts import unknown_factor
from modugil.routing.streets.relax_costs import PLACE_S

TIE_M = 15.0
"""A street's end so near to one of the chain's is tied to it."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A course's edges, appended to those of the streets; `passed` of each of its stretches."""

    nodes: list[PacketNode]
    edges: list[PacketEdge]
    passed: dict[Stretch, list[PassedEdge]]

    @property
    def passes(self) -> bool:
        """Whether nothing on it refuses these needs."""
        rows = [one.edge for passed in self.passed.values() for one in passed]
        costs = [self.edges[row].forward for row in rows]
        return not any(cost is None or cost.barred for cost in costs)


class ChainBuilder:
    """Puts a course beside the streets of a packet."""

    def __init__(self, course: Course, verdict: CourseVerdict, needs: Needs) -> None:
        """`verdict` is that of these needs."""
        self._course = course
        self._verdict = verdict
        self._needs = needs

    def build(self, streets: PacketStreets) -> Chain:
        """The chain of each stretch that has a length, tied to the streets where they are near."""
        nodes, edges = list(streets.nodes), list(streets.edges)
        passed: dict[Stretch, list[PassedEdge]] = {}
        for stretch in self._course.stretches:
            pieces = cut_stretch(stretch)
            if not pieces:
                continue
            first, row = len(nodes), len(edges)
            ends = [pieces[0].line[0], *(piece.line[-1] for piece in pieces)]
            nodes += [PacketNode(at=round_line([(one.lon, one.lat)])[0]) for one in ends]
            edges += [self._edge(piece, first + place) for place, piece in enumerate(pieces)]
            passed[stretch] = [PassedEdge(edge=row + place) for place in range(len(pieces))]
            edges += self._tie(ends, first, streets)
        return Chain(nodes, edges, passed)

    def _edge(self, piece: Piece, a: int) -> PacketEdge:
        cost = self._price(piece.length_m, judge_piece(piece, self._verdict))
        return PacketEdge(
            a=a,
            b=a + 1,
            line=round_line([(one.lon, one.lat) for one in piece.line]),
            length_m=piece.length_m,
            forward=cost,
            backward=cost,
            **list_piece_facts(piece, self._course),
        )

    def _price(self, length_m: float, access: Access) -> Cost:
        """The way both ways on the level; what refuses is passed at a price, and says so."""
        time_s = round(length_m / self._needs.speed_mps, COST_DIGITS)
        factor = unknown_factor(self._needs)
        if access is Access.YES:
            return Cost(cost_s=time_s, time_s=time_s)
        if access is Access.NO or not np.isfinite(factor):
            price_s = round(time_s + PLACE_S, COST_DIGITS)
            return Cost(cost_s=price_s, time_s=time_s, barred=True)
        cost_s = round(time_s * factor, COST_DIGITS)
        return Cost(cost_s=cost_s, time_s=time_s, unverified_m=length_m)

    def _tie(self, ends: Sequence[LatLon], first: int, streets: PacketStreets) -> list[PacketEdge]:
        """A short edge over ground that nobody knows from each end to the nearest street's."""
        ties: list[PacketEdge] = []
        for place, end in enumerate(ends):
            here = np.array([end.lat]), np.array([end.lon])
            away = [float(measure_to_points(*here, [one.at])[0]) for one in streets.nodes]
            nearest = int(np.argmin(away)) if away else -1
            if nearest < 0 or away[nearest] > TIE_M:
                continue
            length_m = round(away[nearest], METRE_DIGITS)
            asks = self._needs.asks_anything
            cost = self._price(length_m, Access.UNKNOWN if asks else Access.YES)
            if cost.barred:
                continue
            line = [(end.lon, end.lat), streets.nodes[nearest].at]
            ties.append(
                PacketEdge(
                    a=first + place,
                    b=nearest,
                    line=round_line(line),
                    length_m=length_m,
                    forward=cost,
                    backward=cost,
                )
            )
        return ties
