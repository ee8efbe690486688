"""What is said of a picture of a street, in each language."""

from collections.abc import Mapping

from modugil.answers.roadview.sentences.chinese import CHINESE
from modugil.answers.roadview.sentences.easy_korean import EASY_KOREAN
from modugil.answers.roadview.sentences.english import ENGLISH
from modugil.answers.roadview.sentences.japanese import JAPANESE
from modugil.answers.roadview.sentences.korean import KOREAN
from modugil.answers.roadview.sentences.road_phrases import RoadPhrases
from modugil.core.language import Language

PHRASES: Mapping[Language, RoadPhrases] = {
    "ko": KOREAN,
    "en": ENGLISH,
    "zh": CHINESE,
    "ja": JAPANESE,
    "ko-easy": EASY_KOREAN,
}
