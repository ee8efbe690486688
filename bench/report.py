"""The results as tables: on the screen, and as Markdown for docs/benchmarks.md."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from contestants import AREAS, OURS
from goals import judge
from remarks import REMARKS
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
    """The tables of one workload: questions, starts and memory, a serving process."""
    if "fleets" in results:
        return [_fleets(results)]
    both = [_questions(results), _starts(results)]
    return [*both, _serving(results["serving"])] if "serving" in results else both


FLEET = {
    "fixes_per_s": "fixes a second",
    "visible_p50_ms": "visible p50 ms",
    "visible_p99_ms": "visible p99 ms",
    "ack_p50_ms": "ack p50 ms",
    "ack_p99_ms": "ack p99 ms",
    "tick_ms": "tick ms",
    "server_cores": "server cores",
    "sender_cores": "sender cores",
    "resident_mb": "server MB",
}


def _fleets(results: Results) -> Table:
    rows = [
        [
            f"{row['vehicles']:,}",
            row["form"],
            *(f"{row[name]:,.{2 if name.endswith('cores') else 0}f}" for name in FLEET),
        ]
        for row in results["fleets"]
    ]
    return Table(results["workload"], ["buses", "form", *FLEET.values()], rows, left=2)


def _questions(results: Results) -> Table:
    columns = ["question", "who", "median ms", "p99 ms", "ours / theirs", "found", "agreement"]
    rows = []
    for task in results["questions"]:
        asked = {
            name: contestant["tasks"][task]
            for name, contestant in results["contestants"].items()
            if task in contestant["tasks"]
        }
        for name, numbers in asked.items():
            cells = _question_cells(numbers)
            is_compared = len(asked) > 1
            ratio = _ratio(asked.get(OURS), numbers) if is_compared and name != OURS else ""
            is_judged = is_compared or "agreement" in numbers
            alike = _agreement(numbers.get("agreement")) if is_judged else ""
            rows.append([task, name, *cells[:2], ratio, cells[2], alike])
    return Table(results["workload"], columns, rows, left=2)


def _question_cells(numbers: Results) -> list[str]:
    median_ms = _milliseconds(numbers["median_ms"])
    if numbers["found_ratio"] < 1:
        median_ms += f" (found {_milliseconds(numbers['median_found_ms'])})"
    return [
        median_ms,
        _milliseconds(numbers["p99_ms"]) if numbers["queries"] >= 100 else "too few",
        f"{100 * numbers['found_ratio']:.1f} %",
    ]


def _ratio(ours: Results | None, theirs: Results) -> str:
    return f"{ours['median_ms'] / theirs['median_ms']:.2f}" if ours else "not measured"


def _agreement(shares: dict[str, float] | None) -> str:
    if shares is None:
        return "the reference"
    return ", ".join(
        f"{what} {share:.3f}"
        if what.startswith("ratio")
        else f"{what} {share:.1f}"
        if what.startswith("metres")
        else f"{what} {100 * share:.1f} %"
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


SERVING = {
    "build_cpu_s": "CPU seconds to build the region from its files, compiling included",
    "build_peak_mb": "resident MB at most while building",
    "first_start_s": "seconds to the first page, kernels not yet compiled",
    "warm_start_s": "seconds to the first page after that",
    "resident_start_mb": "resident MB when ready",
    "resident_mb": "resident MB after all requests",
    "own_mb": "of that its own, not mapped from files, MB",
    "peak_mb": "resident MB at most",
    "requests": "requests for journeys, one after the other",
    "foot_mean_ms": "CPU ms of a request on foot, mean, HTTP and JSON included",
    "wheelchair_mean_ms": "CPU ms of a request by powered wheelchair, mean",
}


def _serving(numbers: Results) -> Table:
    rows = [[told, f"{numbers[name]:,.1f}"] for name, told in SERVING.items() if name in numbers]
    return Table("One serving process, `modugil serve`", ["what", "measured"], rows, left=1)


def show(results: Results, *, console: Console) -> None:
    """Print one workload."""
    console.print(f"\n[bold]{results['workload']}[/bold]: {results['about']}")
    for table in tables(results):
        drawn = RichTable(title=table.title, title_justify="left")
        for number, column in enumerate(table.columns):
            drawn.add_column(column, justify="left" if _is_text(table, number) else "right")
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
        "process, one core; each figure is the median over the turns; contestants take turns in "
        "one run. *Ours / theirs* below 1 means that ours is faster; *found* beside a median is "
        "the median of the questions that have an answer.",
        "Ours is Python whose inner loops are compiled: *prepare* and *first start* hold the "
        "compiling of every kernel the questions need, once a machine; *warm start* reads them "
        "from disk, and most of it is loading the compiler's libraries, which are also most of "
        "the memory. The peers are C++ and start faster in less memory (osrm, pynigiri).",
        *_goals(all_results),
    ]
    for results in sorted(all_results, key=_place):
        machine = ", ".join(f"{what} {value}" for what, value in results["machine"].items())
        parts += [f"## {_sentence(results['workload'])}", f"{_sentence(results['about'])}."]
        parts.append(f"Measured {results['date']} in {results['repeats']} turns: {machine}.")
        parts += REMARKS.get(results["workload"], ())
        for number, table in enumerate(tables(results)):
            parts += [*([table.title + ":"] if number else []), _markdown_table(table)]
        parts += [f"{name}: left out, {reason}." for name, reason in results["skipped"].items()]
    return "\n\n".join(parts) + "\n"


def _goals(all_results: list[Results]) -> list[str]:
    """The goals beside what was measured, and what bounds those that were missed."""
    verdicts = judge({results["workload"]: results for results in all_results})
    rows = [
        [
            one.goal.what,
            f"{_milliseconds(one.limit)} {one.goal.unit}",
            f"{_milliseconds(one.measured)} {one.goal.unit}",
            "yes" if one.is_met else "**no**",
        ]
        for one in verdicts
    ]
    table = Table("", ["goal", "at most", "measured", "reached"], rows, left=1)
    missed = [f"Missed: {one.goal.what}. {one.goal.bound}" for one in verdicts if not one.is_met]
    return ["## Goals", _markdown_table(table), *missed]


def _place(results: Results) -> tuple[int, str]:
    return AREAS.index(results["area"]), results["workload"]


def _markdown_table(table: Table) -> str:
    rule = ["---" if _is_text(table, n) else "---:" for n in range(len(table.columns))]
    lines = [table.columns, rule, *table.rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _is_text(table: Table, column: int) -> bool:
    return column < table.left or table.columns[column] == "agreement"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _milliseconds(value_ms: float) -> str:
    return f"{value_ms:.3f}" if value_ms < 10 else f"{value_ms:,.1f}"
