"""One place that composes contributions and publishes them by swapping one pointer."""

import threading
from dataclasses import fields
from datetime import datetime
from types import MappingProxyType
from typing import Any

from modugil.conditions.conditions import AS_PLANNED, Conditions
from modugil.conditions.merge_changes import merge_changes

_MAPPINGS = tuple(f.name for f in fields(Conditions) if f.name not in ("version", "as_of"))


class ConditionsPublisher:
    """Holds the current overlay. Readers take it without a lock; writers replace a contribution."""

    def __init__(self) -> None:
        """Begin as planned."""
        self._contributions: dict[str, Conditions] = {}
        self._current = AS_PLANNED
        self._writing = threading.Lock()

    def get_current(self) -> Conditions:
        """The overlay as it stands; it never changes under the reader."""
        return self._current

    def publish(self, source: str, contribution: Conditions, *, now: datetime) -> Conditions:
        """The new overlay, in which this source's former contribution is replaced by the given one.

        Where two sources speak of one object, the source whose name sorts later wins; name them so
        that staff comes after live. Of one run, what both say holds together (`merge_changes`).
        """
        with self._writing:
            self._contributions[source] = contribution
            self._current = self._compose(now)
            return self._current

    def _compose(self, now: datetime) -> Conditions:
        merged: dict[str, Any] = {}
        for name in _MAPPINGS:
            together: dict[Any, Any] = {}
            for source in sorted(self._contributions):
                told = getattr(self._contributions[source], name)
                both = together.keys() & told.keys() if name == "trips" else ()
                merged_runs = {run: merge_changes(together[run], told[run]) for run in both}
                together.update(told)
                together.update(merged_runs)
            merged[name] = MappingProxyType(together)
        return Conditions(version=self._current.version + 1, as_of=now, **merged)
