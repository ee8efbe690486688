"""Severities, effects and causes of alerts in each language."""

from collections.abc import Mapping
from dataclasses import dataclass

from modugil.conditions.staff.messages import Cause, Effect, Severity
from modugil.core.language import Language


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


KOREAN = AlertPhrases(
    severities={
        Severity.UNKNOWN_SEVERITY: "알림",
        Severity.INFO: "알림",
        Severity.WARNING: "주의",
        Severity.SEVERE: "긴급",
    },
    effects={
        Effect.NO_SERVICE: "운행 중단",
        Effect.REDUCED_SERVICE: "감축 운행",
        Effect.SIGNIFICANT_DELAYS: "큰 지연",
        Effect.DETOUR: "우회 운행",
        Effect.ADDITIONAL_SERVICE: "증편",
        Effect.MODIFIED_SERVICE: "변경 운행",
        Effect.STOP_MOVED: "정류소 이전",
        Effect.ACCESSIBILITY_ISSUE: "이동 편의 문제",
    },
    causes={
        Cause.TECHNICAL_PROBLEM: "차량·설비 고장",
        Cause.STRIKE: "파업",
        Cause.DEMONSTRATION: "집회",
        Cause.ACCIDENT: "사고",
        Cause.HOLIDAY: "휴일",
        Cause.WEATHER: "날씨",
        Cause.MAINTENANCE: "정비",
        Cause.CONSTRUCTION: "공사",
        Cause.POLICE_ACTIVITY: "경찰 통제",
        Cause.MEDICAL_EMERGENCY: "응급 상황",
        Cause.SPECIAL_EVENT: "행사",
    },
    everything="모든 노선",
    line_at="{line}, {stop}",
    run="{line} {time} 출발 차",
    joined=", ",
    said="{severity}: {header}",
)
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


PHRASES: Mapping[Language, AlertPhrases] = {
    "ko": KOREAN,
    "en": ENGLISH,
    "zh": ENGLISH,
    "ja": ENGLISH,
    "ko-easy": KOREAN,
}


def get_alert_phrases(language: Language) -> AlertPhrases:
    """The phrases of that language."""
    return PHRASES[language]
