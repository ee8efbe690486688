"""Texts looked for in many names at once."""

import numpy as np
from numpy.typing import NDArray

from modugil.core.compiled import inner, kernel

NOT_FOUND = 255
WORD_START = 0x8000_0000
"""Set in a code point where a word begins."""
WHOLE, BEGINNING, WORD, INSIDE, SPREAD = range(5)
_CODE = np.uint32(0x7FFF_FFFF)
_START = np.uint32(WORD_START)


@inner
def _stands_at(codes: NDArray[np.uint32], at: int, wanted: NDArray[np.uint32]) -> bool:
    for k in range(1, len(wanted)):
        if codes[at + k] & _CODE != wanted[k]:
            return False
    return True


@inner
def _rank(codes: NDArray[np.uint32], first: int, end: int, wanted: NDArray[np.uint32]) -> int:
    best = NOT_FOUND
    for at in range(first, end - len(wanted) + 1):
        code = codes[at]
        if code & _CODE != wanted[0] or not _stands_at(codes, at, wanted):
            continue
        if at == first:
            return WHOLE if end - first == len(wanted) else BEGINNING
        if code & _START != 0:
            return WORD
        best = INSIDE
    return best


@inner
def _is_spread(codes: NDArray[np.uint32], first: int, end: int, wanted: NDArray[np.uint32]) -> bool:
    if first == end or codes[first] & _CODE != wanted[0]:
        return False
    k = 1
    for at in range(first + 1, end):
        if k == len(wanted):
            break
        if codes[at] & _CODE == wanted[k]:
            k += 1
    return k == len(wanted)


@kernel
def rank_names(
    codes: NDArray[np.uint32],
    start: NDArray[np.int64],
    row: NDArray[np.int32],
    wanted: NDArray[np.uint32],
    found: NDArray[np.uint8],
) -> None:
    """Write into `found` how well the best name of each row holds `wanted`, which is not empty."""
    for name in range(len(row)):
        rank = _rank(codes, start[name], start[name + 1], wanted)
        if rank < found[row[name]]:
            found[row[name]] = rank


@kernel
def rank_spread(
    codes: NDArray[np.uint32],
    start: NDArray[np.int64],
    row: NDArray[np.int32],
    wanted: NDArray[np.uint32],
    found: NDArray[np.uint8],
) -> None:
    """Write SPREAD for each row that has a name holding the letters of `wanted` in order."""
    for name in range(len(row)):
        if _is_spread(codes, start[name], start[name + 1], wanted):
            found[row[name]] = SPREAD
