"""Facts about points and lines as columns of numbers, one array a fact."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modugil.region.street_facts import NO_NODE_FACTS, EdgeFacts, Names, NodeFacts, RawStreets
from modugil.region.street_lines import list_node_facts
from modugil.region.streets import I32
from modugil.region.texts import LocalTexts, build_local_texts
from modugil.region.vocabulary import EdgeFlag

Columns = dict[str, NDArray[Any]]

FLOAT_FACTS = frozenset(
    {"width_m", "incline_ratio", "cross_slope_ratio", "kerb_height_m", "barrier_width_m", "level"}
)
MOST_STEPS = np.iinfo(np.int16).max


def _kind_of(fact: str) -> type[np.generic]:
    if fact in FLOAT_FACTS:
        return np.float32
    return np.int16 if fact == "step_count" else np.uint8


def edge_columns(facts: Sequence[EdgeFacts]) -> Columns:
    """One array for each field of EdgeFacts, a row a fact sheet."""
    values = list(zip(*facts, strict=True)) or [()] * len(EdgeFacts._fields)
    return {
        fact: np.array(column, dtype=_kind_of(fact))
        for fact, column in zip(EdgeFacts._fields, values, strict=True)
    }


def node_columns(raws: Sequence[RawStreets], *, point_count: int) -> Columns:
    """One array for each field of NodeFacts, a row for each point of all sources."""
    columns = {
        fact: np.full(point_count, getattr(NO_NODE_FACTS, fact), dtype=_kind_of(fact))
        for fact in NodeFacts._fields
    }
    offset = 0
    for raw in raws:
        for row, facts in list_node_facts(raw):
            for fact, value in zip(NodeFacts._fields, facts, strict=True):
                columns[fact][offset + row] = value
        offset += len(raw.point_id)
    return columns


def list_facts(raws: Sequence[RawStreets]) -> list[EdgeFacts]:
    """The fact sheets of all lines, one after the other; those of samples say so."""
    return [
        facts._replace(flags=facts.flags | EdgeFlag.SAMPLE) if raw.sample else facts
        for raw in raws
        for line in raw.lines
        for facts in line.facts
    ]


def number_names(raws: Sequence[RawStreets]) -> tuple[I32, LocalTexts]:
    """The row of each line's name, -1 where it has none, and the distinct names in order."""
    rows: dict[Names, int] = {}
    lines = chain.from_iterable(raw.lines for raw in raws)
    row = [rows.setdefault(line.names, len(rows)) if line.names else -1 for line in lines]
    return np.array(row, np.int32), build_local_texts(dict(names) for names in rows)
