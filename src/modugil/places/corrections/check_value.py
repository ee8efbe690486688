"""What staff may say of a fact: values in the form of its key, and nothing else."""

import re
from math import isfinite

from opening_hours import validate

from modugil.core.errors import BadInput
from modugil.places.place import WHEELCHAIR
from modugil.places.vocabulary import CATEGORIES, FACTS, Form

LONGEST_TEXT = 2000
_MOST_METRES = 100_000.0
_COUNT = re.compile(r"[0-9]{1,6}", re.ASCII)
_WORD = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def get_form(key: str) -> Form:
    """How a value of that key is written; `wheelchair` is what is said of the whole place.

    Errors:  BadInput if there is no such key.
    """
    form = Form.ACCESS if key == WHEELCHAIR else FACTS.get(key)
    if form is None:
        raise BadInput(
            f"There is no fact {key[:60]!r}.", allowed="All keys are listed in docs/platform.md."
        )
    return form


def check_value(key: str, value: str) -> str:
    """The value as it is kept.

    Errors:  BadInput if there is no such key, or its values have another form.
    """
    form = get_form(key)
    text = value.strip()
    if len(text) > LONGEST_TEXT or _CONTROL.search(text):
        raise BadInput(
            f"The value of {key} is too long or not text.",
            allowed=f"It may have {LONGEST_TEXT} characters.",
        )
    allowed = _find_fault(form, key, text)
    if allowed:
        raise BadInput(f"{key} is {text[:60]!r}.", allowed=allowed)
    return str(int(text)) if form is Form.COUNT else text


def _find_fault(form: Form, key: str, text: str) -> str:
    """What would have been allowed; "" where the text is."""
    if form is Form.ACCESS:
        return "" if text in ("yes", "no") else "It may be yes or no; withdraw what is not known."
    if form is Form.COUNT:
        return "" if _COUNT.fullmatch(text) else "It may be a whole number from 0 to 999999."
    if form is Form.METRES:
        return "" if _is_number(text, _MOST_METRES) else "It may be metres, such as 0.85."
    if form is Form.DEGREES:
        return "" if _is_number(text, 90.0) else "It may be degrees from 0 to 90."
    if form is Form.HOURS:
        fits = bool(text) and validate(text)
        return "" if fits else "Write it as OSM does: Mo-Fr 09:00-18:00; PH off."
    if key == "category":
        return "" if text in CATEGORIES else f"It may be {', '.join(CATEGORIES)}."
    if form is Form.WORD:
        return "" if _WORD.fullmatch(text) else "It may be one word of a-z, 0-9, - and _."
    return "" if text else "Say something, or withdraw it."


def _is_number(text: str, most: float) -> bool:
    if re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", text, re.ASCII) is None:
        return False
    return isfinite(float(text)) and float(text) <= most
