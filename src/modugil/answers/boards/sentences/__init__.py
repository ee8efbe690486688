"""What a board says, in each language."""

from collections.abc import Mapping

from modugil.answers.boards.sentences.board_phrases import BoardPhrases
from modugil.answers.boards.sentences.english import ENGLISH
from modugil.answers.boards.sentences.korean import KOREAN
from modugil.core.language import Language

PHRASES: Mapping[Language, BoardPhrases] = {
    "ko": KOREAN,
    "en": ENGLISH,
    "zh": ENGLISH,
    "ja": ENGLISH,
    "ko-easy": KOREAN,
}


def get_board_phrases(language: Language) -> BoardPhrases:
    """The phrases of that language."""
    return PHRASES[language]
