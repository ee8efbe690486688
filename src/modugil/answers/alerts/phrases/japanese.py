"""Severities, effects and causes of alerts in Japanese."""

from modugil.answers.alerts.phrases.alert_phrases import AlertPhrases
from modugil.conditions.staff.messages import Cause, Effect, Severity

JAPANESE = AlertPhrases(
    severities={
        Severity.UNKNOWN_SEVERITY: "お知らせ",
        Severity.INFO: "お知らせ",
        Severity.WARNING: "注意",
        Severity.SEVERE: "緊急",
    },
    effects={
        Effect.NO_SERVICE: "運休",
        Effect.REDUCED_SERVICE: "減便",
        Effect.SIGNIFICANT_DELAYS: "大幅な遅れ",
        Effect.DETOUR: "迂回運行",
        Effect.ADDITIONAL_SERVICE: "増便",
        Effect.MODIFIED_SERVICE: "運行の変更",
        Effect.STOP_MOVED: "停留所の移設",
        Effect.ACCESSIBILITY_ISSUE: "バリアフリー設備の支障",
    },
    causes={
        Cause.TECHNICAL_PROBLEM: "車両・設備の故障",
        Cause.STRIKE: "ストライキ",
        Cause.DEMONSTRATION: "集会",
        Cause.ACCIDENT: "事故",
        Cause.HOLIDAY: "休日",
        Cause.WEATHER: "天候",
        Cause.MAINTENANCE: "整備",
        Cause.CONSTRUCTION: "工事",
        Cause.POLICE_ACTIVITY: "警察による規制",
        Cause.MEDICAL_EMERGENCY: "救急対応",
        Cause.SPECIAL_EVENT: "行事",
    },
    everything="すべての路線",
    line_at="{line}、{stop}",
    run="{line} {time}発の便",
    joined="、",
    said="{severity}：{header}",
)
