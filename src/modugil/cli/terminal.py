"""What the commands show: tables, progress bars, errors; plain text where nobody is watching."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console, ConsoleDimensions
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from modugil.core.notices import Notice
from modugil.region.manifest import NoticeCount

SHOWN_NOTICES = 12
WIDE = 140
"""Columns where nobody is watching: what is written to a file is not squeezed to a small screen."""


def open_console(*, stderr: bool = False) -> Console:
    """A console as wide as the terminal, or wide where there is none and COLUMNS is not set."""
    console = Console(stderr=stderr, highlight=False, soft_wrap=stderr)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.size = ConsoleDimensions(WIDE, console.height)
    return console


Report = Callable[[str, float], None]


def say_error(sentence: str) -> None:
    """Tell a mistake in one sentence, on standard error."""
    open_console(stderr=True).print(f"[bold red]modugil:[/] {_plain(sentence)}")


def _plain(text: str) -> str:
    return text.replace("[", r"\[")


@contextmanager
def show_progress(title: str) -> Iterator[Report]:
    """A bar on standard error that a `report(stage, share)` moves; shares go from 0 to 1."""
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeElapsedColumn(),
        console=open_console(stderr=True),
        transient=False,
    ) as progress:
        task = progress.add_task(title, total=1.0)

        def report(stage: str, share: float) -> None:
            progress.update(task, description=_plain(stage), completed=min(1.0, share))

        yield report
        progress.update(task, description=_plain(title), completed=1.0)


def show_notices(counts: Sequence[NoticeCount], notices: Sequence[Notice]) -> None:
    """A table of what was found wrong in the data, most frequent first; none where all is well."""
    if not counts:
        return
    ordered = sorted(counts, key=lambda row: (-row.count, row.code, row.file))
    examples = {(notice.code, notice.file): notice for notice in notices}
    table = Table(title="Data notices", title_justify="left")
    for heading in ("code", "severity", "file"):
        table.add_column(heading)
    table.add_column("count", justify="right")
    table.add_column("for example")
    for row in ordered[:SHOWN_NOTICES]:
        shown = _example(examples.get((row.code, row.file)))
        table.add_row(row.code, row.severity, _plain(row.file), f"{row.count:,}", _plain(shown))
    open_console(stderr=True).print(table)
    if len(counts) > SHOWN_NOTICES:
        open_console(stderr=True).print(
            f"and {len(counts) - SHOWN_NOTICES} more kinds; all are in manifest.json."
        )


def _example(notice: Notice | None) -> str:
    if notice is None:
        return ""
    return f"row {notice.row}, {notice.field}={notice.value[:40]!r}: {notice.message}"
