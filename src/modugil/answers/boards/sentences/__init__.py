"""What a board says, in each language."""

from modugil.answers.boards.sentences.board_phrases import BoardPhrases
from modugil.answers.boards.sentences.english import ENGLISH
from modugil.answers.boards.sentences.korean import KOREAN


def get_board_phrases(language: str) -> BoardPhrases:
    """The phrases of that language; English for those not yet written."""
    return KOREAN if language == "ko" else ENGLISH
