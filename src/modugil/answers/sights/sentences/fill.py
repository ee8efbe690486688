"""Phrases with gaps: `{name}`, `{name|을/를}` with the particle that fits, `{name|bare}`.

`bare` leaves out an English article: "an elevator" becomes "elevator". `cap` begins with a capital;
`inner` stands within a sentence: "Opening hours" becomes "opening hours".
"""

import re

from modugil.answers.telling.sentences.josa import add_josa

_GAP = re.compile(r"\{(\w+)(?:\|([^}]+))?\}")
_ARTICLE = re.compile(r"(?:an?|the) ")


def fill(phrase: str, **values: str) -> str:
    """The phrase with its gaps filled.

    Errors:  KeyError for a gap without a value.
    """
    return _GAP.sub(lambda gap: _inflect(values[gap[1]], gap[2] or ""), phrase)


def list_gaps(phrase: str) -> set[str]:
    """The names of its gaps."""
    return {gap[1] for gap in _GAP.finditer(phrase)}


def _inflect(value: str, how: str) -> str:
    if "/" in how:
        return add_josa(value, how)
    if how == "bare":
        return _ARTICLE.sub("", value, count=1) if _ARTICLE.match(value) else value
    if how == "inner":
        bare = _inflect(value, "bare")
        return bare[:1].lower() + bare[1:] if bare[1:2].islower() else bare
    if how == "cap":
        bare = _inflect(value, "bare")
        return bare[:1].upper() + bare[1:]
    return value
