"""Rules about when things were measured and told."""

from collections.abc import Iterator

from google.transit import gtfs_realtime_pb2 as pb

from modugil.live.validation.rule import ReadFeed, Rule, Said, Seen

EARLIEST_S = 1_104_537_600
"""2005: nobody published such feeds before."""
LATEST_S = 4_102_444_800
"""2100; milliseconds are far beyond."""
AHEAD_S = 60
OLD_S = 65
REFRESHED_S = 35


def _list_times(entity: pb.FeedEntity) -> Iterator[tuple[str, int]]:
    if entity.HasField("vehicle"):
        yield "timestamp", entity.vehicle.timestamp
    if entity.HasField("trip_update"):
        yield "timestamp", entity.trip_update.timestamp
        for one in entity.trip_update.stop_time_update:
            yield "arrival.time", one.arrival.time
            yield "departure.time", one.departure.time
    if entity.HasField("alert"):
        for span in entity.alert.active_period:
            yield "active_period.start", span.start
            yield "active_period.end", span.end


def find_no_posix(seen: Seen) -> Iterator[Said]:
    """Times that are no seconds since 1970."""
    for feed in seen.feeds:
        told = feed.message.header.timestamp
        if told and not EARLIEST_S <= told <= LATEST_S:
            yield "", f"{feed.name}: header.timestamp is {told}"
    for _, entity in seen.entities():
        for name, told in _list_times(entity):
            if told and not EARLIEST_S <= told <= LATEST_S:
                yield entity.id, f"{name} is {told}"


def _measured(entity: pb.FeedEntity) -> int:
    if entity.HasField("vehicle"):
        return int(entity.vehicle.timestamp)
    return int(entity.trip_update.timestamp) if entity.HasField("trip_update") else 0


def find_after_header(seen: Seen) -> Iterator[Said]:
    """Entities measured after their feed was made."""
    for feed, entity in seen.entities():
        made = feed.message.header.timestamp
        if made and _measured(entity) > made:
            yield entity.id, f"timestamp {_measured(entity)} is after the header's {made}"


def _pairs(seen: Seen) -> Iterator[tuple[ReadFeed, ReadFeed]]:
    if seen.previous:
        yield from zip(seen.previous, seen.feeds, strict=True)


def _content(feed: ReadFeed) -> list[bytes]:
    return [one.SerializeToString(deterministic=True) for one in feed.message.entity]


def find_changed_silently(seen: Seen) -> Iterator[Said]:
    """Feeds whose content changed and whose time did not."""
    for before, after in _pairs(seen):
        same = before.message.header.timestamp == after.message.header.timestamp
        if same and _content(before) != _content(after):
            yield "", f"{after.name}: changed at the same header.timestamp"


def find_back_in_time(seen: Seen) -> Iterator[Said]:
    """Feeds whose time went back."""
    for before, after in _pairs(seen):
        times = before.message.header.timestamp, after.message.header.timestamp
        if times[1] < times[0]:
            yield "", f"{after.name}: header.timestamp went from {times[0]} to {times[1]}"


def find_header_untimed(seen: Seen) -> Iterator[Said]:
    """Feeds of version 2.0 without a time."""
    for feed in seen.feeds:
        header = feed.message.header
        if header.gtfs_realtime_version.startswith("2") and not header.timestamp:
            yield "", f"{feed.name}: no header.timestamp"


def find_from_future(seen: Seen) -> Iterator[Said]:
    """Times of measuring that are still to come."""
    for feed in seen.feeds:
        if feed.message.header.timestamp > feed.read_s + AHEAD_S:
            yield "", f"{feed.name}: header.timestamp is ahead of the clock"
    for feed, entity in seen.entities():
        if _measured(entity) > feed.read_s + AHEAD_S:
            yield entity.id, f"timestamp {_measured(entity)} is ahead of the clock"


def find_untimed(seen: Seen) -> Iterator[Said]:
    """Feeds, vehicles and updates that do not say when they were measured."""
    for feed in seen.feeds:
        if not feed.message.header.timestamp:
            yield "", f"{feed.name}: no header.timestamp"
    for _, entity in seen.entities():
        timed = entity.HasField("vehicle") or entity.HasField("trip_update")
        if timed and not _measured(entity):
            yield entity.id, "no timestamp"


def find_slow(seen: Seen) -> Iterator[Said]:
    """Feeds that are made anew too seldom."""
    for before, after in _pairs(seen):
        times = before.message.header.timestamp, after.message.header.timestamp
        if times[0] and times[1] - times[0] > REFRESHED_S:
            yield "", f"{after.name}: {times[1] - times[0]} s between two feeds"


def find_old(seen: Seen) -> Iterator[Said]:
    """Feeds that are too old when they are read."""
    for feed in seen.feeds:
        told = feed.message.header.timestamp
        if told and feed.read_s - told > OLD_S:
            yield "", f"{feed.name}: {feed.read_s - told} s old"


RULES = (
    Rule(
        "E001",
        "시각은 1970년부터 센 초(POSIX)여야 합니다.",
        "Times are seconds since 1970 (POSIX).",
        find_no_posix,
    ),
    Rule(
        "E012",
        "피드 시각은 그 안의 어떤 시각보다도 이르지 않아야 합니다.",
        "The header's timestamp is not before that of any entity.",
        find_after_header,
    ),
    Rule(
        "E017",
        "내용이 바뀌면 피드 시각도 바뀌어야 합니다.",
        "A feed whose content changed has another header timestamp.",
        find_changed_silently,
    ),
    Rule(
        "E018",
        "피드 시각은 되돌아가지 않아야 합니다.",
        "The header's timestamp never goes back.",
        find_back_in_time,
    ),
    Rule(
        "E048",
        "2.0판 피드에는 피드 시각이 있어야 합니다.",
        "A feed of version 2.0 has a header timestamp.",
        find_header_untimed,
    ),
    Rule(
        "E050",
        "시각이 1분 넘게 미래여서는 안 됩니다.",
        "No timestamp lies more than a minute in the future.",
        find_from_future,
    ),
    Rule(
        "W001",
        "피드, 차량, 운행 갱신에는 시각이 있는 것이 좋습니다.",
        "Feeds, vehicles and trip updates should have a timestamp.",
        find_untimed,
    ),
    Rule(
        "W007",
        "피드는 35초 안에 다시 만드는 것이 좋습니다.",
        "A feed should be made anew within 35 seconds.",
        find_slow,
    ),
    Rule(
        "W008",
        "피드는 읽을 때 65초보다 오래되지 않은 것이 좋습니다.",
        "A feed should not be older than 65 seconds when it is read.",
        find_old,
    ),
)
