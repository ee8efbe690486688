"""The languages of the pages, and texts that exist in several of them."""

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

Language = Literal["ko", "en", "zh", "ja", "ko-easy"]
"""What sentences are asked for in; `ko-easy` is easy-to-read Korean (쉬운 말)."""
ALL_LANGUAGES: tuple[Language, ...] = get_args(Language)
LANGUAGES: tuple[Language, ...] = ("ko", "en", "zh", "ja")
"""Those in which names and the texts of staff are written."""


def name_language(language: str) -> str:
    """The language in which names and catalogues are looked up: those of easy Korean are Korean."""
    return "ko" if language == "ko-easy" else language


def name_languages(language: str) -> tuple[str, ...]:
    """The languages in which a name is looked for before the published one is taken.

    Who reads Chinese or Japanese can read a Latin name sooner than a Korean one, and finds it on
    the sign.
    """
    return (language, "en") if language in ("zh", "ja") else (name_language(language),)


def html_tag(language: str) -> str:
    """The language as browsers and screen readers know it."""
    return name_language(language)


def pick_text(texts: Mapping[str, str], *, language: str, default: str = "") -> str:
    """The text in the asked language, else as published (key ""), else English, else any."""
    for key in (*name_languages(language), "", "en"):
        if texts.get(key):
            return texts[key]
    return next((text for text in texts.values() if text), default)


def negotiate_language(header: str, *, offered: Sequence[Language]) -> Language:
    """The offered language that an Accept-Language header likes best, else the first offered.

    Easy Korean is never chosen this way: no browser asks for it, a person does, by its name.

    Source:  RFC 9110, section 12.5.4; `ko-KR` counts as `ko`, a weight that cannot be read as 0.
    """
    best, best_weight = offered[0], 0.0
    for part in header.split(","):
        tag, _, parameters = part.strip().partition(";")
        weight = _parse_weight(parameters)
        primary = tag.strip().lower().partition("-")[0]
        for language in offered:
            if primary == language and weight > best_weight:
                best, best_weight = language, weight
    return best


def _parse_weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if not name:
        return 1.0
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
