"""Every word the pages show, in each of their languages."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from modugil.core.language import Language

FALLS_BACK: dict[str, Language] = {"ko-easy": "ko"}
"""The language whose words stand where one has none of its own."""
PARTS = ("", "places.", "rental.", "guide.", "spoken.", "roadview.", "outing.", "console.")
"""How the names of the files of a language begin."""


class Words:
    """The words of one language: `words("form.from")`, with values for its gaps.

    Errors:  KeyError for a word that is not in the catalogue, which is a mistake in the program.
    """

    def __init__(self, language: Language, texts: Mapping[str, str]) -> None:
        """Keep the texts by their full keys."""
        self.language = language
        self._texts = texts

    def __call__(self, key: str, **values: object) -> str:
        """The text with its gaps filled."""
        text = self._texts[key]
        return text.format(**values) if values else text

    def count(self, key: str, n: int, **values: object) -> str:
        """The text for that many: its `_zero`, `_one` or `_other` form."""
        form = "zero" if n == 0 and f"{key}_zero" in self._texts else "one" if n == 1 else "other"
        return self(f"{key}_{form}", n=n, **values)

    def section(self, name: str) -> dict[str, str]:
        """All texts of one section, by their short keys."""
        start = f"{name}."
        return {
            key.removeprefix(start): text
            for key, text in self._texts.items()
            if key.startswith(start)
        }


@cache
def get_words(language: Language) -> Words:
    """The words of a language the pages speak."""
    texts = read_texts(language)
    if language in FALLS_BACK:
        texts = read_texts(FALLS_BACK[language]) | texts
    return Words(language, texts)


def read_texts(language: str) -> dict[str, str]:
    """The texts that stand in the catalogues of a language itself, by their full keys.

    Unknown: a language may have no catalogue of the console, where it falls back on another.
    """
    flat: dict[str, str] = {}
    for part in PARTS:
        file = f"{part}{language}.toml"
        source = files("modugil.pages").joinpath(f"words/{file}")
        if language in FALLS_BACK and not source.is_file():
            continue
        sections: dict[str, dict[str, str]] = tomllib.loads(source.read_text(encoding="utf-8"))
        for name, texts in sections.items():
            flat |= {f"{name}.{key}": text for key, text in texts.items()}
    return flat
