"""The scripts and styles of the pages, at addresses that change when they do."""

import hashlib
import logging
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

STATIC = Path(__file__).parent / "static"
BUILT = STATIC / "built"
WORKER = BUILT / "service-worker.js"
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
    find: str
    sight: str
    roadview: str
    roadview_style: str
    sphere_style: str
    outing: str
    outing_style: str
    offline: str
    guide: str
    guide_style: str
    console: str
    console_style: str
    icon: str
    touch_icon: str
    """Of a phone's home screen: drawn by the build, else the drawing itself."""


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
        find=_script("find"),
        sight=_script("sight"),
        roadview=_script("roadview"),
        roadview_style=_address(STATIC / "roadview.css"),
        sphere_style=_built_style("sphere-style"),
        outing=_script("outing"),
        outing_style=_address(STATIC / "outing.css"),
        offline=_script("offline"),
        guide=_script("guide"),
        guide_style=_address(STATIC / "guide.css"),
        console=_script("console"),
        console_style=_address(STATIC / "console.css"),
        icon=_address(STATIC / "icon.svg"),
        touch_icon=list_pictures().get("icon-192.png", _address(STATIC / "icon.svg")),
    )


@cache
def list_shell() -> tuple[str, ...]:
    """Addresses of all that a page which is read offline loads at once."""
    named: list[str] = msgspec.json.decode((BUILT / "shell.json").read_bytes())
    files = [STATIC / "style.css", STATIC / "guide.css", STATIC / "icon.svg"]
    scripts = [name for name in named if not name.startswith("chunk-")]
    chunks = [f"/static/built/{name}" for name in named if name.startswith("chunk-")]
    return (*map(_address, [*files, *(BUILT / name for name in scripts)]), *chunks)


@cache
def list_pictures() -> dict[str, str]:
    """Addresses of the icons drawn by the build, by the file's name; none where it was not run."""
    return {file.name: _address(file) for file in sorted(BUILT.glob("*.png"))}


def _script(name: str) -> str:
    file = BUILT / f"{name}.js"
    return _address(file) if file.exists() else ""


def _built_style(name: str) -> str:
    file = BUILT / f"{name}.css"
    return _address(file) if file.exists() else ""


def _address(file: Path) -> str:
    digest = hashlib.sha256(file.read_bytes()).hexdigest()[:10]
    return f"/static/{file.relative_to(STATIC).as_posix()}?v={digest}"
