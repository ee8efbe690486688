"""What the page of a place says, in each language."""

from collections.abc import Mapping

from modugil.answers.sights.sentences.chinese import CHINESE
from modugil.answers.sights.sentences.easy_korean import EASY_KOREAN
from modugil.answers.sights.sentences.english import ENGLISH
from modugil.answers.sights.sentences.japanese import JAPANESE
from modugil.answers.sights.sentences.korean import KOREAN
from modugil.answers.sights.sentences.sight_phrases import SightPhrases
from modugil.core.language import Language

PHRASES: Mapping[Language, SightPhrases] = {
    "ko": KOREAN,
    "en": ENGLISH,
    "zh": CHINESE,
    "ja": JAPANESE,
    "ko-easy": EASY_KOREAN,
}
