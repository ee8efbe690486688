"""Names as they are searched: folded, letter by letter, beside the initials of Korean syllables.

A name is found by a part of it, by a word still being typed, or by initials alone: 제주고 and
ㅈㅈㄱㅎ find 제주공항, and cafe finds Café.
"""

import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modugil.places.finding.name_kernels import NOT_FOUND, WORD_START, rank_names, rank_spread

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_GA, _HIH, _EACH = ord("가"), ord("힣"), 588
"""The first and the last Korean syllable, and how many begin with one consonant."""
_BRACKET = re.compile(r"\s*[(\[（［].*$", re.DOTALL)
_BETWEEN = "\x00"
LEAST_SPREAD = 3
"""Texts shorter than this are looked for as they stand only."""


@dataclass(frozen=True, slots=True, eq=False)
class Letters:
    """Many names in one array.

    Shapes:  name k is `codes[start[k] : start[k + 1]]` and belongs to `row[k]`; code points, with
             the bit WORD_START where a word begins.
    """

    codes: NDArray[np.uint32]
    start: NDArray[np.int64]
    row: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class NameTable:
    """All names of so many rows, and the initials of those that have some."""

    rows: int
    folded: Letters
    initials: Letters


def fold(text: str) -> str:
    """The text as it is compared: no case, no accents on letters, no spaces or hyphens.

    Korean syllables are taken apart into letters, so that one still being typed finds its word:
    제주고 is how 제주공항 begins.
    """
    marks = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in marks if not (_is_left_out(mark) or _is_accent(mark)))


def take_initials(text: str) -> str:
    """The initial consonants of the Korean syllables in a text: 제주공항 gives ㅈㅈㄱㅎ."""
    return "".join(INITIALS[(ord(mark) - _GA) // _EACH] for mark in text if "가" <= mark <= "힣")


def build_name_table(rows: Sequence[Iterable[str]]) -> NameTable:
    """The table of the names of each row; empty names are left out.

    What stands before a bracket is a name too: 만장굴 is the whole of 만장굴 (세계자연유산).
    """
    named = [(row, name) for row, names in enumerate(rows) for name in list_variants(names)]
    owners = np.array([row for row, _ in named], np.int32)
    names = [name.replace(_BETWEEN, " ") for _, name in named]
    return NameTable(len(rows), _fold_all(names, owners), _take_all(names, owners))


def list_variants(names: Iterable[str]) -> list[str]:
    """The names, each once, and those that lose a bracket at their end."""
    given = [name for name in names if name]
    return list(dict.fromkeys([*given, *filter(None, (_BRACKET.sub("", one) for one in given))]))


def match_names(table: NameTable, text: str) -> NDArray[np.uint8]:
    """How well the best name of each row fits; the least is best, NOT_FOUND none.

    0 the whole name, 1 its beginning, 2 the beginning of a word, 3 inside. Where no name of the
    table holds the text, 4: a name that begins alike and holds its letters in order, so that
    제주공항 finds 제주국제공항.
    """
    found = np.full(table.rows, NOT_FOUND, np.uint8)
    asked, letters = fold(text), table.folded
    if is_initials(text):
        asked, letters = text.replace(" ", ""), table.initials
    if not asked:
        return found
    wanted = np.array([ord(mark) for mark in asked], np.uint32)
    rank_names(letters.codes, letters.start, letters.row, wanted, found)
    if len(asked) >= LEAST_SPREAD and not (found != NOT_FOUND).any():
        rank_spread(letters.codes, letters.start, letters.row, wanted, found)
    return found


def is_initials(text: str) -> bool:
    """Whether the text is Korean initials and nothing else."""
    marks = text.replace(" ", "")
    return bool(marks) and all(mark in INITIALS for mark in marks)


def _is_accent(mark: str) -> bool:
    return unicodedata.combining(mark) != 0


def _is_left_out(mark: str) -> bool:
    return mark.isspace() or mark == "-"


def _fold_all(names: Sequence[str], owners: NDArray[np.int32]) -> Letters:
    """All names folded at once, as `fold` does each."""
    codes = _codes_of(unicodedata.normalize("NFKD", _BETWEEN.join(names).casefold()))
    codes = codes[~_marked(codes, _is_accent)]
    begins = np.ones(len(codes), np.bool_)
    begins[1:] = ~_marked(codes, str.isalnum)[:-1]
    return _pack(codes, begins, ~_marked(codes, _is_left_out), owners)


def _take_all(names: Sequence[str], owners: NDArray[np.int32]) -> Letters:
    """The initials of all names at once, as `take_initials` does each."""
    codes = _codes_of(_BETWEEN.join(names))
    word = np.cumsum(~_marked(codes, str.isalnum))
    syllables = (codes >= _GA) & (codes <= _HIH)
    begins = np.zeros(len(codes), np.bool_)
    at = syllables.nonzero()[0]
    begins[at] = np.diff(word[at], prepend=-1) != 0
    initials = np.array([ord(mark) for mark in INITIALS], np.uint32)
    spelt = np.where(syllables, initials[np.where(syllables, codes - _GA, 0) // _EACH], codes)
    return _pack(spelt, begins, syllables, owners)


def _codes_of(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _marked(codes: NDArray[np.uint32], rule: Callable[[str], bool]) -> NDArray[np.bool_]:
    """Where the rule holds; each different letter is asked once."""
    holds = np.zeros(sys.maxunicode + 1, np.bool_)
    different = np.bincount(codes).nonzero()[0]
    holds[different] = [rule(chr(code)) for code in different.tolist()]
    return holds[codes]


def _pack(
    codes: NDArray[np.uint32],
    begins: NDArray[np.bool_],
    kept: NDArray[np.bool_],
    owners: NDArray[np.int32],
) -> Letters:
    """The kept letters of all names that have some; names end where _BETWEEN stands."""
    ends = codes == ord(_BETWEEN)
    name = np.cumsum(ends)
    kept = kept & ~ends
    letters = np.where(begins, codes | np.uint32(WORD_START), codes).astype(np.uint32)[kept]
    count = np.bincount(name[kept], minlength=len(owners))
    some = count.nonzero()[0]
    start = np.zeros(len(some) + 1, np.int64)
    np.cumsum(count[some], out=start[1:])
    return Letters(letters, start, owners[some])
