"""How parts of what is said are put together in each language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from modugil.core.language import Language, html_tag

_ENDINGS = (".", "!", "?", "。", "！", "？")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The marks of one language between names, phrases and sentences."""

    item: str
    """Between two names or things."""
    comma: str
    """Between two phrases of one sentence."""
    stop: str
    gap: str
    """Between two sentences."""


_NARROW = Marks(item=", ", comma=", ", stop=".", gap=" ")
MARKS: Mapping[Language, Marks] = {
    "ko": _NARROW,
    "en": _NARROW,
    "zh": Marks(item="、", comma="，", stop="。", gap=""),
    "ja": Marks(item="、", comma="、", stop="。", gap=""),
    "ko-easy": _NARROW,
}


def list_items(parts: Iterable[str], *, language: Language) -> str:
    """Names one after the other; empty ones are left out."""
    return MARKS[language].item.join(filter(None, parts))


def join_phrases(parts: Iterable[str], *, language: Language) -> str:
    """The parts that say something, as one phrase."""
    return MARKS[language].comma.join(filter(None, parts))


def join_sentences(parts: Iterable[str], *, language: Language) -> str:
    """The parts that say something, each a sentence that ends with a stop."""
    marks = MARKS[language]
    said = (part if part.endswith(_ENDINGS) else f"{part}{marks.stop}" for part in parts if part)
    return marks.gap.join(said)


def name_headsign(headsign: str, *, language: Language) -> str:
    """A headsign beside words that say "towards": only Korean ones may say it once more."""
    return headsign if html_tag(language) == "ko" else plain_headsign(headsign)


def plain_headsign(headsign: str) -> str:
    """A headsign without a Korean "towards" at its end, for languages that say it themselves."""
    for ending in ("방면", "방향"):
        headsign = headsign.removesuffix(ending).rstrip()
    return headsign
