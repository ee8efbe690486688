"""Severities, effects and causes of alerts in Korean."""

from modugil.answers.alerts.phrases.alert_phrases import AlertPhrases
from modugil.conditions.staff.messages import Cause, Effect, Severity

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
