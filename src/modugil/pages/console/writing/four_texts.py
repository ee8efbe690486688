"""Texts in the four languages: Korean always, the others where they were typed."""

from collections.abc import Iterator, Mapping

from modugil.core.language import LANGUAGES
from modugil.pages.catalogue import Words
from modugil.pages.console.posted import Posted

FIRST = LANGUAGES[0]
LONGEST = {"header": 120, "description": 2_000, "reason": 400, "url": 500, "own_name": 80}


def read_texts(posted: Posted, field: str) -> dict[str, str]:
    """What was typed for that field, by language; an empty field is left out."""
    typed = {one: posted.get(f"{field}_{one}") for one in LANGUAGES}
    return {language: text for language, text in typed.items() if text}


def fill_texts(field: str, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The texts as fields of a form."""
    for language in LANGUAGES:
        yield f"{field}_{language}", texts.get(language, "")


def check_texts(words: Words, posted: Posted, field: str, *, needed: bool) -> dict[str, str]:
    """What is wrong with the texts of a field, by the name of the input."""
    faults = {}
    if needed and not posted.get(f"{field}_{FIRST}"):
        faults[f"{field}_{FIRST}"] = words(f"writing.needs_{field}")
    for language in LANGUAGES:
        if len(posted.get(f"{field}_{language}")) > LONGEST[field]:
            faults[f"{field}_{language}"] = words("writing.too_long", n=LONGEST[field])
    return faults


def copy_korean(posted: Posted, *fields: str) -> Posted:
    """The form with the Korean text in each language that has none, to be written over."""
    filled = {
        f"{field}_{language}": posted.get(f"{field}_{FIRST}")
        for field in fields
        for language in LANGUAGES
        if not posted.get(f"{field}_{language}")
    }
    kept = posted.without(*filled).pairs
    return Posted((*kept, *filled.items()))
