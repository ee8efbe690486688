"""What a region is made of, in one language: where, how big, from which sources, until when."""

import msgspec

from modugil.answers.itinerary import SourceCredit
from modugil.core.language import Language, pick_text
from modugil.region.manifest import Manifest


class RegionBounds(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The box around every stop and street, WGS 84 degrees."""

    south: float
    west: float
    north: float
    east: float


class RegionSource(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One file the region was built from; `licence` "unstated": its publisher states none."""

    id: str
    kind: str
    licence: str
    attribution: str
    as_of: str
    sha256: str
    sample: bool


class RegionCard(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One region. `sample` is true where it is not the real world's network."""

    id: str
    name: str
    time_zone: str
    sample: bool
    bounds: RegionBounds
    counts: dict[str, int]
    first_day: str
    """First and last day of the timetable, ISO dates; empty where no service runs."""
    last_day: str
    sources: list[RegionSource]
    notice_count: int
    """How many faults were found in the data when the region was built."""


def build_region_card(manifest: Manifest, *, language: Language) -> RegionCard:
    """The region's card in that language."""
    bounds = manifest.bounds
    return RegionCard(
        id=manifest.id,
        name=pick_text(manifest.names, language=language, default=manifest.id),
        time_zone=manifest.time_zone,
        sample=manifest.sample,
        bounds=RegionBounds(
            south=bounds.south, west=bounds.west, north=bounds.north, east=bounds.east
        ),
        counts=dict(manifest.counts),
        first_day=manifest.first_day,
        last_day=manifest.last_day,
        sources=[
            RegionSource(
                id=source.id,
                kind=source.kind,
                licence=source.licence,
                attribution=pick_text(source.attribution, language=language),
                as_of=source.as_of,
                sha256=source.sha256,
                sample=source.sample,
            )
            for source in manifest.sources
        ],
        notice_count=sum(row.count for row in manifest.notice_counts),
    )


def list_credits(card: RegionCard) -> list[SourceCredit]:
    """Who must be named for the region's data, each once."""
    credits = (
        SourceCredit(
            text=source.attribution or source.id, licence=source.licence, sample=source.sample
        )
        for source in card.sources
    )
    return list(dict.fromkeys(credits))
