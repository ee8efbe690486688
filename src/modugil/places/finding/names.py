"""Names as they are searched: folded, letter by letter, beside the initials of Korean syllables.

A name is found by a part of it, by a word still being typed, or by initials alone: 제주고 and
ㅈㅈㄱㅎ find 제주공항, and cafe finds Café.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modugil.places.finding.name_kernels import NOT_FOUND, WORD_START, rank_names, rank_spread

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
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
    return "".join(mark for mark, _ in _fold_marks(text))


def take_initials(text: str) -> str:
    """The initial consonants of the Korean syllables in a text: 제주공항 gives ㅈㅈㄱㅎ."""
    return "".join(mark for mark, _ in _take_marks(text))


def build_name_table(rows: Sequence[Iterable[str]]) -> NameTable:
    """The table of the names of each row; empty names are left out."""
    named = [(row, name) for row, names in enumerate(rows) for name in names if name]
    folded, initials = list[_Spelt](), list[_Spelt]()
    seen = set[tuple[int, str]]()
    for row, name in named:
        if (row, name) not in seen:
            seen.add((row, name))
            folded.append((row, list(_fold_marks(name))))
            initials.append((row, list(_take_marks(name))))
    return NameTable(len(rows), _pack(folded), _pack(initials))


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


_Spelt = tuple[int, list[tuple[str, bool]]]


def _fold_marks(text: str) -> Iterator[tuple[str, bool]]:
    """Each letter, and whether a word begins with it."""
    begins = True
    for mark in unicodedata.normalize("NFKD", text.casefold()):
        if mark.isspace() or mark == "-":
            begins = True
        elif not unicodedata.combining(mark):
            yield mark, begins
            begins = not mark.isalnum()


def _take_marks(text: str) -> Iterator[tuple[str, bool]]:
    begins = True
    for mark in text:
        if "가" <= mark <= "힣":
            yield INITIALS[(ord(mark) - ord("가")) // 588], begins
            begins = False
        elif not mark.isalnum():
            begins = True


def _pack(spelt: Sequence[_Spelt]) -> Letters:
    kept = [(row, marks) for row, marks in spelt if marks]
    codes = [
        ord(mark) | (WORD_START if begins else 0) for _, marks in kept for mark, begins in marks
    ]
    start = np.zeros(len(kept) + 1, np.int64)
    np.cumsum([len(marks) for _, marks in kept], out=start[1:])
    rows = np.array([row for row, _ in kept], np.int32)
    return Letters(np.array(codes, np.uint32), start, rows)
