"""The results as tables: on the screen, and as Markdown for docs/benchmarks.md."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from contestants import OURS
from rich.console import Console
from rich.table import Table as RichTable

Results = dict[str, Any]


@dataclass(frozen=True)
class Table:
    """Words in rows; the first `left` columns are text, the others numbers."""

    title: str
    columns: list[str]
    rows: list[list[str]]
    left: int


def tables(results: Results) -> list[Table]:
    """The two tables of one workload: questions, then starts and memory."""
    return [_questions(results), _starts(results)]


def _questions(results: Results) -> Table:
    columns = ["question", "who", "median ms", "p99 ms", "ours / theirs", "found", "agreement"]
    rows = []
    for task in results["questions"]:
        for name, contestant in results["contestants"].items():
            numbers = contestant["tasks"].get(task)
            if numbers:
                ours = results["contestants"].get(OURS, {"tasks": {}})["tasks"].get(task)
                rows.append([task, name, *_question_cells(numbers, ours)])
    return Table(results["workload"], columns, rows, left=2)


def _question_cells(numbers: Results, ours: Results | None) -> list[str]:
    ratio = f"{ours['median_ms'] / numbers['median_ms']:.2f}" if ours else "not measured"
    return [
        _milliseconds(numbers["median_ms"]),
        _milliseconds(numbers["p99_ms"]) if numbers["queries"] >= 100 else "too few",
        ratio,
        f"{100 * numbers['found_ratio']:.1f} %",
        _agreement(numbers.get("agreement")),
    ]


def _agreement(shares: dict[str, float] | None) -> str:
    if shares is None:
        return "reference"
    return ", ".join(
        f"{what} {share:.3f}" if what.startswith("ratio") else f"{what} {100 * share:.1f} %"
        for what, share in shares.items()
    )


def _starts(results: Results) -> Table:
    columns = [
        "who", "version", "Python", "prepare s CPU", "first start s wall",
        "warm start s wall", "warm start s CPU", "resident MB", "peak MB",
    ]  # fmt: skip
    rows = []
    for name, contestant in results["contestants"].items():
        start = contestant["start"]
        figures = [
            start["prepare_cpu_s"],
            start["prepare_wall_s"] + start["start_wall_s"],
            start["start_wall_s"],
            start["start_cpu_s"],
        ]
        memory = [f"{start[key]:.0f}" for key in ("memory_resident_mb", "memory_peak_mb")]
        words = [name, contestant["version"], contestant["python"]]
        rows.append([*words, *(f"{figure:.2f}" for figure in figures), *memory])
    return Table("Starts and memory", columns, rows, left=3)


def show(results: Results, *, console: Console) -> None:
    """Print one workload."""
    console.print(f"\n[bold]{results['workload']}[/bold]: {results['about']}")
    for table in tables(results):
        drawn = RichTable(title=table.title, title_justify="left")
        for number, column in enumerate(table.columns):
            plain = number < table.left or column == "agreement"
            drawn.add_column(column, justify="left" if plain else "right")
        for row in table.rows:
            drawn.add_row(*row)
        console.print(drawn)
    for name, reason in results["skipped"].items():
        console.print(f"{name}: left out, {reason}")


def markdown(all_results: list[Results], *, day: str) -> str:
    """The whole page, generated and never edited by hand."""
    parts = [
        "# Benchmarks, side by side",
        f"Written by `make bench` on {day}; do not edit. How it is measured: "
        "[bench/README.md](../bench/README.md). Times are CPU time of one query in a warm "
        "process; each figure is the median over the repeats; contestants take turns in one run.",
    ]
    for results in all_results:
        machine = ", ".join(f"{what}: {value}" for what, value in results["machine"].items())
        parts += [f"## {_sentence(results['workload'])}", f"{_sentence(results['about'])}."]
        parts.append(f"Measured {results['date']}, {results['repeats']} repeats. {machine}.")
        parts += [_markdown_table(table) for table in tables(results)]
        parts += [f"{name}: left out, {reason}." for name, reason in results["skipped"].items()]
    return "\n\n".join(parts) + "\n"


def _markdown_table(table: Table) -> str:
    rule = ["---" if n < table.left else "---:" for n in range(len(table.columns))]
    lines = [table.columns, rule, *table.rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _milliseconds(value_ms: float) -> str:
    return f"{value_ms:.3f}" if value_ms < 10 else f"{value_ms:,.1f}"
