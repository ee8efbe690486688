"""When two names mean one place: the names as they are compared."""

import re
import unicodedata
from collections.abc import Mapping

_ASIDE = re.compile(r"[(\[（［〔【].{0,80}?[)\]）］〕】]")
_MARK = re.compile(r"[\W_]+")
_PROVINCE = re.compile(r"^(제주특별자치도|제주도립|제주도|제주시|제주|서귀포시|서귀포)(?=.{3})")
_IN_PROVINCE = re.compile(r"(?<=.{3})(제주|jeju)$")
"""Both are left out of a name's core where at least three letters remain."""
_SAME_WORD = (
    ("해수욕장", "해변"),
    ("뮤지엄", "박물관"),
    ("museum", "박물관"),
    ("beach", "해변"),
    ("5일시장", "오일시장"),
)


def fold_name(name: str) -> str:
    """A name without asides in brackets, spaces, marks and case; the aside alone where no more."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    folded = _MARK.sub("", _ASIDE.sub("", plain))
    return folded or _MARK.sub("", plain)


def take_core(folded: str) -> str:
    """A folded name without the province around it, and with words of one meaning made one."""
    core = _IN_PROVINCE.sub("", _PROVINCE.sub("", folded))
    for written, meant in _SAME_WORD:
        core = core.replace(written, meant)
    return core


def list_cores(names: Mapping[str, str]) -> frozenset[str]:
    """The cores of a place's names in all languages; a name of marks alone has none."""
    cores = (take_core(fold_name(name)) for name in names.values())
    return frozenset(core for core in cores if core)


def compare_cores(one: str, other: str) -> float:
    """How alike two cores are, 0 to 1: the share of pairs of neighbouring letters they share.

    Source:  L. R. Dice, "Measures of the amount of ecologic association between species", 1945.
    """
    if one == other:
        return 1.0
    pairs, others = _pairs(one), _pairs(other)
    if not pairs or not others:
        return 0.0
    return 2 * len(pairs & others) / (len(pairs) + len(others))


def _pairs(core: str) -> set[str]:
    return {core[at : at + 2] for at in range(len(core) - 1)}
