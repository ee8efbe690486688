"""What a board says, in each language."""

from collections.abc import Mapping

from modugil.answers.boards.sentences.board_phrases import BoardPhrases
from modugil.answers.boards.sentences.chinese import CHINESE
from modugil.answers.boards.sentences.easy_korean import EASY_KOREAN
from modugil.answers.boards.sentences.english import ENGLISH
from modugil.answers.boards.sentences.japanese import JAPANESE
from modugil.answers.boards.sentences.korean import KOREAN
from modugil.core.language import Language

PHRASES: Mapping[Language, BoardPhrases] = {
    "ko": KOREAN,
    "en": ENGLISH,
    "zh": CHINESE,
    "ja": JAPANESE,
    "ko-easy": EASY_KOREAN,
}


def get_board_phrases(language: Language) -> BoardPhrases:
    """The phrases of that language."""
    return PHRASES[language]
