"""What one rebuild of the GTFS-Realtime feeds costs: 923 vehicles, so many stops ahead of each.

python bench/gtfs_rt.py
"""

import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
from google.transit import gtfs_realtime_pb2 as pb

from modugil.api.gtfs_rt.feeds import FeedKind, FeedSet
from modugil.api.gtfs_rt.modifications import NOTHING_MODIFIED
from modugil.api.gtfs_rt.trip_words import TripWords
from modugil.conditions.conditions import Conditions, TripChange, TripRun
from modugil.conditions.staff.published_ids import PublishedIds
from modugil.core.access import Access
from modugil.core.notices import Notices
from modugil.core.time import service_day_start
from modugil.live.fix import Fix
from modugil.live.predictions.predictions import Predictions
from modugil.live.progress import Progress, VehicleStatus
from modugil.live.tracking.runs import Drivers
from modugil.live.tracking.tick_snapshot import TickSnapshot
from modugil.region.gtfs.feed import read_feed
from modugil.region.timetable import Timetable

VEHICLES, STOPS, ROUNDS = 923, 40, 15
ZONE = ZoneInfo("Asia/Seoul")
DAY = date(2026, 11, 23)


def write_feed(folder: Path) -> None:
    """Runs of forty stops, all under way at half past eight."""
    clock = "{:02d}:{:02d}:00".format
    stops = [f"4050{row:05d},정류소 {row},{33.2 + row / 1e4},126.5" for row in range(STOPS)]
    times = [
        f"405136{trip:04d}-0-{trip},{at},{at},4050{row:05d},{row + 1}"
        for trip in range(VEHICLES)
        for row in range(STOPS)
        for at in [clock(*divmod(480 + trip % 20 + row, 60))]
    ]
    files = {
        "agency": [
            "agency_id,agency_name,agency_url,agency_timezone",
            "J,J,https://e.org,Asia/Seoul",
        ],
        "routes": ["route_id,agency_id,route_short_name,route_type"]
        + [f"40513{row},J,{row},3" for row in range(60)],
        "stops": ["stop_id,stop_name,stop_lat,stop_lon", *stops],
        "calendar": [
            "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date",
            "D,1,1,1,1,1,1,1,20261101,20261130",
        ],
        "trips": ["route_id,service_id,trip_id,direction_id"]
        + [f"40513{trip % 60},D,405136{trip:04d}-0-{trip},{trip % 2}" for trip in range(VEHICLES)],
        "stop_times": ["trip_id,arrival_time,departure_time,stop_id,stop_sequence", *times],
    }
    for name, rows in files.items():
        (folder / f"{name}.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")


def build_snapshot(timetable: Timetable, ahead: int, now_ms: int) -> TickSnapshot:
    """Every vehicle on its run with so many stops ahead."""
    rows = np.arange(VEHICLES, dtype=np.int32)
    last = np.full(VEHICLES, STOPS - ahead - 1, np.int32)
    made = np.random.default_rng(1)
    progress = Progress(
        status=np.full(VEHICLES, VehicleStatus.ON_TRIP, np.uint8),
        trip=rows.copy(),
        day=np.full(VEHICLES, DAY.toordinal(), np.int32),
        path=np.zeros(VEHICLES, np.int32),
        along_m=np.zeros(VEHICLES, np.float32),
        off_path_m=np.zeros(VEHICLES, np.float32),
        last_position=last,
        at_stop=np.zeros(VEHICLES, np.uint8),
        last_event_ms=np.full(VEHICLES, now_ms, np.int64),
        leg_ratio=np.zeros(VEHICLES, np.float32),
        time_ms=np.full(VEHICLES, now_ms, np.int64),
    )
    position = np.tile(np.arange(STOPS - ahead, STOPS, dtype=np.int32), VEHICLES)
    arrival = now_ms + 60_000 * (position - (STOPS - ahead) + 1).astype(np.int64)
    arrival += made.integers(0, 20_000, len(arrival))
    told = Predictions(
        rows, made.integers(-60, 600, VEHICLES).astype(np.int32),
        np.arange(VEHICLES + 1, dtype=np.int64) * ahead, position, arrival, arrival + 15_000,
        arrival - 60_000, arrival + 90_000, np.zeros(len(arrival), np.uint8), arrival,
    )  # fmt: skip
    fixes = [
        Fix(
            f"0055/{row:05d}", now_ms - 500, 33.5 + row / 1e5, 126.5, heading_deg=90.0,
            speed_mps=9.5, low_floor=int(Access.YES), occupancy_ratio=0.4, odometer_m=1000.0 * row,
        )
        for row in range(VEHICLES)
    ]  # fmt: skip
    return TickSnapshot(
        1, datetime.fromtimestamp(now_ms / 1000, UTC), fixes, list(range(VEHICLES)),
        {}, progress, told, Drivers(told, progress), {},
    )  # fmt: skip


def measure(words: TripWords, snapshot: TickSnapshot, now_s: int) -> None:
    trips = {TripRun(row, DAY): TripChange(delays_s=((0, 60),)) for row in range(VEHICLES)}
    conditions = Conditions(trips=trips)
    took: dict[str, list[float]] = {"both": [], "positions": [], "updates": [], "json": []}
    for turn in range(ROUNDS):
        made = FeedSet(
            words,
            snapshot,
            conditions,
            staff=None,
            modified=NOTHING_MODIFIED,
            header_s=now_s + turn,
        )
        steps = [time.process_time()]
        positions = made.get(FeedKind.VEHICLE_POSITIONS)
        steps.append(time.process_time())
        updates = made.get(FeedKind.TRIP_UPDATES)
        steps.append(time.process_time())
        updates.get_form(json=True, gzipped=False)
        steps.append(time.process_time())
        for name, begin, end in (
            ("positions", 0, 1),
            ("updates", 1, 2),
            ("both", 0, 2),
            ("json", 2, 3),
        ):
            took[name].append((steps[end] - steps[begin]) * 1000)
    count = sum(
        len(one.trip_update.stop_time_update)
        for one in pb.FeedMessage.FromString(updates.body).entity
    )
    medians = {name: f"{np.median(all[2:]):.1f} ms" for name, all in took.items()}
    sizes = f"{len(positions.body) / 1e3:.0f} kB and {len(updates.body) / 1e3:.0f} kB"
    print(f"{count} stop times: {medians}; {sizes}")


def main() -> int:
    now_s = round(service_day_start(DAY, zone=ZONE).timestamp()) + 8 * 3600 + 1800
    with tempfile.TemporaryDirectory() as name:
        write_feed(Path(name))
        timetable = read_feed(
            Path(name), feed_id="f", source=0, time_zone="Asia/Seoul", notices=Notices()
        )
    words = TripWords(PublishedIds(timetable, zone=ZONE))
    for ahead in (10, 20, 30):
        measure(words, build_snapshot(timetable, ahead, now_s * 1000), now_s)
    return 0


if __name__ == "__main__":
    sys.exit(main())
