"""Who takes part in which area, and how each is started."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

from environments import ensure_environment

HERE = Path(__file__).parent
AREAS = ("transit", "streets", "door", "needs", "matching", "live")
OURS = "modugil"


@dataclass(frozen=True)
class Contestant:
    """One runner with its options; `answers` are the (kind, needs) it can be asked."""

    name: str
    area: str
    script: str
    answers: frozenset[tuple[str, str]]
    lock: str | None = None  # None: the environment of the project itself
    versions: tuple[str, ...] = ()
    options: dict[str, str] = field(default_factory=dict)

    def python(self, *, home: Path) -> Path:
        """The interpreter to run the script with; NotAvailable says why there is none."""
        if self.lock is None:
            return Path(sys.executable)
        return ensure_environment(HERE / "peers" / self.lock, versions=self.versions, home=home)

    @property
    def folder_name(self) -> str:
        """A name that can be a folder."""
        return self.name.replace(" ", "-").lower()


WALKING = frozenset({("route", "foot"), ("matrix", "foot")})
ALL_STREETS = WALKING | {("route", "wheelchair"), ("reach", "foot"), ("reach", "wheelchair")}
OUR_STREETS = ALL_STREETS | {("way", "foot"), ("way", "wheelchair")}
DOORS = frozenset({(kind, needs) for kind in ("door", "plan") for needs in ("foot", "wheelchair")})
NEEDS = frozenset({(kind, "custom") for kind in ("compile", "streets", "transfers")})
TRACES = frozenset({("match", "named"), ("match", "nameless"), ("tick", "named")})
NEW_PYTHONS = ("3.12", "3.13")

CONTESTANTS = (
    Contestant(OURS, "transit", "modugil_transit.py", frozenset({("stop_to_stop", "any")})),
    Contestant(OURS, "streets", "modugil_streets.py", OUR_STREETS),
    Contestant(OURS, "door", "modugil_door.py", DOORS),
    Contestant(OURS, "needs", "modugil_door.py", NEEDS),
    Contestant(OURS, "matching", "modugil_matching.py", TRACES),
    Contestant(
        "pynigiri",
        "transit",
        "pynigiri_transit.py",
        frozenset({("stop_to_stop", "any")}),
        lock="pynigiri.lock",
        versions=("3.11",),
    ),
    Contestant(
        "pyvalhalla",
        "streets",
        "valhalla_streets.py",
        ALL_STREETS,
        lock="pyvalhalla.lock",
        versions=NEW_PYTHONS,
    ),
    Contestant(
        "pyvalhalla",
        "matching",
        "valhalla_matching.py",
        frozenset({("match", "nameless")}),
        lock="pyvalhalla.lock",
        versions=NEW_PYTHONS,
    ),
    Contestant(
        "osrm CH",
        "streets",
        "osrm_streets.py",
        WALKING,
        lock="osrm-bindings.lock",
        versions=NEW_PYTHONS,
        options={"algorithm": "CH"},
    ),
    Contestant(
        "osrm MLD",
        "streets",
        "osrm_streets.py",
        WALKING,
        lock="osrm-bindings.lock",
        versions=NEW_PYTHONS,
        options={"algorithm": "MLD"},
    ),
)
