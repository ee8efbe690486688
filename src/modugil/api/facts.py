"""What the platform stands on: the region, the presets, the table of limits."""

import msgspec
from litestar import get
from litestar.di import NamedDependency

from modugil.answers.asking.needs_cards import (
    NeedsCards,
    ThresholdCard,
    build_needs_cards,
    list_threshold_cards,
)
from modugil.answers.asking.region_card import RegionCard, build_region_card
from modugil.answers.desk import Desk
from modugil.api.parameters import LANGUAGE, describe_parameters
from modugil.api.problems import describe_problems
from modugil.api.read_query import AnyRequest, choose_language, read_words


class ThresholdsAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Every legal or cited limit."""

    thresholds: list[ThresholdCard]


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """That the process answers, and with which region."""

    status: str
    region: str
    version: str


@get(
    "/region",
    operation_class=describe_parameters(LANGUAGE),
    operation_id="region",
    summary="The region",
    description="Name, bounds, counts, sources with their licences, and the timetable's days.",
    tags=["region"],
    responses=describe_problems(400),
    sync_to_thread=False,
)
def get_region(request: AnyRequest, desk: NamedDependency[Desk]) -> RegionCard:
    """The region's card."""
    words = read_words(request, allowed=("language",))
    return build_region_card(desk.manifest, language=choose_language(request, words))


@get(
    "/needs",
    operation_id="needs",
    summary="The presets of needs",
    description="Every preset with its numbers, their citations, and the limits one may set. "
    "Several presets with `together` between them are people who go together.",
    tags=["needs"],
    responses=describe_problems(400),
    sync_to_thread=False,
)
def get_needs(request: AnyRequest) -> NeedsCards:
    """All presets."""
    read_words(request, allowed=())
    return build_needs_cards()


@get(
    "/thresholds",
    operation_id="thresholds",
    summary="Legal and cited limits",
    description="One dated table; nothing in the program repeats a number that stands in it.",
    tags=["needs"],
    responses=describe_problems(400),
    sync_to_thread=False,
)
def get_thresholds(request: AnyRequest) -> ThresholdsAnswer:
    """The whole table."""
    read_words(request, allowed=())
    return ThresholdsAnswer(thresholds=list_threshold_cards())


@get(
    "/health",
    operation_id="health",
    summary="Whether the process answers",
    tags=["health"],
    responses=describe_problems(400),
    sync_to_thread=False,
)
def get_health(desk: NamedDependency[Desk]) -> Health:
    """It does, as this answer shows."""
    return Health(status="ok", region=desk.manifest.id, version=desk.manifest.program_version)
