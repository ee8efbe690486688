"""One access point as it last told, and as we understood it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from modugil.conditions.conditions import TripRun
from modugil.core.geo import LatLon
from modugil.live.formats.wifi_report import STOP, UplinkKind, subject_of


class WifiStatus(StrEnum):
    """Whether people can use an access point now."""

    WORKING = "working"
    DOWN = "down"
    """It says itself that it does not work."""
    SILENT = "silent"
    """It was not heard of for longer than it should."""
    RESTING = "resting"
    """Down or silent, at a bus that is out of service: no fault."""
    UNKNOWN = "unknown"
    """It reports, but does not say whether it works."""


@dataclass(frozen=True, slots=True)
class AccessPointState:
    """One access point at one moment.

    Units:   instants in UTC; bits per second both ways, since the report before.
    Unknown: None, or "".
    """

    access_point: str
    """`<operator>/<vehicle>` or `stop/<stop>`, with `/<n>` where there are several."""
    status: WifiStatus
    as_of: datetime
    """When the newest report was measured."""
    changed: datetime
    """Since when it has this status."""
    clients: int | None = None
    bits_per_s: float | None = None
    ssid: str = ""
    expected_ssid: str = ""
    """What it should be called on the trip that its bus drives; empty where nothing is asked."""
    ssid_wrong_since: datetime | None = None
    """None where it is right, or was not wrong for more than a minute."""
    uplink: UplinkKind = UplinkKind.UNKNOWN
    rsrp_dbm: float | None = None
    at: LatLon | None = None
    """Where its bus or stop is."""
    run: TripRun | None = None
    """What its bus drives."""
    line: str = ""
    """The number on its bus."""

    @property
    def subject(self) -> str:
        """Its vehicle `<operator>/<vehicle>`, or `stop/<stop>`."""
        return subject_of(self.access_point)

    @property
    def vehicle(self) -> str:
        """The bus it is on; empty for one at a stop."""
        return "" if self.stop else self.subject

    @property
    def stop(self) -> str:
        """The id of the stop it is at; empty for one on a bus."""
        operator, _, name = self.subject.partition("/")
        return name if operator == STOP else ""

    @property
    def works(self) -> bool:
        """Whether people can use it."""
        return self.status is WifiStatus.WORKING
