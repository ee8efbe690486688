"""The scripts and styles of the pages, at addresses that change when they do."""

import hashlib
import logging
from dataclasses import dataclass
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parent / "static"
BUILT = STATIC / "built"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BuiltFiles:
    """Addresses of what a page loads; scripts are empty where the front end is not built."""

    style: str
    script: str
    live: str
    board: str
    lines: str
    favourites: str
    console: str
    console_style: str
    icon: str


@cache
def find_built() -> BuiltFiles:
    """What stands in the folder of static files."""
    if not (BUILT / "main.js").exists():
        log.warning("the map is not built, pages are served without it: run `make setup`")
    return BuiltFiles(
        style=_address(STATIC / "style.css"),
        script=_script("main"),
        live=_script("live"),
        board=_script("board"),
        lines=_script("lines"),
        favourites=_script("favourites"),
        console=_script("console"),
        console_style=_address(STATIC / "console.css"),
        icon=_address(STATIC / "icon.svg"),
    )


def _script(name: str) -> str:
    file = BUILT / f"{name}.js"
    return _address(file) if file.exists() else ""


def _address(file: Path) -> str:
    digest = hashlib.sha256(file.read_bytes()).hexdigest()[:10]
    return f"/static/{file.relative_to(STATIC).as_posix()}?v={digest}"
