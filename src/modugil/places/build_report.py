"""What became of every source of a region's places, for whoever builds it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from modugil.core.errors import RegionUnreadable
from modugil.places.build_places import Group
from modugil.places.matching.match import spread_m
from modugil.places.places import Places
from modugil.places.reading.ledger import Ledger
from modugil.places.record import PlaceSource
from modugil.places.vocabulary import FACTS, KINDS, Form

REPORT_FILE = "report.json"
MOST_SHOWN = 10


class SourceReport(msgspec.Struct, frozen=True):
    """One source: `rows` are `records` and those that are elsewhere, repeated or refused."""

    id: str
    kind: str
    file: str
    rows: int
    records: int
    elsewhere: int
    repeated: int
    refused: dict[str, int]
    """By the code of the notice."""
    noted: dict[str, int]
    first: int
    """Records that began a place."""
    matched: int
    """Records that joined a place of an earlier source."""


class PlaceReport(msgspec.Struct, frozen=True):
    """One place worth a look: how much is known, by whom, and what they disagree on."""

    id: str
    name: str
    known: int
    sources: int
    disputed: dict[str, list[str]]
    """By key what each source says, as `SOURCE: VALUE`."""
    spread_m: float


class BuildReport(msgspec.Struct, frozen=True):
    """All sources, and the sights with most facts and worst disagreements."""

    sources: list[SourceReport]
    places: dict[str, int]
    """How many there are by kind."""
    most_facts: list[PlaceReport]
    worst_disputes: list[PlaceReport]


def report_source(
    source: PlaceSource, ledger: Ledger, *, records: int, groups: Sequence[Group]
) -> SourceReport:
    """What became of one source."""
    first = sum(group.members[0].source == source.row for group in groups)
    spoken = sum(one.source == source.row for group in groups for one in group.members)
    return SourceReport(
        id=source.id,
        kind=source.kind,
        file=source.path.name,
        rows=ledger.rows,
        records=records,
        elsewhere=ledger.elsewhere,
        repeated=ledger.repeated,
        refused=dict(sorted(ledger.refused.items())),
        noted=dict(sorted(ledger.noted.items())),
        first=first,
        matched=spoken - first,
    )


def report_places(
    sources: Sequence[SourceReport], places: Places, *, groups: Mapping[str, Group]
) -> BuildReport:
    """The whole report; the ten of each kind of interest are sights."""
    sights = [row for row in range(len(places)) if KINDS[int(places.kind[row])] == "sights"]
    told = [_report_place(places, row, groups) for row in sights]
    most = sorted(told, key=lambda one: (-one.known, -one.sources, one.id))
    worst = sorted(told, key=lambda one: (-_count_access(one), -len(one.disputed), -one.spread_m))
    counts = Counter(KINDS[int(kind)] for kind in places.kind)
    return BuildReport(
        sources=list(sources),
        places={kind: counts[kind] for kind in KINDS if counts[kind]},
        most_facts=most[:MOST_SHOWN],
        worst_disputes=[one for one in worst if one.disputed or one.spread_m][:MOST_SHOWN],
    )


def _count_access(place: PlaceReport) -> int:
    """How often sources say yes and no of one thing."""
    return sum(FACTS.get(key, Form.ACCESS) is Form.ACCESS for key in place.disputed)


def _report_place(places: Places, row: int, groups: Mapping[str, Group]) -> PlaceReport:
    place = places.get_place(row)
    group = groups[place.id]
    ids = {one.source: one.source_id for one in group.members}
    return PlaceReport(
        id=place.id,
        name=place.names[""],
        known=sum(1 for fact in place.facts.values() if fact.value),
        sources=len({one.source for one in place.records}),
        disputed={
            fact.key: [f"{ids[one.source]}: {one.value}" for one in fact.said]
            for fact in place.facts.values()
            if fact.disputed
        },
        spread_m=round(spread_m(group), 1),
    )


def write_report(folder: Path, report: BuildReport) -> None:
    """The report lies beside the places."""
    text = msgspec.json.format(msgspec.json.encode(report), indent=1)
    (folder / REPORT_FILE).write_bytes(text + b"\n")


def read_report(folder: Path) -> BuildReport:
    """The report of a built region.

    Errors:  RegionUnreadable if there is none that can be read.
    """
    try:
        return msgspec.json.decode((folder / REPORT_FILE).read_bytes(), type=BuildReport)
    except (OSError, msgspec.MsgspecError) as cause:
        raise RegionUnreadable(f"The report of places cannot be read ({cause}).") from cause
