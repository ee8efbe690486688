"""What became of every file that was given: none is lost without a word."""

from collections import Counter
from dataclasses import dataclass, field

import msgspec


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One file, a word to count by, and one sentence."""

    file: str
    code: str
    message: str


@dataclass(slots=True)
class AddReport:
    """Every file ends as exactly one of: a picture, `repeated`, `known` or `refused`."""

    files: int = 0
    pictures: list[str] = field(default_factory=list)
    """Their ids."""
    sequences: list[str] = field(default_factory=list)
    repeated: int = 0
    """Those that show the same as the one before: nearer than 0.1 m and 5 degrees."""
    known: int = 0
    """Files that came already."""
    refused: list[Told] = field(default_factory=list)
    noted: list[Told] = field(default_factory=list)
    """Odd things about files that were taken."""
    headings: Counter[str] = field(default_factory=Counter)
    """Of pictures, by where the heading is from; "" where none is known."""
    boxes: Counter[str] = field(default_factory=Counter)
    """What was made unrecognisable, by kind."""

    def refuse(self, file: str, code: str, message: str) -> None:
        """The file is left out, for that reason."""
        self.refused.append(Told(file=file, code=code, message=message))
