"""The house stands: arrows point down only, plain names, a note at each door, and a size."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "modugil"
FORBIDDEN_NAMES = {
    "utils",
    "util",
    "common",
    "helpers",
    "helper",
    "manager",
    "managers",
    "service",
    "services",
}
MOST_ROOT_ENTRIES = 15
MOST_LINES = 400
ONE_SCREEN_LINES = 60
COMPILED = {"compiled", "inlined", "kernel", "inner", "jit", "njit"}
OTHER_TESTS = {"app", "cli", "foreign", "proofs", "examples", "bench", "regions", "docs"}


def kept_files() -> list[Path]:
    """What belongs to the project: the files git keeps, or all of them outside a checkout."""
    command = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout, so built files cannot be told from kept ones")
    return [path for line in listed.stdout.splitlines() if (path := ROOT / line).exists()]


def rooms() -> list[Path]:
    return sorted(path.parent for path in SOURCE.glob("*/__init__.py"))


def test_arrows_point_down_only():
    linter = Path(sys.executable).parent / "lint-imports"
    assert linter.exists(), "import-linter is not installed: run `make test`"
    done = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert re.search(r"Contracts: [1-9]\d* kept, 0 broken", done.stdout), done.stdout


def test_no_file_or_room_has_a_name_that_says_nothing():
    def says_nothing(path: Path) -> bool:
        parts = path.relative_to(ROOT).parts
        words = {re.split(r"[_\-]", part.lower().split(".")[0])[-1] for part in parts}
        # A service is a set of days in GTFS, whose words we use where GTFS is read.
        allowed = {"service", "services"} if "gtfs" in parts else set()
        return bool(words & FORBIDDEN_NAMES - allowed)

    assert [str(path) for path in kept_files() if says_nothing(path)] == []


def test_the_root_can_be_read_at_a_glance():
    entries = {path.relative_to(ROOT).parts[0] for path in kept_files()}
    visible = sorted(entry for entry in entries if not entry.startswith("."))
    assert len(visible) <= MOST_ROOT_ENTRIES, visible


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.name)
def test_each_room_has_a_note_of_one_screen_at_its_door(room):
    note = room / "README.md"
    assert note.exists(), f"{room.name} has no README.md"
    lines = note.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# "), f"{note} has no title"
    assert 3 < len(lines) <= ONE_SCREEN_LINES, f"{note} has {len(lines)} lines"


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.name)
def test_each_room_is_tested_in_a_folder_of_its_name(room):
    assert list((ROOT / "tests" / room.name).rglob("test_*.py")), f"tests/{room.name} has no tests"


def test_no_tests_stand_in_a_folder_without_a_room():
    folders = {path.parent.name for path in (ROOT / "tests").glob("*/test_*.py")}
    assert folders - {room.name for room in rooms()} - OTHER_TESTS == set()


def test_no_source_file_is_longer_than_one_sitting():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in SOURCE.rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


def kernels(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return [one for one in functions if COMPILED & {ast.unparse(d) for d in one.decorator_list}]


def test_no_kernel_needs_scipy_which_only_tests_have():
    """Numba's linear algebra imports scipy, which `make setup` does not install."""
    found = {path: kernels(path) for path in SOURCE.rglob("*.py")}
    assert sum(map(len, found.values())) > 100, "the kernels are not found by their decorators"
    algebra = re.compile(r"np\.(dot|vdot|matmul|linalg)\b| @ ")
    bad = [
        f"{path.relative_to(ROOT)}: {kernel.name}"
        for path, functions in found.items()
        for kernel in functions
        if algebra.search(ast.unparse(kernel).split("def ", 1)[1])
    ]
    assert bad == []


def test_the_lock_holds_hashes_and_no_addresses():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"(?m)^(?=[a-z])", re.sub(r"(?m)^#.*\n", "", text))[1:]
    assert "://" not in text
    assert len(entries) > 50
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_npm_lock_holds_no_addresses():
    lock = SOURCE / "pages" / "web" / "package-lock.json"
    if not lock.exists():
        pytest.skip("there is no front end yet")
    assert re.findall(r'"resolved": "http[^"]*"', lock.read_text(encoding="utf-8")) == []


def test_make_exists_for_those_who_read_the_readme():
    assert shutil.which("make"), "the commands of README.md need make"
