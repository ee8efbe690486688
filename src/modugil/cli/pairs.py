"""Many pairs of places, planned one after the other with a progress bar."""

import csv
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from modugil.cli.terminal import open_console, show_progress
from modugil.core.errors import BadInput

if TYPE_CHECKING:
    from modugil.answers.planner import Planner
    from modugil.answers.trips.question import TripQuestion

COLUMNS = ("from", "to", "departure", "arrival", "boardings", "unverified_m")
REPORT_EVERY = 20


def plan_pairs(
    planner: "Planner", question: "TripQuestion", *, pairs: Path, out: Path, now: datetime
) -> int:
    """Write one row for each Pareto journey of each pair, an empty arrival where there is none.

    The file appears when all pairs are done; a mistake leaves nothing behind.

    Errors:  BadInput naming the line of a pair that cannot be planned.
    """
    wanted = _read_pairs(pairs)
    unfinished = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with (
            unfinished.open("w", encoding="utf-8", newline="") as file,
            show_progress(f"Planning {len(wanted)} pairs") as report,
        ):
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            for number, (line, start, end) in enumerate(wanted):
                asked = replace(question, start=start, end=end, explain=False)
                writer.writerows(_plan_one(planner, asked, line=line, now=now))
                if number % REPORT_EVERY == 0:
                    report(f"Planning {number} of {len(wanted)} pairs", number / len(wanted))
        unfinished.replace(out)
    except OSError as cause:
        raise BadInput(f"{out} cannot be written ({cause.strerror}).") from cause
    finally:
        unfinished.unlink(missing_ok=True)
    open_console().print(f"Wrote {out}.")
    return 0


def _plan_one(
    planner: "Planner", question: "TripQuestion", *, line: int, now: datetime
) -> Iterator[tuple[str, ...]]:
    try:
        found = planner.search(question, now=now)
    except BadInput as fault:
        raise BadInput(f"Line {line}: {fault.message}", allowed=fault.allowed) from fault
    if not found.journeys:
        yield (question.start, question.end, "", "", "", "")
    for journey in found.journeys:
        yield (
            question.start,
            question.end,
            found.time(journey.departure_s),
            found.time(journey.arrival_s),
            str(journey.boardings),
            f"{journey.unverified_m:.1f}",
        )


def _read_pairs(path: Path) -> list[tuple[int, str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if not {"from", "to"} <= set(reader.fieldnames or ()):
                raise BadInput(f"{path} lacks the columns from and to.")
            return [(reader.line_num, _place(row["from"]), _place(row["to"])) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as cause:
        raise BadInput(f"{path} cannot be read ({cause}).") from cause


def _place(text: str | None) -> str:
    return (text or "").strip()
