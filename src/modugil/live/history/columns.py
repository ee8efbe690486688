"""Numbers and words as columns of Parquet, and back.

Measures are decimals: they read as what they are in any program, hold exactly the digits that are
kept, and are whole numbers on the disk, where each costs the bits of its change from the last.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from modugil.core.access import Access

F64 = NDArray[np.float64]
INSTANT: Final = pa.timestamp("ms", "UTC")
_LAST_MS: Final = 253_402_300_799_999
_ACCESS_WORDS: Final = {Access.UNKNOWN: None, Access.YES: "yes", Access.NO: "no"}
_ACCESS_OF_WORD: Final = {word: int(access) for access, word in _ACCESS_WORDS.items()}


def build_decimals(
    values: Sequence[float], kind: pa.DataType, *, least: float, most: float
) -> pa.Array:
    """The numbers rounded to the digits of that decimal type.

    Unknown: NaN, and what lies outside of `least` and `most` and so cannot be meant, is null.
    """
    array = np.asarray(values, np.float64)
    with np.errstate(invalid="ignore"):
        known = (array >= least) & (array <= most)
    whole = np.zeros((len(array), 2), np.int64)
    whole[:, 0] = np.rint(np.where(known, array, 0.0) * 10.0**kind.scale)
    whole[:, 1] = whole[:, 0] >> 63  # the sign, as a decimal has 128 bits in memory
    bits = np.packbits(known, bitorder="little")
    return pa.Array.from_buffers(kind, len(array), [pa.py_buffer(bits), pa.py_buffer(whole)])


def read_decimals(column: pa.ChunkedArray) -> F64:
    """The numbers of a column of decimals; NaN for null."""
    array = _one_chunk(column)
    whole = np.frombuffer(array.buffers()[1], np.int64).reshape(-1, 2)
    values = whole[array.offset : array.offset + len(array), 0] / 10.0**array.type.scale
    if array.null_count:
        values[array.is_null().to_numpy(zero_copy_only=False)] = np.nan
    return np.asarray(values, np.float64)


def build_instants(values: Sequence[int]) -> pa.Array:
    """UTC milliseconds since 1970 as instants; null before 1970 and after the year 9999."""
    array = np.asarray(values, np.int64)
    return pa.array(array, INSTANT, mask=(array < 0) | (array > _LAST_MS))


def read_integers(column: pa.ChunkedArray, *, unknown: int = 0) -> NDArray[np.int64]:
    """Whole numbers, or instants as UTC milliseconds since 1970; `unknown` for null."""
    array = _one_chunk(column)
    kind = pa.int64() if array.type == INSTANT else array.type
    numbers = array.cast(kind).fill_null(unknown).to_numpy(zero_copy_only=False)
    return np.asarray(numbers, np.int64)


def build_counts(values: Sequence[int], kind: pa.DataType, *, unknown: int) -> pa.Array:
    """Whole numbers; the one that means unknown, and what does not fit, is null."""
    array = np.asarray(values, np.int64)
    limits = np.iinfo(kind.to_pandas_dtype())
    mask = (array == unknown) | (array < limits.min) | (array > limits.max)
    return pa.array(np.where(mask, 0, array), kind, mask=mask)


def build_words(values: Sequence[str]) -> pa.Array:
    """Texts; an empty one is null."""
    return pa.array([value or None for value in values], pa.string())


def read_words(column: pa.ChunkedArray) -> list[str]:
    """Texts; null is the empty one."""
    array = _one_chunk(column)
    if not pa.types.is_dictionary(array.type):
        array = array.dictionary_encode()
    words = [*array.dictionary.to_pylist(), ""]
    return [words[at] for at in array.indices.fill_null(len(words) - 1).to_pylist()]


def build_access(values: Sequence[int]) -> pa.Array:
    """Yes, no, or null where it is not known."""
    words = {int(access): word for access, word in _ACCESS_WORDS.items()}
    return pa.array([words.get(value) for value in values], pa.string())


def read_access(column: pa.ChunkedArray) -> list[int]:
    """The same as values of Access."""
    return [_ACCESS_OF_WORD.get(word or None, int(Access.UNKNOWN)) for word in read_words(column)]


def _one_chunk(column: pa.ChunkedArray) -> pa.Array:
    if not isinstance(column, pa.ChunkedArray):
        return column
    combined = column.combine_chunks()
    return combined.chunk(0) if isinstance(combined, pa.ChunkedArray) else combined
