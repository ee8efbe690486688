"""What every language must be able to say of an alert."""

from collections.abc import Mapping
from dataclasses import dataclass

from modugil.conditions.staff.messages import Cause, Effect, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertPhrases:
    """The phrases of one language; "" where there is nothing to say."""

    severities: Mapping[Severity, str]
    effects: Mapping[Effect, str]
    causes: Mapping[Cause, str]
    everything: str
    line_at: str
    """{line} and {stop}."""
    run: str
    """One run: {line} at {time}."""
    joined: str
    said: str
    """{severity} and {header}, as one sentence begins."""
