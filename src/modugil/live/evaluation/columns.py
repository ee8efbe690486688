"""Columns of recorded files, read and checked: a missing one is told in one sentence."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
from numpy.typing import NDArray

from modugil.core.errors import BadInput


def read_columns(path: Path, names: Sequence[str], *, texts: Sequence[str]) -> pa.Table:
    """These columns of a CSV file (also .gz) or a Parquet file.

    Errors:  BadInput if there is no such file, it cannot be read, or a column is missing.
    """
    kinds = {name: pa.string() if name in texts else pa.float64() for name in names}
    try:
        if path.suffix == ".parquet":
            table = pyarrow.parquet.read_table(path)
        else:
            convert = pyarrow.csv.ConvertOptions(column_types=kinds)
            table = pyarrow.csv.read_csv(path, convert_options=convert)
    except (OSError, pa.ArrowInvalid) as cause:
        raise BadInput(f"{path} cannot be read ({str(cause).splitlines()[0]}).") from cause
    missing = [name for name in names if name not in table.column_names]
    if missing:
        raise BadInput(f"{path} lacks the column {missing[0]}.")
    return table.select(list(names))


def numbers(table: pa.Table, name: str) -> NDArray[np.float64]:
    """The column as numbers, NaN where there is none."""
    column = table[name].cast(pa.float64()).to_numpy(zero_copy_only=False)
    return np.asarray(column, np.float64)


def coded(table: pa.Table, name: str) -> tuple[NDArray[np.int32], list[str]]:
    """The column as rows of its distinct texts, which come sorted."""
    column = table[name].cast(pa.string()).fill_null("").combine_chunks()
    encoded = column.dictionary_encode()
    words = np.array(encoded.dictionary.to_pylist() or [""], dtype=object)
    order = np.argsort(words)
    rank = np.empty(len(words), np.int32)
    rank[order] = np.arange(len(words))
    codes: NDArray[Any] = encoded.indices.to_numpy(zero_copy_only=False)
    return rank[codes].astype(np.int32), words[order].tolist()
