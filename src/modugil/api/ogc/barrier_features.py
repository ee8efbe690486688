"""Barriers as features: what of the street passes which limit, and who mapped it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from modugil.answers.barriers.barrier import Barrier, Value
from modugil.answers.barriers.point_barriers import list_point_barriers
from modugil.answers.barriers.way_barriers import list_way_barriers
from modugil.api.ogc.feature import Facts, Feature, build_feature
from modugil.api.ogc.rows import write_wkt
from modugil.api.provenance import tell_source
from modugil.core.source import Source
from modugil.region.streets import Streets

_OURS = ("category", "limit", "limit_value", "way", "way_id", "node_id", "length_m")
"""Words of our own, which no source said."""
_COMPUTED = "computed from elevation"


def list_barrier_features(streets: Streets, sources: Sequence[Source]) -> Iterator[Feature]:
    """All of them, each once, in an order that is the same in every process."""
    seen: Counter[str] = Counter()
    for barrier in chain(list_point_barriers(streets), list_way_barriers(streets)):
        seen[barrier.id] += 1
        number = seen[barrier.id]
        id = barrier.id if number == 1 else f"{barrier.id}.{number}"
        yield _build(replace(barrier, id=id), sources)


def _build(barrier: Barrier, sources: Sequence[Source]) -> Feature:
    source = sources[barrier.source]
    record = str(barrier.values.get("way_id") or barrier.values.get("node_id") or "")
    said: dict[str, Value] = {
        "name": barrier.names.get("", ""),
        "geometry": write_wkt(barrier.line),
        "wheelchair": barrier.wheelchair,
        **barrier.values,
    }
    provenance = {
        key: [
            tell_source(
                source, value, record=record, text=_COMPUTED if key in barrier.derived else ""
            )
        ]
        for key, value in said.items()
        if key not in _OURS and value not in ("", "unknown")
    }
    facts = Facts(
        values=barrier.values,
        provenance=provenance,
        wheelchair=barrier.wheelchair,
        category=barrier.category,
    )
    return build_feature(barrier.id, names=barrier.names, line=barrier.line, facts=facts)
