"""The languages of the pages, and texts that exist in several of them."""

from collections.abc import Mapping
from typing import Literal, get_args

Language = Literal["ko", "en", "zh", "ja"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


def pick_text(texts: Mapping[str, str], *, language: str, default: str = "") -> str:
    """The text in the asked language, else as published (key ""), else English, else any."""
    for key in (language, "", "en"):
        if texts.get(key):
            return texts[key]
    return next((text for text in texts.values() if text), default)
