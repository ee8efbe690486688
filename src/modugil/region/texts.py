"""Many texts in two arrays, so that they can be memory-mapped like everything else."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modugil.core.language import name_languages


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """A list of texts, kept as UTF-8 bytes one after the other.

    Shapes:  `start` int64[n + 1], `data` uint8[start[n]].
    Unknown: the empty text.
    """

    start: NDArray[np.int64]
    data: NDArray[np.uint8]

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self.start) - 1

    def __getitem__(self, row: int) -> str:
        """The text of that row."""
        return bytes(self.data[self.start[row] : self.start[row + 1]]).decode("utf-8")

    def __iter__(self) -> Iterator[str]:
        """Every text in order."""
        for row in range(len(self)):
            yield self[row]


def build_texts(texts: Iterable[str]) -> Texts:
    """The texts, in the order given."""
    encoded = [text.encode("utf-8") for text in texts]
    start = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum([len(one) for one in encoded], out=start[1:])
    return Texts(start, np.frombuffer(b"".join(encoded), np.uint8).copy())


@dataclass(frozen=True, slots=True, eq=False)
class LocalTexts:
    """Texts as published, and their translations.

    Unknown: a translation is the empty text where there is none; `get` then falls back on English
             for Chinese and Japanese, else on the published one.
    """

    published: Texts
    translated: Mapping[str, Texts]

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self.published)

    def get(self, row: int, *, language: str = "") -> str:
        """The text of that row in the language, else as published."""
        for one in name_languages(language):
            table = self.translated.get(one)
            if table is not None and (text := table[row]):
                return text
        return self.published[row]

    def all_of(self, row: int) -> dict[str, str]:
        """The text of that row by language; "" is the published one."""
        found = {key: table[row] for key, table in self.translated.items() if table[row]}
        return {"": self.published[row], **found}


def build_local_texts(rows: Iterable[Mapping[str, str]]) -> LocalTexts:
    """Texts from one mapping a row: "" is the published text, other keys are languages."""
    given = list(rows)
    languages = sorted({key for row in given for key in row if key})
    return LocalTexts(
        build_texts(row.get("", "") for row in given),
        {key: build_texts(row.get(key, "") for row in given) for key in languages},
    )
