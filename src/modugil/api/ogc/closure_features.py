"""What is closed or out of order at this moment, as features that come and go."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from modugil.answers.barriers.way_barriers import tell_line, tell_names, tell_number
from modugil.api.ogc.feature import Facts, Feature, build_feature
from modugil.conditions.conditions import Conditions, EdgeChange, Outage
from modugil.region.streets import Streets


def list_closure_features(
    streets: Streets, conditions: Conditions, *, now: datetime
) -> Iterator[Feature]:
    """Blocked ways, and elevators that do not run, as they are now."""
    for edge, change in sorted(conditions.edges.items()):
        if change.blocked and change.span.overlaps(now, now):
            yield _build_way(streets, edge, "blocked", change)
    for edge, outage in sorted(conditions.edge_outages.items()):
        if outage.span.overlaps(now, now):
            yield _build_way(streets, edge, "elevator", outage)
    for node, outage in sorted(conditions.node_outages.items()):
        if outage.span.overlaps(now, now):
            number = int(streets.node_osm_id[node])
            line = [(float(streets.node_lon[node]), float(streets.node_lat[node]))]
            id = f"elevator-n{tell_number(number)}"
            yield _build(id, {"": ""}, line, _tell("elevator", outage) | {"node_id": number})


def _build_way(streets: Streets, edge: int, category: str, change: EdgeChange | Outage) -> Feature:
    ends = (int(streets.edge_tail[edge]), int(streets.edge_head[edge]))
    numbers = (
        int(streets.edge_way_id[edge]),
        *(int(streets.node_osm_id[node]) for node in ends),
        int(streets.edge_side[edge]),
    )
    id = f"{category}-w" + "-".join(map(tell_number, numbers))
    values = _tell(category, change) | {"way_id": numbers[0]}
    return _build(id, tell_names(streets, edge), tell_line(streets, edge), values)


def _tell(category: str, change: EdgeChange | Outage) -> dict[str, str | int]:
    told: dict[str, str | int] = {"category": category}
    if change.reason:
        told["reason"] = change.reason
    if change.span.start is not None:
        told["since"] = change.span.start.isoformat()
    if change.span.end is not None:
        told["until"] = change.span.end.isoformat()
    return told


def _build(
    id: str,
    names: Mapping[str, str],
    line: list[tuple[float, float]],
    values: Mapping[str, str | int],
) -> Feature:
    category = str(values["category"])
    facts = Facts(values=values, provenance={}, wheelchair="no", category=category)
    return build_feature(id, names=names, line=line, facts=facts)
