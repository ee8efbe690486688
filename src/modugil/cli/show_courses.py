"""Courses as tables on a terminal: the verdicts for several needs, and what was measured where."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from modugil.answers.courses.course_answer import CourseAnswer, PointAnswer
from modugil.cli.terminal import open_console

UNKNOWN = "unknown"
WORDS = {"yes": "passable", "no": "not passable", "unknown": "not known"}


def show_courses(
    told: Sequence[Sequence[CourseAnswer]], *, points: bool = False, console: Console | None = None
) -> None:
    """Print each course, given once for each of the needs."""
    out = console or open_console()
    if not told:
        out.print("This region has no measured courses.")
        return
    for answers in told:
        first = answers[0]
        out.print(Text(f"\n{first.name} ({first.id})", style="bold"))
        known = {one.aspect: one for one in first.known}
        for aspect in ("slope", "width"):
            out.print(Text(known[aspect].text))
        out.print(Text(first.order_text))
        out.print(_verdicts(answers))
        if points:
            out.print(_points(answers))


def _verdicts(answers: Sequence[CourseAnswer]) -> Table:
    table = Table("needs", "verdict", "why", "best part", "effort")
    for one in answers:
        cells = (one.needs, WORDS[one.verdict], _why(one), one.part.text, one.effort.text)
        table.add_row(*_fold(cells))
    return table


def _why(course: CourseAnswer) -> str:
    """Every point that refuses; where none does, what nobody measured."""
    refused = [
        f"{point.place.name}: {finding.text}"
        for point in course.points
        for finding in point.findings
        if finding.access == "no"
    ]
    if refused or course.verdict == "yes":
        return "\n".join(refused)
    return "\n".join(one.text for one in course.known if one.known < one.points)


def _points(answers: Sequence[CourseAnswer]) -> Table:
    table = Table("no", "point", "slope", "way", "length", "width", *(one.needs for one in answers))
    for row, point in enumerate(answers[0].points):
        verdicts = (WORDS[one.points[row].access] for one in answers)
        cells = (str(point.number), point.place.name, *_measures(point), *verdicts)
        table.add_row(*_fold(cells))
    return table


def _fold(cells: Sequence[str]) -> list[Text]:
    return [Text(cell, overflow="fold") for cell in cells]


def _measures(point: PointAnswer) -> tuple[str, str, str, str]:
    return (
        _number(point.slope_deg, "°"),
        point.slope_way or UNKNOWN,
        _number(point.slope_length_m, " m"),
        _number(point.width_m, " m"),
    )


def _number(value: float | None, unit: str) -> str:
    return UNKNOWN if value is None else f"{value:g}{unit}"
