"""Stops and lines by a part of what they are called."""

from collections.abc import Iterable

from modugil.places.finding.names import fold
from modugil.region.timetable import Timetable


class Names:
    """Folded names, read when first asked for."""

    def __init__(self, timetable: Timetable) -> None:
        """Of that timetable."""
        self._timetable = timetable
        self._stops: list[tuple[str, ...]] | None = None
        self._lines: list[tuple[str, ...]] | None = None

    def find_stops(self, text: str) -> dict[int, int]:
        """Rows of stops whose name or code holds the text, or whose id it is; with how well."""
        if self._stops is None:
            stops = self._timetable.stops
            self._stops = [
                _folded([*stops.names.all_of(row).values(), stops.code[row], stops.id[row]])
                for row in range(self._timetable.stop_count)
            ]
        return _find(self._stops, text)

    def find_lines(self, text: str) -> dict[int, int]:
        """Rows of lines whose number or name holds the text; with how well it fits."""
        if self._lines is None:
            lines = self._timetable.lines
            self._lines = [
                _folded(
                    [
                        *lines.short_names.all_of(row).values(),
                        *lines.long_names.all_of(row).values(),
                    ]
                )
                for row in range(len(lines.id))
            ]
        return _find(self._lines, text)


def _folded(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(name) for name in names if name))


def _find(table: list[tuple[str, ...]], text: str) -> dict[int, int]:
    """Rows that fit: 0 is the name itself, 1 begins with it, 2 holds it; the best first."""
    wanted = fold(text)
    found: dict[int, int] = {}
    if not wanted:
        return found
    for row, names in enumerate(table):
        fits = [
            0 if name == wanted else 1 if name.startswith(wanted) else 2
            for name in names
            if wanted in name
        ]
        if fits:
            found[row] = min(fits)
    return dict(sorted(found.items(), key=lambda one: (one[1], one[0])))
