"""How much may be searched for one question, counted in steps and never by the clock.

So the same question gets the same answer on any machine, however busy it is.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from modugil.core.errors import CouldNotLook


class Work:
    """The steps that are left for one question; not to be shared by threads."""

    def __init__(self, steps: int) -> None:
        """Allow so many."""
        self.left = steps
        self._floor = 0

    def spend(self, steps: int = 1) -> None:
        """Have done so many steps more.

        Errors:  CouldNotLook where that is more than was allowed: what was looked for may exist.
        """
        self.left -= steps
        if self.left < self._floor:
            raise CouldNotLook(
                "There are too many ways to combine stops on this day.",
                allowed="Ask for fewer places or a wider limit.",
            )

    @contextmanager
    def share(self, ratio: float) -> Iterator[None]:
        """Meanwhile no more than so much of what is left may be spent."""
        before = self._floor
        self._floor = max(before, self.left - round(ratio * (self.left - before)))
        try:
            yield
        finally:
            self._floor = before
