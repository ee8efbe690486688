"""Fixes of a few buses, and what is needed to put them into a journal and read them again."""

import math
from datetime import UTC, datetime, timedelta

from modugil.live.fix import Fix, TripHint
from modugil.live.history.reader import HistoryReader
from modugil.live.history.records import StopEventRecord, encode_event, encode_fix

MORNING = datetime(2026, 11, 23, 8, tzinfo=UTC)
MORNING_MS = int(MORNING.timestamp() * 1000)
MINUTE = timedelta(minutes=1)
HOUR_MS = 3_600_000


def fix(second, *, bus=1, late_s=0.0, **more):
    """A fix measured so many seconds after eight, received at once or later."""
    time_ms = more.pop("time_ms", MORNING_MS + round(second * 1000))
    told = {
        "lat": round(33.45 + second * 1e-5, 7),
        "lon": round(126.55 + bus * 1e-3, 7),
        "received_ms": time_ms + 40 + round(late_s * 1000),
        "heading_deg": 12.5,
        "speed_mps": 8.25,
        "quality": 4,
        **more,
    }
    return Fix(vehicle=f"0055/{bus:05d}", time_ms=time_ms, **told)


def event(second, *, bus=1, late_s=0.0, kind=0):
    time_ms = MORNING_MS + round(second * 1000)
    known_ms = time_ms + round(late_s * 1000)
    bus_name = f"0055/{bus:05d}"
    return StopEventRecord(bus_name, "T1", "2026-11-23", 3, "S3", kind, time_ms, 500, known_ms)


def put(journal, rows):
    for row in rows:
        journal.append(encode_fix(row) if isinstance(row, Fix) else encode_event(row))
    journal.commit()


def read(folder, start=None, end=None, **options):
    """All fixes of the history, as one list that can be compared (NaN is no equal of itself)."""
    batches = HistoryReader(folder, **options).read_fixes(start, end)
    return [comparable(one) for batch in batches for one in batch]


def comparable(one):
    values = [getattr(one, name) for name in one.__struct_fields__]
    return tuple(
        None if isinstance(value, float) and math.isnan(value) else value for value in values
    )


def told(rows):
    """The same of fixes that were not kept yet, in the order of receipt."""
    return [comparable(one) for one in sorted(rows, key=lambda one: one.received_ms)]


FULL = fix(
    1,
    door=2,
    hint=TripHint("T1", "1069", 1, "07:20", "2026-11-23"),
    event="ars",
    stop="1130106",
    journey="deadrun",
    doors_open=1,
    low_floor=1,
    ramp=2,
    wheelchair_bays_free=2,
    occupancy_ratio=0.35,
    odometer_m=123456.7,
)
EMPTY = Fix("0055/00009", MORNING_MS, math.nan, math.nan, MORNING_MS)
