"""How each access point fared in every five minutes: counts and means, and nobody's device.

A file a five minutes, `wifi/2026-11-22/0615.parquet` by UTC; what comes after it was written goes
into one more, `0615-2.parquet`. Rows are few thousand, so nothing is ever merged.
"""

import os
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import rmtree

import pyarrow as pa
import pyarrow.parquet as pq

from modugil.core.access import Access
from modugil.core.errors import CouldNotKeep
from modugil.live.formats.wifi_report import WifiReport

SLOT_MS = 300_000
WAITS_MS = 300_000
"""So long after its end five minutes wait for late reports before they are written."""
FOLDER = "wifi"
SCHEMA = pa.schema(
    [
        ("access_point", pa.string()),
        ("from", pa.timestamp("ms", "UTC")),
        ("reports", pa.int16()),
        ("working", pa.int16()),
        ("clients_mean", pa.float32()),
        ("clients_most", pa.int32()),
        ("bytes", pa.int64()),
        ("rsrp_mean_dbm", pa.float32()),
        ("uplink", pa.string()),
    ]
)


@dataclass(slots=True)
class Slot:
    """One access point in five minutes."""

    times_ms: set[int] = field(default_factory=set)
    working: int = 0
    clients: list[int] = field(default_factory=list)
    grew: int = 0
    """Bytes since the report before the first of these."""
    rsrp_dbm: list[float] = field(default_factory=list)
    uplink: str = ""

    def add(self, report: WifiReport, grew: int) -> None:
        """Count a report and its bytes since the one before; the same one twice counts once."""
        if report.time_ms in self.times_ms:
            return
        self.grew += grew
        self.times_ms.add(report.time_ms)
        self.working += report.up == Access.YES
        if report.clients >= 0:
            self.clients.append(report.clients)
        if report.rsrp_dbm is not None:
            self.rsrp_dbm.append(report.rsrp_dbm)
        self.uplink = report.uplink.value

    def build_row(self, access_point: str, from_ms: int) -> tuple[object, ...]:
        """The row, in the order of the schema. Unknown: None."""
        return (
            access_point,
            from_ms,
            len(self.times_ms),
            self.working,
            _mean(self.clients),
            max(self.clients, default=None),
            self.grew,
            _mean(self.rsrp_dbm),
            self.uplink,
        )


class WifiHistory:
    """What was told lately and is not written yet; whoever adds holds the book's lock."""

    def __init__(self) -> None:
        """Nothing was told yet."""
        self._slots: defaultdict[int, defaultdict[str, Slot]] = defaultdict(_new_slots)

    def add(self, report: WifiReport, *, grew: int) -> None:
        """Count a report, and its bytes since the one before, in its five minutes."""
        self._slots[report.time_ms // SLOT_MS][report.access_point].add(report, grew)

    def take(self, *, now_ms: int) -> dict[int, dict[str, Slot]]:
        """The five minutes that are over, by their number since 1970; they are forgotten here."""
        last = (now_ms - WAITS_MS) // SLOT_MS
        over = [slot for slot in self._slots if slot < last]
        return {slot: dict(self._slots.pop(slot)) for slot in over}

    def put_back(self, slots: dict[int, dict[str, Slot]]) -> None:
        """These could not be written; they are given again, unless newer ones took their place."""
        for number, slot in slots.items():
            for name, one in slot.items():
                self._slots[number].setdefault(name, one)


def write_slot(folder: Path, number: int, slot: dict[str, Slot]) -> Path:
    """A file with these five minutes, there whole or not at all.

    Errors:  CouldNotKeep if it cannot be written.
    """
    from_ms = number * SLOT_MS
    rows = [one.build_row(name, from_ms) for name, one in sorted(slot.items())]
    columns = [
        pa.array([row[place] for row in rows], kind) for place, kind in enumerate(SCHEMA.types)
    ]
    begin = datetime.fromtimestamp(from_ms / 1000.0, UTC)
    day = folder / FOLDER / begin.date().isoformat()
    try:
        day.mkdir(parents=True, exist_ok=True)
        path = _find_free(day, f"{begin:%H%M}")
        unfinished = path.with_name(f".{path.name}.writing")
        pq.write_table(pa.table(columns, schema=SCHEMA), unfinished, compression="zstd")
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        unfinished.replace(path)
    except OSError as cause:
        raise CouldNotKeep(f"The history of Wi-Fi cannot be written ({cause}).") from cause
    return path


def remove_old(folder: Path, *, now: datetime, keep_days: int) -> None:
    """Days longer ago are not kept; what cannot be removed is tried again the next time."""
    first = now.astimezone(UTC).date() - timedelta(days=keep_days)
    with suppress(OSError):
        for day in (folder / FOLDER).iterdir():
            with suppress(ValueError):
                if date.fromisoformat(day.name) < first:
                    rmtree(day, ignore_errors=True)


def _find_free(day: Path, name: str) -> Path:
    path, number = day / f"{name}.parquet", 1
    while path.exists():
        number += 1
        path = day / f"{name}-{number}.parquet"
    return path


def _new_slots() -> defaultdict[str, Slot]:
    return defaultdict(Slot)


def _mean(values: list[int] | list[float]) -> float | None:
    return sum(values) / len(values) if values else None
