"""The sheet that streets are drawn on: nodes, ways, and what lies near a point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .plane import Line, Point, crosses, distance, project

CELL_M = 120.0
NEAR_END_M = 20.0  # around its own ends a line may come close to others
SOURCE = "modugil-sample"
Tags = dict[str, str]


@dataclass
class Node:
    """A point of the drawing; ids count from 1."""

    id: int
    at: Point
    tags: Tags


@dataclass
class Way:
    """A line of the drawing through its nodes."""

    id: int
    nodes: list[int]
    tags: Tags
    foot: bool
    open: bool  # others may start from it: not barred and not steps


@dataclass(frozen=True)
class Piece:
    """One straight part of a way."""

    way: int
    a: int
    b: int


@dataclass
class Drawing:
    """Everything drawn so far."""

    nodes: dict[int, Node] = field(default_factory=dict)
    ways: dict[int, Way] = field(default_factory=dict)
    middles: dict[str, int] = field(default_factory=dict)
    _cells: dict[tuple[int, int], set[Piece]] = field(default_factory=dict)

    def node(self, at: Point, tags: Tags | None = None) -> int:
        """Put a point down."""
        number = len(self.nodes) + 1
        self.nodes[number] = Node(number, at, dict(tags or {}))
        return number

    def at(self, node: int) -> Point:
        """Where a node is."""
        return self.nodes[node].at

    def way(
        self, nodes: Iterable[int], tags: Tags, *, foot: bool = True, open_: bool = True
    ) -> int:
        """Join nodes to a way; every way says that it is a sample."""
        number = len(self.ways) + 1
        way = Way(number, list(nodes), {**tags, "source": SOURCE}, foot, open_)
        self.ways[number] = way
        for a, b in zip(way.nodes, way.nodes[1:], strict=False):
            self._index(Piece(number, a, b))
        return number

    def path(self, start: int, via: Line, end: int, tags: Tags, *, open_: bool = True) -> list[int]:
        """A way on foot from a node over new points to a node; its nodes."""
        nodes = [start, *(self.node(point) for point in via), end]
        self.way(nodes, tags, open_=open_)
        return nodes

    def nearest(self, point: Point, *, within_m: float) -> tuple[float, Piece | None]:
        """The closest piece that people walk and others may start from."""
        best: tuple[float, Piece | None] = (within_m, None)
        for piece in self._pieces_near(point, point, within_m):
            way = self.ways[piece.way]
            if not (way.foot and way.open):
                continue
            metres = project(point, self.at(piece.a), self.at(piece.b))[1]
            if metres < best[0] or (metres == best[0] and best[1] is None):
                best = (metres, piece)
        return best

    def attach(self, point: Point, *, within_m: float) -> int | None:
        """A node on the closest walked way, made there if need be; None if all are too far."""
        _, piece = self.nearest(point, within_m=within_m)
        if piece is None:
            return None
        a, b = self.at(piece.a), self.at(piece.b)
        share, _ = project(point, a, b)
        metres = distance(a, b)
        if share * metres < 1.5:
            return piece.a
        if (1 - share) * metres < 1.5:
            return piece.b
        node = self.node((a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share))
        self.insert(piece, node)
        return node

    def insert(self, piece: Piece, node: int) -> None:
        """Put a node into a way between two others."""
        way = self.ways[piece.way]
        for i in range(len(way.nodes) - 1):
            if way.nodes[i] == piece.a and way.nodes[i + 1] == piece.b:
                way.nodes.insert(i + 1, node)
                break
        for cell in _cells_of(self.at(piece.a), self.at(piece.b), 0.0):
            self._cells[cell].discard(piece)
        self._index(Piece(piece.way, piece.a, node))
        self._index(Piece(piece.way, node, piece.b))

    def is_free(self, line: Line, *, room_m: float, touching: set[int]) -> bool:
        """Whether a line crosses nothing and keeps its distance, save around nodes it touches."""
        ends = [self.at(node) for node in touching]
        for p, q in zip(line, line[1:], strict=False):
            for piece in self._pieces_near(p, q, room_m):
                if piece.a in touching or piece.b in touching:
                    continue
                a, b = self.at(piece.a), self.at(piece.b)
                if crosses(p, q, a, b):
                    return False
                if any(min(distance(a, end), distance(b, end)) < NEAR_END_M for end in ends):
                    continue
                gaps = (project(a, p, q)[1], project(b, p, q)[1])
                if min(*gaps, project(p, a, b)[1], project(q, a, b)[1]) < room_m:
                    return False
        return True

    def _index(self, piece: Piece) -> None:
        for cell in _cells_of(self.at(piece.a), self.at(piece.b), 0.0):
            self._cells.setdefault(cell, set()).add(piece)

    def _pieces_near(self, p: Point, q: Point, room_m: float) -> Iterator[Piece]:
        found: set[Piece] = set()
        for cell in _cells_of(p, q, room_m):
            found |= self._cells.get(cell, set())
        yield from sorted(found, key=lambda piece: (piece.way, piece.a, piece.b))


def _cells_of(p: Point, q: Point, room_m: float) -> Iterator[tuple[int, int]]:
    """The cells of the box around p-q with some room."""
    low = (min(p[0], q[0]) - room_m, min(p[1], q[1]) - room_m)
    high = (max(p[0], q[0]) + room_m, max(p[1], q[1]) + room_m)
    for x in range(int(low[0] // CELL_M), int(high[0] // CELL_M) + 1):
        for y in range(int(low[1] // CELL_M), int(high[1] // CELL_M) + 1):
            yield x, y
