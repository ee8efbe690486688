"""Severities, effects and causes of alerts in easy-to-read Korean."""

from modugil.answers.alerts.phrases.alert_phrases import AlertPhrases
from modugil.conditions.staff.messages import Cause, Effect, Severity

EASY_KOREAN = AlertPhrases(
    severities={
        Severity.UNKNOWN_SEVERITY: "알림",
        Severity.INFO: "알림",
        Severity.WARNING: "조심",
        Severity.SEVERE: "급한 알림",
    },
    effects={
        Effect.NO_SERVICE: "버스가 안 다녀요",
        Effect.REDUCED_SERVICE: "버스가 적게 다녀요",
        Effect.SIGNIFICANT_DELAYS: "많이 늦어요",
        Effect.DETOUR: "다른 길로 돌아가요",
        Effect.ADDITIONAL_SERVICE: "버스가 더 많이 다녀요",
        Effect.MODIFIED_SERVICE: "평소와 다르게 다녀요",
        Effect.STOP_MOVED: "정류장 자리가 바뀌었어요",
        Effect.ACCESSIBILITY_ISSUE: "타고 내리기 어려워요",
    },
    causes={
        Cause.TECHNICAL_PROBLEM: "고장",
        Cause.STRIKE: "버스 기사가 일을 쉼(파업)",
        Cause.DEMONSTRATION: "사람이 많이 모임",
        Cause.ACCIDENT: "사고",
        Cause.HOLIDAY: "쉬는 날",
        Cause.WEATHER: "날씨",
        Cause.MAINTENANCE: "고치는 중",
        Cause.CONSTRUCTION: "공사",
        Cause.POLICE_ACTIVITY: "경찰이 막음",
        Cause.MEDICAL_EMERGENCY: "갑자기 아픈 사람이 생김",
        Cause.SPECIAL_EVENT: "행사",
    },
    everything="모든 버스",
    line_at="{line}, {stop}",
    run="{time}에 출발하는 {line}",
    joined=", ",
    said="{severity}: {header}",
)
