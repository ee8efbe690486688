"""What is said of a day out, in each language."""

from collections.abc import Mapping

from modugil.answers.outings.sentences.chinese import CHINESE
from modugil.answers.outings.sentences.easy_korean import EASY_KOREAN
from modugil.answers.outings.sentences.english import ENGLISH
from modugil.answers.outings.sentences.japanese import JAPANESE
from modugil.answers.outings.sentences.korean import KOREAN
from modugil.answers.outings.sentences.outing_phrases import OutingPhrases
from modugil.core.language import Language

PHRASES: Mapping[Language, OutingPhrases] = {
    "ko": KOREAN,
    "en": ENGLISH,
    "zh": CHINESE,
    "ja": JAPANESE,
    "ko-easy": EASY_KOREAN,
}
