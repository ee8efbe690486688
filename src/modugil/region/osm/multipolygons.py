"""Areas drawn as relations: their member ways joined into closed rings."""

from typing import NamedTuple

from modugil.region.street_facts import EdgeFacts, Names


class Multipolygon(NamedTuple):
    """A relation of type multipolygon that is walked over.

    `outer` and `inner` are ids of ways: inner ones bound a hole, all others the area.
    """

    relation_id: int
    outer: list[int]
    inner: list[int]
    facts: EdgeFacts
    names: Names


def assemble_rings(ways: list[list[int]]) -> list[list[int]]:
    """The closed rings that the ways form, joined at equal ends; others are left out."""
    rings: list[list[int]] = []
    left = [way for way in ways if len(way) > 1]
    while left:
        ring = list(left.pop(0))
        while ring[0] != ring[-1]:
            row = next((i for i, way in enumerate(left) if ring[-1] in (way[0], way[-1])), None)
            if row is None:
                break
            way = left.pop(row)
            ring += way[1:] if way[0] == ring[-1] else way[-2::-1]
        if ring[0] == ring[-1] and len(ring) > 3:
            rings.append(ring)
    return rings
