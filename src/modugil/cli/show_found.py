"""Places that were found, as a table on a terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from modugil.answers.finding.place_question import FoundPlace, PlacesFound
from modugil.cli.terminal import open_console


def show_found(
    found: PlacesFound, *, needs: Sequence[str] = (), console: Console | None = None
) -> None:
    """Print what was found, and how much of it is only possible."""
    out = console or open_console()
    if not found.places:
        out.print("No place was found.")
        return
    table = Table()
    asked = sorted(needs)
    for heading in ("name", "kind", "metres", *asked, "open", "hours", "facts", "id"):
        table.add_column(heading)
    for place in found.places:
        table.add_row(*_cells(place, asked))
    out.print(table)
    told = f"{len(found.places)} of {found.total}"
    if found.unknown:
        told += f"; {found.unknown} of them only possible: not everything is known"
    out.print(Text(told, style="dim"))


def _cells(place: FoundPlace, needs: Sequence[str]) -> list[Text]:
    metres = "" if place.distance_m is None else f"{place.distance_m:.0f}"
    cells = [
        place.place.name,
        place.kind,
        metres,
        *(place.needs.get(need, "unknown") for need in needs),
        place.open,
        place.hours_text,
        ", ".join(place.facts),
        place.id,
    ]
    return [Text(cell) for cell in cells]
