"""Sentences in each language, good enough to read aloud."""

from modugil.answers.telling.sentences.english import English
from modugil.answers.telling.sentences.korean import Korean
from modugil.answers.telling.sentences.phrasebook import Phrasebook


def get_phrasebook(language: str) -> Phrasebook:
    """The sentences of that language; English for those not yet written."""
    return Korean() if language == "ko" else English()
