"""An alert, ready to be shown or sent: words chosen, times written out."""

from typing import Literal

import msgspec

from modugil.core.language import Language

SeverityWord = Literal["unknown", "info", "warning", "severe"]


class TouchedCard(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One thing that an alert touches; "" and None are any."""

    route_id: str
    stop: str
    """`stop:ID`, as boards and plans take it."""
    trip_id: str
    direction: int | None
    day: str
    text: str
    """In words: "365 at City Hall"."""


class AlertCard(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Something people must know, in one language."""

    id: str
    header: str
    description: str
    severity: SeverityWord
    severity_text: str
    effect: str
    """By the name GTFS-Realtime gives it, in lower case: `detour`."""
    effect_text: str
    cause: str
    cause_text: str
    url: str
    since: str
    """When the span that holds now began; "" where no start is told."""
    until: str
    touches: list[TouchedCard]
    text: str
    """All of it to be read aloud."""


class AlertsAnswer(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Every alert that holds now, the gravest first."""

    now: str
    language: Language
    alerts: list[AlertCard]
