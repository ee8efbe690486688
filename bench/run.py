"""The benchmark: the same questions to Modugil and to its peers, in turns, in one run.

python bench/run.py --only transit --pairs 100 --repeat 3 --date 2026-11-22
"""

from __future__ import annotations

import argparse
import json
import os
import platform
from pathlib import Path
from typing import Any

import fleets
from agreement import AGAINST_TRUTH, against_truth, agreement
from contestants import AREAS, CONTESTANTS, OURS
from environments import NotAvailable
from measure import Answer, Entrant, ask, prepare, start_numbers, task_numbers
from report import Results, markdown, show
from rich.console import Console
from serving import measure_serving
from workloads import Workload, build_workloads

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("MODUGIL_DATA", ROOT.parent / "shared" / "data"))
BUILD = ROOT / "build"
FILE_WIDTH = 160
FLEET = "live"  # the area that is one server and one sender, and no peer
SERVED = "door"  # the area whose region is also served over HTTP
PAGE = ROOT / "docs" / "benchmarks.md"


def main() -> None:
    """Measure what was asked for, print it, and keep it."""
    wanted = _arguments()
    console = Console()
    console = console if console.is_terminal else Console(width=FILE_WIDTH)
    if not (DATA / "porto_alegre").is_dir():
        raise SystemExit(f"No {DATA / 'porto_alegre'}: name the folder of test data, MODUGIL_DATA.")
    for area in wanted.only or AREAS:
        work = BUILD / "bench" / area
        if area == FLEET:
            results = _measure_fleets(wanted, work=work, console=console)
            show(results, console=console)
            _keep(results)
            continue
        for workload in build_workloads(area, data=DATA, work=work, pairs=wanted.pairs):
            results = _measure(workload, wanted, work=work, console=console)
            show(results, console=console)
            _keep(results)
    if wanted.date:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(markdown(_kept(), day=wanted.date), "utf-8")
        console.print(f"Written to {PAGE.relative_to(ROOT)}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", choices=AREAS, action="append", help="this area; may be repeated")
    parser.add_argument("--pairs", type=int, default=1000, help="questions of each kind")
    parser.add_argument("--repeat", type=int, default=5, help="turns of each contestant")
    parser.add_argument("--date", help="today; without it docs/benchmarks.md is left as it is")
    parser.add_argument("--fresh", action="store_true", help="let peers prepare their files again")
    return parser.parse_args()


def _measure(
    workload: Workload, wanted: argparse.Namespace, *, work: Path, console: Console
) -> Results:
    before = _load_average()
    entrants, skipped = _entrants(workload, work=work)
    prepared: dict[str, Answer] = {}
    runs: dict[str, list[Answer]] = {}
    for name, entrant in entrants.items():
        with console.status(f"{workload.name}: {name} prepares"):
            prepared[name] = prepare(entrant, workload, afresh=wanted.fresh)
    for turn in range(wanted.repeat):
        for name, entrant in entrants.items():
            with console.status(f"{workload.name}: {name}, turn {turn + 1} of {wanted.repeat}"):
                runs.setdefault(name, []).append(ask(entrant, workload))
    results: Results = {
        "workload": workload.name,
        "area": workload.area,
        "about": workload.about,
        "date": wanted.date or "undated",
        "repeats": wanted.repeat,
        "machine": _machine() | {"load before and after": f"{before} and {_load_average()}"},
        "questions": [task["name"] for task in workload.tasks],
        "contestants": {name: _summary(name, workload, prepared, runs) for name in runs},
        "skipped": skipped,
    }
    if workload.area == SERVED:
        with console.status(f"{workload.name}: modugil serve"):
            results["serving"] = _serve(entrants[OURS], workload) | {
                name: prepared[OURS]["prepare"]["facts"][name]
                for name in ("build_cpu_s", "build_peak_mb")
            }
    return results


def _measure_fleets(wanted: argparse.Namespace, *, work: Path, console: Console) -> Results:
    before = _load_average()
    work.mkdir(parents=True, exist_ok=True)
    with console.status("") as status:
        rows = fleets.measure_fleets(work, turns=wanted.repeat, tell=status.update)
    return {
        "workload": fleets.WORKLOAD,
        "area": FLEET,
        "about": fleets.ABOUT,
        "date": wanted.date or "undated",
        "repeats": wanted.repeat,
        "machine": _machine() | {"load before and after": f"{before} and {_load_average()}"},
        "fleets": rows,
        "skipped": {},
    }


def _serve(entrant: Entrant, workload: Workload) -> Results:
    leave_at = workload.request["leave_at"]
    return measure_serving(entrant.work / "region", tasks=workload.tasks, leave_at=leave_at)


def _entrants(workload: Workload, *, work: Path) -> tuple[dict[str, Entrant], dict[str, str]]:
    entrants, skipped = {}, {}
    for contestant in CONTESTANTS:
        if contestant.area != workload.area:
            continue
        try:
            python = contestant.python(home=BUILD / "bench-venvs")
        except NotAvailable as reason:
            skipped[contestant.name] = str(reason)
            continue
        folder = work / _file_name(workload.name) / contestant.folder_name
        entrants[contestant.name] = Entrant(contestant, python, folder)
    return entrants, skipped


def _summary(
    name: str, workload: Workload, prepared: dict[str, Answer], runs: dict[str, list[Answer]]
) -> Results:
    tasks: dict[str, Any] = {}
    for task in workload.tasks:
        numbers: Results | None = task_numbers(runs[name], task["name"])
        if numbers is None:
            continue
        if task["kind"] in AGAINST_TRUTH:
            numbers["agreement"] = against_truth(runs[name][0]["tasks"][task["name"]]["answers"])
            tasks[task["name"]] = numbers
            continue
        reference = runs.get(workload.reference)
        if reference and name != workload.reference and task["name"] in reference[0]["tasks"]:
            answers = [run[0]["tasks"][task["name"]]["answers"] for run in (runs[name], reference)]
            numbers["agreement"] = agreement(task["kind"], *answers)
        tasks[task["name"]] = numbers
    first = runs[name][0]
    facts = {"version": first["version"], "python": first["python"]}
    return facts | {"start": start_numbers(prepared[name], runs[name]), "tasks": tasks}


def _keep(results: Results) -> None:
    file = BUILD / "bench" / "results" / f"{_file_name(results['workload'])}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(results, indent=1), "utf-8")


def _kept() -> list[Results]:
    files = sorted((BUILD / "bench" / "results").glob("*.json"))
    return [json.loads(file.read_text("utf-8")) for file in files]


def _file_name(name: str) -> str:
    return name.replace(",", "").replace("'", "").replace(" ", "-")


def _machine() -> dict[str, str]:
    cpu = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    models = [line.split(":")[1].strip() for line in cpu if line.startswith("model name")]
    memory_kb = int(Path("/proc/meminfo").read_text("ascii").split()[1])
    return {
        "machine": f"{os.cpu_count()} x {models[0] if models else platform.machine()}",
        "memory": f"{memory_kb / 2**20:.0f} GiB",
        "system": platform.platform(),
    }


def _load_average() -> str:
    return f"{os.getloadavg()[0]:.1f}"


if __name__ == "__main__":
    main()
