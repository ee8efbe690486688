"""What became of every source of places, as tables."""

from pathlib import Path

from rich.console import Console
from rich.table import Table

from modugil.places.build_report import BuildReport, PlaceReport, read_report

PLACES = "places"


def show_places(console: Console, folder: Path) -> None:
    """Print the report of a built region's places.

    Errors:  RegionUnreadable if there is none that can be read.
    """
    report = read_report(folder / PLACES)
    console.print(_sources(report))
    refused = _reasons(report, "refused", "Rows left out, by reason")
    noted = _reasons(report, "noted", "Odd fields of rows that were kept, by reason")
    for table in (refused, noted):
        if table.row_count:
            console.print(table)
    if report.most_facts:
        console.print(_most(report.most_facts))
    if report.worst_disputes:
        console.print(_worst(report.worst_disputes))


def _sources(report: BuildReport) -> Table:
    table = Table(title="Places, by source", title_justify="left")
    table.caption = (
        "elsewhere: names no place of this region; repeated: says nothing new; refused: left out, "
        "see below; begun: the first to name the place; matched: another source named it before"
    )
    table.caption_justify = "left"
    table.add_column("source")
    table.add_column("file", overflow="fold")
    table.add_column("kind")
    columns = ("rows", "elsewhere", "repeated", "refused", "begun", "matched")
    for column in columns:
        table.add_column(column, justify="right")
    for one in report.sources:
        refused = sum(one.refused.values())
        counts = (one.rows, one.elsewhere, one.repeated, refused, one.first, one.matched)
        table.add_row(one.id, one.file, one.kind, *(f"{count:,}" for count in counts))
    return table


def _reasons(report: BuildReport, which: str, title: str) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("source")
    table.add_column("reason")
    table.add_column("rows", justify="right")
    for one in report.sources:
        for code, count in getattr(one, which).items():
            table.add_row(one.id, code, f"{count:,}")
    return table


def _most(places: list[PlaceReport]) -> Table:
    table = Table(title="Sights with most facts", title_justify="left")
    for column in ("name", "id"):
        table.add_column(column)
    for column in ("facts", "sources"):
        table.add_column(column, justify="right")
    for one in places:
        table.add_row(one.name, one.id, str(one.known), str(one.sources))
    return table


def _worst(places: list[PlaceReport]) -> Table:
    table = Table(title="Worst disagreements of sights", title_justify="left")
    for column in ("name", "id", "what sources say"):
        table.add_column(column, overflow="fold")
    table.add_column("apart", justify="right")
    for one in places:
        said = "; ".join(f"{key} ({', '.join(values)})" for key, values in one.disputed.items())
        table.add_row(one.name, one.id, said or "where it is", f"{one.spread_m:,.0f} m")
    return table
