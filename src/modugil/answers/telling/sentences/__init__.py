"""Sentences in each language, good enough to read aloud."""

from collections.abc import Mapping

from modugil.answers.telling.sentences.chinese import Chinese
from modugil.answers.telling.sentences.easy_korean import EasyKorean
from modugil.answers.telling.sentences.english import English
from modugil.answers.telling.sentences.japanese import Japanese
from modugil.answers.telling.sentences.korean import Korean
from modugil.answers.telling.sentences.phrasebook import Phrasebook
from modugil.core.language import Language

PHRASEBOOKS: Mapping[Language, type[Phrasebook]] = {
    "ko": Korean,
    "en": English,
    "zh": Chinese,
    "ja": Japanese,
    "ko-easy": EasyKorean,
}


def get_phrasebook(language: Language) -> Phrasebook:
    """The sentences of that language."""
    return PHRASEBOOKS[language]()
