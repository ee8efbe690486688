"""Rules about what a feed says of itself."""

from collections.abc import Iterator

from google.transit import gtfs_realtime_pb2 as pb

from modugil.live.validation.rule import Rule, Said, Seen

VERSIONS = ("1.0", "2.0")


def find_version(seen: Seen) -> Iterator[Said]:
    """Feeds of a version that does not exist."""
    for feed in seen.feeds:
        told = feed.message.header.gtfs_realtime_version
        if told not in VERSIONS:
            yield "", f"{feed.name}: gtfs_realtime_version is {told!r}"


def find_deleted(seen: Seen) -> Iterator[Said]:
    """Entities taken away from a feed that is whole."""
    for feed, entity in seen.entities():
        whole = feed.message.header.incrementality == pb.FeedHeader.FULL_DATASET
        if whole and entity.is_deleted:
            yield entity.id, "is_deleted in a FULL_DATASET"


def find_incrementality(seen: Seen) -> Iterator[Said]:
    """Feeds of version 2.0 that do not say whether they are whole."""
    for feed in seen.feeds:
        header = feed.message.header
        is_second = header.gtfs_realtime_version.startswith("2")
        if is_second and not header.HasField("incrementality"):
            yield "", f"{feed.name}: no incrementality"


RULES = (
    Rule(
        "E038",
        "판 번호는 1.0이나 2.0이어야 합니다.",
        "The version is 1.0 or 2.0.",
        find_version,
    ),
    Rule(
        "E039",
        "전체 피드(FULL_DATASET)에는 is_deleted가 없어야 합니다.",
        "Nothing is deleted in a FULL_DATASET.",
        find_deleted,
    ),
    Rule(
        "E049",
        "2.0판 피드는 incrementality를 밝혀야 합니다.",
        "A feed of version 2.0 tells its incrementality.",
        find_incrementality,
    ),
)
