"""Settings of a serving process: a TOML file, then the environment, read once at start-up.

`threads = 4` in the file is the same as `MODUGIL_THREADS=4`, which wins; `tick_ms = 250` below
`[live]` is `MODUGIL_LIVE_TICK_MS=250`. MODUGIL_SETTINGS names the file where the command line does
not.
"""

import logging
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from modugil.core.errors import SettingsInvalid
from modugil.live.operations.settings import OperationsSettings
from modugil.live.settings import LiveSettings
from modugil.places.roadview.settings import RoadViewSettings
from modugil.store.settings import StoreSettings

log = logging.getLogger(__name__)
PREFIX = "MODUGIL_"
LOG_LEVELS = ("debug", "info", "warning", "error", "critical")


def _all_cores() -> int:
    return max(2, os.cpu_count() or 2)


@dataclass(frozen=True, slots=True)
class Settings:
    """How a serving process behaves."""

    threads: int = field(default_factory=_all_cores)
    """How many searches run at once, 1 to 256; by default one a core, two at least."""
    log_level: str = "warning"
    """The least serious messages that are printed: debug, info, warning, error or critical."""
    keep_alive_s: int = 5
    """How long an idle connection is kept open, 0 to 600 seconds."""
    live: LiveSettings = field(default_factory=LiveSettings)
    """How live buses are taken in; a table of its own."""
    store: StoreSettings = field(default_factory=StoreSettings)
    """Where state is kept; a table of its own."""
    operations: OperationsSettings = field(default_factory=OperationsSettings)
    """From when on something is told to those who run the buses; a table of its own."""
    roadview: RoadViewSettings = field(default_factory=RoadViewSettings)
    """How pictures of streets are kept; a table of its own."""

    def __post_init__(self) -> None:
        """Refuse values that cannot be meant.

        Errors:  SettingsInvalid naming the setting and what it may be.
        """
        _require(1 <= self.threads <= 256, "threads", self.threads, "It may be from 1 to 256.")
        _require(
            self.log_level in LOG_LEVELS,
            "log_level",
            self.log_level,
            f"It may be {', '.join(LOG_LEVELS)}.",
        )
        _require(
            0 <= self.keep_alive_s <= 600,
            "keep_alive_s",
            self.keep_alive_s,
            "It may be from 0 to 600.",
        )


def read_settings(file: Path | None, *, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of the file (none is needed), with the environment's in their place.

    Errors:  SettingsInvalid if the file cannot be read or a value is not allowed.
    """
    variables = os.environ if environment is None else environment
    named = variables.get(f"{PREFIX}SETTINGS")
    if file is None and named:
        file = Path(named)
    given = _read_file(file) if file is not None else {}
    values = _read_table(Settings, given, variables=variables, prefix="")
    live, store, operations, roadview = (
        _read_table(kind, _get_table(given, name), variables=variables, prefix=f"{name}.")
        for name, kind in (
            ("live", LiveSettings),
            ("store", StoreSettings),
            ("operations", OperationsSettings),
            ("roadview", RoadViewSettings),
        )
    )
    return Settings(
        **values,  # type: ignore[arg-type]
        live=LiveSettings(**live),  # type: ignore[arg-type]
        store=StoreSettings(**store),  # type: ignore[arg-type]
        operations=OperationsSettings(**operations),  # type: ignore[arg-type]
        roadview=RoadViewSettings(**roadview),  # type: ignore[arg-type]
    )


def _get_table(given: Mapping[str, object], name: str) -> dict[str, object]:
    table = given.get(name, {})
    if not isinstance(table, dict):
        raise SettingsInvalid(
            f"The setting {name} is {table!r}.", allowed=f"Write it as a table: [{name}]."
        )
    return table


def _read_table(
    kind: type[Settings]
    | type[LiveSettings]
    | type[StoreSettings]
    | type[OperationsSettings]
    | type[RoadViewSettings],
    given: Mapping[str, object],
    *,
    variables: Mapping[str, str],
    prefix: str,
) -> dict[str, int | str]:
    """The values of one room's settings by name, those of the environment first."""
    known = {one.name: one.type for one in fields(kind) if one.type in (int, str)}
    for name in sorted(given.keys() - {one.name for one in fields(kind)}):
        log.warning("there is no setting %r; there are: %s", prefix + name, ", ".join(known))
    values: dict[str, int | str] = {}
    for name, wanted in known.items():
        variable = PREFIX + (prefix + name).upper().replace(".", "_")
        value = variables.get(variable, given.get(name))
        if value is not None:
            values[name] = _convert(prefix + name, value, wanted=wanted)
    return values


def _convert(name: str, value: object, *, wanted: object) -> int | str:
    if wanted is str:
        if not isinstance(value, str):
            raise SettingsInvalid(f"The setting {name} is {value!r}.", allowed="Give a text.")
        return value.lower() if name == "log_level" else value
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise SettingsInvalid(f"The setting {name} is {value!r}.", allowed="Give a whole number.")
    try:
        return int(value)
    except ValueError as cause:
        raise SettingsInvalid(
            f"The setting {name} is {value!r}.", allowed="Give a whole number."
        ) from cause


def _read_file(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as cause:
        raise SettingsInvalid(f"The settings {file} cannot be read ({cause}).") from cause


def _require(holds: bool, name: str, value: object, allowed: str) -> None:
    if not holds:
        raise SettingsInvalid(f"The setting {name} is {value!r}.", allowed=allowed)
