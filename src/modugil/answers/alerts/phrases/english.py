"""Severities, effects and causes of alerts in English."""

from modugil.answers.alerts.phrases.alert_phrases import AlertPhrases
from modugil.conditions.staff.messages import Cause, Effect, Severity

ENGLISH = AlertPhrases(
    severities={
        Severity.UNKNOWN_SEVERITY: "Notice",
        Severity.INFO: "Notice",
        Severity.WARNING: "Warning",
        Severity.SEVERE: "Urgent",
    },
    effects={
        Effect.NO_SERVICE: "no service",
        Effect.REDUCED_SERVICE: "fewer buses",
        Effect.SIGNIFICANT_DELAYS: "long delays",
        Effect.DETOUR: "detour",
        Effect.ADDITIONAL_SERVICE: "more buses",
        Effect.MODIFIED_SERVICE: "changed service",
        Effect.STOP_MOVED: "stop moved",
        Effect.ACCESSIBILITY_ISSUE: "accessibility problem",
    },
    causes={
        Cause.TECHNICAL_PROBLEM: "technical problem",
        Cause.STRIKE: "strike",
        Cause.DEMONSTRATION: "demonstration",
        Cause.ACCIDENT: "accident",
        Cause.HOLIDAY: "holiday",
        Cause.WEATHER: "weather",
        Cause.MAINTENANCE: "maintenance",
        Cause.CONSTRUCTION: "construction",
        Cause.POLICE_ACTIVITY: "police",
        Cause.MEDICAL_EMERGENCY: "medical emergency",
        Cause.SPECIAL_EVENT: "event",
    },
    everything="all lines",
    line_at="{line} at {stop}",
    run="{line} that leaves at {time}",
    joined=", ",
    said="{severity}: {header}",
)
