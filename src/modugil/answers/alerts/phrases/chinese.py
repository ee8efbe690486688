"""Severities, effects and causes of alerts in Chinese."""

from modugil.answers.alerts.phrases.alert_phrases import AlertPhrases
from modugil.conditions.staff.messages import Cause, Effect, Severity

CHINESE = AlertPhrases(
    severities={
        Severity.UNKNOWN_SEVERITY: "通知",
        Severity.INFO: "通知",
        Severity.WARNING: "注意",
        Severity.SEVERE: "紧急",
    },
    effects={
        Effect.NO_SERVICE: "停运",
        Effect.REDUCED_SERVICE: "减班",
        Effect.SIGNIFICANT_DELAYS: "严重晚点",
        Effect.DETOUR: "绕行",
        Effect.ADDITIONAL_SERVICE: "加开班次",
        Effect.MODIFIED_SERVICE: "运行调整",
        Effect.STOP_MOVED: "公交站迁移",
        Effect.ACCESSIBILITY_ISSUE: "无障碍设施问题",
    },
    causes={
        Cause.TECHNICAL_PROBLEM: "车辆或设备故障",
        Cause.STRIKE: "罢工",
        Cause.DEMONSTRATION: "集会",
        Cause.ACCIDENT: "事故",
        Cause.HOLIDAY: "节假日",
        Cause.WEATHER: "天气",
        Cause.MAINTENANCE: "检修",
        Cause.CONSTRUCTION: "施工",
        Cause.POLICE_ACTIVITY: "警方管制",
        Cause.MEDICAL_EMERGENCY: "紧急医疗情况",
        Cause.SPECIAL_EVENT: "活动",
    },
    everything="所有线路",
    line_at="{line}，{stop}",
    run="{line} {time}发车的班次",
    joined="，",
    said="{severity}：{header}",
)
