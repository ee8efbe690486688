"""The Python and the JavaScript bindings decode our feeds to the same values."""

from typing import Any

from google.protobuf.descriptor import FieldDescriptor
from google.transit import gtfs_realtime_pb2 as pb
from tests.answers.boards.fleet import drive, follow
from tests.answers.world import NOW
from tests.api.gtfs_rt.reading import HEADERS, KINDS
from tests.conditions.staff.messages import alert, cancellation, detour
from tests.foreign.clients import run_script

from modugil.core.geo import LatLon
from modugil.live.progress import VehicleStatus

WIDE = (FieldDescriptor.TYPE_INT64, FieldDescriptor.TYPE_UINT64)
WAY = (LatLon(33.5, 126.5), LatLon(33.49, 126.505), LatLon(33.5, 126.51))


def to_plain(message: Any) -> dict[str, Any]:
    """The message as the JavaScript bindings hand it out: numbers as they were decoded."""
    told = {}
    for field, value in message.ListFields():
        many = [tell(field, one) for one in value] if field.is_repeated else tell(field, value)
        told[field.json_name] = many
    return told


def tell(field: Any, value: Any) -> Any:
    if field.message_type is not None:
        return to_plain(value)
    if field.type == FieldDescriptor.TYPE_ENUM:
        return field.enum_type.values_by_number[value].name
    return str(value) if field.type in WIDE else value


def test_both_bindings_read_the_same(serve, foreign_node, tmp_path):
    served = serve()
    for message in (alert(url={"ko": "https://example.org"}), cancellation(), detour(way=WAY)):
        served.staff.write(message, author="kim", now=NOW)
    world = served.world
    served.desk.live.snapshot = follow(
        world,
        drive(world, "R1-W1-540", late_s=-130, last=1, at=LatLon(33.4996213, 126.5311884)),
        drive(world, "R1-E2-550", late_s=240, status=VehicleStatus.DETOUR),
        drive(world, "R3-W2-552", occupancy_ratio=0.93),
    ).snapshot
    files, read = [], []
    for kind in (*KINDS, "all"):
        answer = served.client.get(f"/api/v1/gtfs-rt/{kind}", headers=HEADERS)
        file = tmp_path / f"{kind}.pb"
        file.write_bytes(answer.content)
        files.append(file)
        read.append(to_plain(pb.FeedMessage.FromString(answer.content)))
    assert run_script(foreign_node, "decode_feeds.mjs", *files) == read
    kinds = {next(iter(entity.keys() - {"id"})) for entity in read[-1]["entity"]}
    assert kinds == {"vehicle", "tripUpdate", "alert", "shape", "stop", "tripModifications"}


def test_the_bindings_write_back_the_very_bytes_that_we_sent(serve):
    """What we write by hand is what everybody else would write."""
    served = serve()
    served.desk.live.snapshot = follow(
        served.world, drive(served.world, "R1-W1-540", late_s=-130, last=1)
    ).snapshot
    for kind in KINDS:
        sent = served.client.get(f"/api/v1/gtfs-rt/{kind}", headers=HEADERS).content
        message = pb.FeedMessage.FromString(sent)
        again = pb.FeedMessage.FromString(message.SerializeToString())
        assert again == message
        assert len(message.SerializeToString()) == len(sent)
