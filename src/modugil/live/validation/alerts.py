"""Rules about what alerts touch."""

from collections.abc import Iterator

from google.transit import gtfs_realtime_pb2 as pb

from modugil.live.validation.rule import Rule, Said, Seen


def _list_touched(seen: Seen) -> Iterator[tuple[str, pb.EntitySelector]]:
    for id, alert in seen.alerts():
        for one in alert.informed_entity:
            yield id, one


def find_trip_of_other_route(seen: Seen) -> Iterator[Said]:
    """Trips that the timetable has under another line than the one named beside them."""
    for id, one in _list_touched(seen):
        row = seen.facts.find_trip(one.trip)
        if row is not None and one.route_id not in ("", seen.facts.route_of(row)):
            yield id, f"trip {one.trip.trip_id} is not of route {one.route_id}"


def find_two_routes(seen: Seen) -> Iterator[Said]:
    """Lines named twice, differently."""
    for id, one in _list_touched(seen):
        if one.route_id and one.trip.route_id and one.route_id != one.trip.route_id:
            yield id, f"route_id {one.route_id} and trip.route_id {one.trip.route_id}"


def find_touches_nothing(seen: Seen) -> Iterator[Said]:
    """Alerts about nothing."""
    for id, alert in seen.alerts():
        if not alert.informed_entity:
            yield id, "no informed_entity"


def find_touched_empty(seen: Seen) -> Iterator[Said]:
    """What is touched says not what."""
    for id, one in _list_touched(seen):
        if not one.ListFields():
            yield id, "an informed_entity is empty"


def find_agency_unknown(seen: Seen) -> Iterator[Said]:
    """Agencies that the timetable does not have."""
    for id, one in _list_touched(seen):
        if one.agency_id and seen.facts.ids.find_agency(one.agency_id) is None:
            yield id, f"agency_id {one.agency_id}"


RULES = (
    Rule(
        "E030",
        "안내문의 운행은 함께 적힌 노선의 것이어야 합니다.",
        "An alert's trip is of the line that the alert names.",
        find_trip_of_other_route,
    ),
    Rule(
        "E031",
        "안내문의 노선과 그 운행의 노선은 같아야 합니다.",
        "An alert names one line, beside the trip and in it.",
        find_two_routes,
    ),
    Rule(
        "E032",
        "안내문에는 관련된 대상이 있어야 합니다.",
        "An alert says what it touches.",
        find_touches_nothing,
    ),
    Rule(
        "E033",
        "안내문의 대상은 비어 있지 않아야 합니다.",
        "What an alert touches is not empty.",
        find_touched_empty,
    ),
    Rule(
        "E034",
        "운수 회사(agency_id)는 시간표에 있어야 합니다.",
        "Every agency_id is in the timetable.",
        find_agency_unknown,
    ),
)
