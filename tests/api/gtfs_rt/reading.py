"""Feeds as a reader decodes them, and the towns with buses and staff."""

from typing import Any

from google.transit import gtfs_realtime_pb2 as pb
from tests.answers.world import NOW, World
from tests.app.served import web_of

from modugil.app.web import build_desk
from modugil.core.clock import Clock, FixedClock

KINDS = ("vehicle-positions", "trip-updates", "alerts")
HEADERS = {"accept-encoding": "identity"}


def read(client: Any, kind: str) -> pb.FeedMessage:
    """The feed, decoded."""
    answer = client.get(f"/api/v1/gtfs-rt/{kind}", headers=HEADERS)
    assert answer.status_code == 200, answer.text
    return pb.FeedMessage.FromString(answer.content)


def read_all(client: Any) -> list[pb.FeedMessage]:
    """The three feeds."""
    return [read(client, kind) for kind in KINDS]


def by_id(message: pb.FeedMessage) -> dict[str, pb.FeedEntity]:
    """The entities by their ids."""
    return {entity.id: entity for entity in message.entity}


def stops_of(entity: pb.FeedEntity) -> list[tuple[str, str, int | None]]:
    """Each stop time update as stop, word and arrival."""
    words = pb.TripUpdate.StopTimeUpdate.ScheduleRelationship
    return [
        (
            one.stop_id,
            words.Name(one.schedule_relationship),
            one.arrival.time - round(NOW.timestamp()) if one.HasField("arrival") else None,
        )
        for one in entity.trip_update.stop_time_update
    ]


def desk_with_staff(world: World, database: Any, *, clock: Clock | None = None) -> Any:
    """The desk of that planner, with a book of what staff write."""
    return build_desk(world.planner, clock=clock or FixedClock(NOW), database=database)


__all__ = ["HEADERS", "KINDS", "by_id", "desk_with_staff", "read", "read_all", "stops_of", "web_of"]
