"""Severities, effects and causes of alerts in each language."""

from collections.abc import Mapping

from modugil.answers.alerts.phrases.alert_phrases import AlertPhrases
from modugil.answers.alerts.phrases.chinese import CHINESE
from modugil.answers.alerts.phrases.easy_korean import EASY_KOREAN
from modugil.answers.alerts.phrases.english import ENGLISH
from modugil.answers.alerts.phrases.japanese import JAPANESE
from modugil.answers.alerts.phrases.korean import KOREAN
from modugil.core.language import Language

PHRASES: Mapping[Language, AlertPhrases] = {
    "ko": KOREAN,
    "en": ENGLISH,
    "zh": CHINESE,
    "ja": JAPANESE,
    "ko-easy": EASY_KOREAN,
}


def get_alert_phrases(language: Language) -> AlertPhrases:
    """The phrases of that language."""
    return PHRASES[language]
