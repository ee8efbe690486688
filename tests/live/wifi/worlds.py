"""Reports, buses and a timetable of three lines for tests of Wi-Fi."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from modugil.conditions.conditions import TripRun
from modugil.core.access import Access
from modugil.core.geo import LatLon
from modugil.live.fix import FixQuality
from modugil.live.formats.wifi_report import UplinkKind, WifiReport
from modugil.live.progress import VehicleStatus
from modugil.live.snapshot.fixed_snapshot import FixedSnapshot
from modugil.live.snapshot.vehicle_state import VehicleState
from modugil.live.wifi.book import WifiBook
from modugil.live.wifi.settings import DEFAULTS, WifiSettings
from modugil.live.wifi.snapshot import WifiSnapshot
from modugil.region.wifi import WifiFacts

ZONE = ZoneInfo("Asia/Seoul")
NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
DAY = date(2026, 11, 22)
BUS, OTHER, STOP = "1/1", "1/2", "stop/A"
HERE = LatLon(33.5, 126.5)
FACTS = WifiFacts("Jeju Free Bus_WIFI_{line}", 1_000_000_000_000)


def to_ms(instant: datetime) -> int:
    return round(instant.timestamp() * 1000)


@dataclass
class Runs:
    """Trip n is of line 100 + n and ends an hour after `NOW`."""

    stops: dict[str, LatLon] = field(default_factory=lambda: {"A": HERE})

    def get_line(self, run: TripRun) -> str:
        return str(100 + run.trip)

    def get_end_ms(self, run: TripRun) -> int:
        return to_ms(NOW + timedelta(hours=1))

    def find_stop(self, stop: str) -> LatLon | None:
        return self.stops.get(stop)

    def name_stop(self, stop: str, *, language: str) -> str:
        return f"{stop} ({language})"


def report(
    access_point: str = BUS,
    at: datetime = NOW,
    *,
    up: int = Access.YES,
    counted: int = -1,
    start: str = "a",
    since: datetime | None = None,
    ssid: str = "",
) -> WifiReport:
    """A report with a counter if `counted` is told."""
    return WifiReport(
        access_point,
        to_ms(at),
        to_ms(at),
        up,
        clients=7,
        counted_bytes=counted,
        start=start if counted >= 0 else "",
        since_ms=to_ms(since) if since is not None else 0,
        ssid=ssid,
        rsrp_dbm=-91.0,
        uplink=UplinkKind.NR,
    )


def fleet(at: datetime, **trips: int | None) -> FixedSnapshot:
    """Buses 1/<n> (written `b1=…`) heard of at that moment, on these trips or on none."""
    return FixedSnapshot(
        at,
        vehicles=tuple(
            VehicleState(
                f"1/{name[1:]}",
                LatLon(33.5 + int(name[1:]) / 1000, 126.5),
                at,
                at,
                FixQuality.RTK_FIXED,
                VehicleStatus.ON_TRIP,
                run=None if trip is None else TripRun(trip, DAY),
            )
            for name, trip in trips.items()
        ),
    )


class Play:
    """A book with a clock that a test moves; buses are heard of unless said otherwise."""

    def __init__(self, settings: WifiSettings = DEFAULTS, facts: WifiFacts = FACTS) -> None:
        self.now = NOW
        self.runs = Runs()
        self.book = WifiBook(self.runs, facts=facts, zone=ZONE, now=NOW, settings=settings)
        self.live = fleet(NOW)

    def drive(self, **trips: int | None) -> None:
        """From now on these buses are on these trips, and others are not heard of."""
        self.live = fleet(self.now, **trips)

    def tell(self, access_point: str = BUS, **told) -> None:
        self.book.take(report(access_point, self.now, **told), now_ms=to_ms(self.now))

    def look(self, after_s: float = 0.0) -> WifiSnapshot:
        """So many seconds later."""
        self.now += timedelta(seconds=after_s)
        return self.book.look(self.live, now=self.now)
