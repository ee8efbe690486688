"""A rule, what it is asked about, and what it finds."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from google.transit import gtfs_realtime_pb2 as pb

from modugil.core.language import Language
from modugil.live.validation.timetable_facts import TimetableFacts

Said = tuple[str, str]
"""The entity it is about ("" for the feed itself), and what is wrong with it."""


class Severity(StrEnum):
    """How bad it is when a rule is not kept."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class ReadFeed:
    """One feed as it was read at some time.

    Units:   seconds since 1970.
    """

    name: str
    message: pb.FeedMessage
    read_s: int


@dataclass(frozen=True, slots=True)
class Seen:
    """Feeds that belong together, read at about the same time, and the timetable they speak of.

    `previous` is what each of them was when it was read before, in the same order; empty where none
    was.
    """

    feeds: Sequence[ReadFeed]
    facts: TimetableFacts
    previous: Sequence[ReadFeed] = ()

    def entities(self) -> Iterator[tuple[ReadFeed, pb.FeedEntity]]:
        """Every entity of every feed."""
        for feed in self.feeds:
            for entity in feed.message.entity:
                yield feed, entity

    def updates(self) -> Iterator[tuple[str, pb.TripUpdate]]:
        """Every trip update with its entity's id, those of modified trips too."""
        for _, entity in self.entities():
            if entity.HasField("trip_update"):
                yield entity.id, entity.trip_update

    def positions(self) -> Iterator[tuple[str, pb.VehiclePosition]]:
        """Every vehicle with its entity's id."""
        for _, entity in self.entities():
            if entity.HasField("vehicle"):
                yield entity.id, entity.vehicle

    def alerts(self) -> Iterator[tuple[str, pb.Alert]]:
        """Every alert with its entity's id."""
        for _, entity in self.entities():
            if entity.HasField("alert"):
                yield entity.id, entity.alert

    def driven(self) -> Iterator[tuple[str, pb.TripDescriptor]]:
        """The trip of every update and every vehicle; of a modified trip nothing is told there."""
        for id, update in self.updates():
            if not update.trip.HasField("modified_trip"):
                yield id, update.trip
        for id, vehicle in self.positions():
            if vehicle.HasField("trip") and not vehicle.trip.HasField("modified_trip"):
                yield id, vehicle.trip

    def named(self) -> Iterator[tuple[str, pb.TripDescriptor]]:
        """The same with the trips of alerts."""
        yield from self.driven()
        for id, alert in self.alerts():
            for one in alert.informed_entity:
                if one.HasField("trip"):
                    yield id, one.trip

    def new_stops(self) -> frozenset[str]:
        """Ids of stops that the feeds themselves add."""
        return frozenset(
            entity.stop.stop_id for _, entity in self.entities() if entity.HasField("stop")
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that must be so. `find` tells every place where it is not."""

    code: str
    ko: str
    en: str
    find: Callable[[Seen], Iterable[Said]]

    @property
    def severity(self) -> Severity:
        """Errors have codes with E."""
        return Severity.ERROR if self.code.startswith("E") else Severity.WARNING

    def say(self, language: Language) -> str:
        """What must be so, in that language, else in English."""
        return self.ko if language == "ko" else self.en


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule is not kept."""

    rule: Rule
    entity: str
    said: str
