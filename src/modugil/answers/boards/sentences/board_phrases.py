"""What every language must be able to say of a vehicle that comes."""

from collections.abc import Mapping
from dataclasses import dataclass

from modugil.answers.boards.crowding import CrowdingWord
from modugil.answers.itinerary import AccessWord
from modugil.answers.wording import plain_headsign
from modugil.live.progress import VehicleStatus

ON_TIME_S = 60
"""Less than this early or late is on time."""
LONGEST_COUNT_MIN = 60
"""From here on the time on the wall says more than minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPhrases:
    """The phrases of one language, with gaps for numbers and names."""

    in_minutes: str
    at_time: str
    arriving: str
    """A bus seen to come within the minute."""
    due: str
    """By the timetable within the minute."""
    standing: str
    waiting: str
    """A bus that should have left this first stop of its run."""
    not_left: str
    """The same, said at the stops on its way."""
    once_it_leaves: str
    """How far away this stop is then, with {n} minutes."""
    states: Mapping[str, str]
    """What is added where it is not live: timetable, silent (with {time}), cancelled, skipped."""
    low_floor: Mapping[AccessWord, str]
    crowding: Mapping[CrowdingWord, str]
    late: str
    early: str
    on_time: str
    stops_away: str
    next_stop: str
    seconds: str
    minutes: str
    hours: str
    age: str
    """How old a position is, with {span}."""
    headway: str
    last_bus: str
    on_demand: str
    leaves: str
    """When a vehicle leaves that waits at the stop, with {time}."""
    bays: str
    one_bay: str
    no_bay: str
    no_departures: str
    hidden: str
    hidden_no: str
    hidden_unknown: str
    towards: str
    already_towards: tuple[str, ...]
    """What a headsign may end in that says "towards" by itself."""
    statuses: Mapping[VehicleStatus, str]
    next_is: str
    stands_at: str
    joined: str
    """Between two parts of one phrase."""
    live: str
    """How a ride's live times are told: with {late} and {age}."""
    may_come: str
    """That it may come at {time}, as boards tell, before the likeliest time."""
    times: Mapping[str, str]
    """What all times rest on: timetable, reported, live and mixed (with {age})."""

    def when(self, seconds: float, *, clock: str, live: bool) -> str:
        """How long until then; on the wall where it is past or more than an hour away."""
        if seconds >= LONGEST_COUNT_MIN * 60 or (seconds < 0 and not live):
            return self.at_time.format(time=clock)
        if seconds < 60:
            return self.arriving if live else self.due
        return self.in_minutes.format(n=int(seconds // 60))

    def span(self, seconds: int) -> str:
        """Seconds as people say them."""
        if seconds < 90:
            return self.seconds.format(n=max(0, seconds))
        if seconds < 5400:
            return self.minutes.format(n=round(seconds / 60))
        return self.hours.format(n=round(seconds / 3600))

    def lateness(self, delay_s: int) -> str:
        """How late or early."""
        if abs(delay_s) < ON_TIME_S:
            return self.on_time
        return (self.late if delay_s > 0 else self.early).format(n=round(abs(delay_s) / 60))

    def away(self, stops: int) -> str:
        """How many stops away."""
        return self.next_stop if stops == 1 else self.stops_away.format(n=stops)

    def bays_free(self, count: int) -> str:
        """How many places for wheelchairs are free."""
        return {0: self.no_bay, 1: self.one_bay}.get(count, self.bays.format(n=count))

    def toward(self, headsign: str) -> str:
        """Where it goes; nothing where the vehicle does not say."""
        if not headsign or headsign.endswith(self.already_towards):
            return headsign
        return self.towards.format(headsign=plain_headsign(headsign))

    def age_of(self, seconds: int) -> str:
        """How old a position is."""
        return self.age.format(span=self.span(seconds))

    def join(self, *parts: str) -> str:
        """The parts that say something, as one phrase."""
        return self.joined.join(filter(None, parts))
