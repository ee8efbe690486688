"""How far photos are on their way into the road view, and that a server ends before they are."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from modugil.core.errors import CouldNotLook

READING_RATIO = 0.1
"""Of the time: reading is quick, looking for faces is not."""


@dataclass(frozen=True, slots=True)
class Step:
    """One photo is about to be worked on."""

    stage: Literal["Reading", "Blurring"]
    name: str
    done: int
    """So many are through this stage."""
    total: int
    """Of those that came; at blurring, of those that are new."""

    @property
    def share(self) -> float:
        """Of all the work, 0 to 1."""
        part = self.done / self.total
        if self.stage == "Reading":
            return READING_RATIO * part
        return READING_RATIO + (1.0 - READING_RATIO) * part


Progress = Callable[[Step], None]


@dataclass(frozen=True, slots=True)
class Coming:
    """Photos that come with a region and are being looked at, told to whoever finds none yet."""

    done: int
    total: int
    left_s: float | None = None
    """At the pace until now; None where not one of them is done."""


class AddingStopped(CouldNotLook):
    """The server ends: no face is looked for any more, and nothing half done becomes public."""

    def __init__(self) -> None:
        """What whoever sends photos is told."""
        super().__init__("The server ends, so these photos were not taken. Send them again.")
