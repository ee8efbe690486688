"""What boards are made from: the timetable, and how things are at one instant."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from modugil.answers.alerts.alert_card import AlertCard
from modugil.answers.alerts.alerts import Alerts, HeldAlert
from modugil.answers.alerts.tell_alert import Names
from modugil.answers.boards.sentences import get_board_phrases
from modugil.answers.boards.sentences.board_phrases import BoardPhrases
from modugil.answers.finding.endpoints import EndpointFinder
from modugil.conditions.conditions import Conditions
from modugil.core.access import Access
from modugil.core.language import Language
from modugil.core.time import format_local
from modugil.live.snapshot.live_snapshot import LiveSnapshot
from modugil.live.snapshot.vehicle_state import VehicleState
from modugil.region.timetable import Timetable


@dataclass(frozen=True, slots=True)
class Sight:
    """One instant, told in one language; `snapshot` is None where no fleet is followed."""

    timetable: Timetable
    finder: EndpointFinder
    zone: ZoneInfo
    snapshot: LiveSnapshot | None
    conditions: Conditions
    now: datetime
    language: Language
    alerts: Alerts | None = None
    held: tuple[HeldAlert, ...] = ()
    """The alerts that hold at this instant, the gravest first."""

    @property
    def phrases(self) -> BoardPhrases:
        """The phrases of the language."""
        return get_board_phrases(self.language)

    @property
    def names(self) -> Names:
        """How things are called in the language."""
        return Names(self.timetable, self.finder, self.zone, self.language)

    def tell_alerts(self, held: Iterable[HeldAlert]) -> list[AlertCard]:
        """These alerts in words."""
        return self.alerts.tell(held, names=self.names, now=self.now) if self.alerts else []

    def time(self, instant: datetime | None) -> str:
        """The instant as ISO 8601 in the region's zone, "" for none."""
        return "" if instant is None else format_local(instant, zone=self.zone)

    def clock(self, instant: datetime) -> str:
        """Hours and minutes on the wall."""
        return instant.astimezone(self.zone).strftime("%H:%M")

    def age_s(self, instant: datetime | None) -> int | None:
        """Whole seconds since then; a clock ahead of ours makes no negative age."""
        if instant is None:
            return None
        return max(0, int((self.now - instant).total_seconds()))


def low_floor_of(
    sight: Sight, trip: int, *, vehicle: VehicleState | None, told: int | None
) -> Access:
    """Whether the vehicle of that trip is low-floor: its own word, what was told, the timetable."""
    if vehicle is not None and vehicle.low_floor is not Access.UNKNOWN:
        return vehicle.low_floor
    if told is not None:
        return Access(told)
    return Access(int(sight.timetable.trips.wheelchair[trip]))
