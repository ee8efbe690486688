"""GET /api/v1/gtfs-rt/...: the feeds, as protobuf or JSON, sent again only where they changed."""

from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec

from modugil.answers.desk import Desk
from modugil.api.gtfs_rt.feeds import Feed, FeedKind, GtfsRtFeeds
from modugil.api.problems import describe_problems
from modugil.api.read_query import AnyRequest
from modugil.core.errors import CouldNotLook

PROTOBUF = "application/x-protobuf"
JSON = "application/json"
_SUMMARIES = {
    FeedKind.VEHICLE_POSITIONS: "GTFS-Realtime vehicle positions",
    FeedKind.TRIP_UPDATES: "GTFS-Realtime trip updates",
    FeedKind.ALERTS: "GTFS-Realtime alerts",
    FeedKind.ALL: "GTFS-Realtime, everything in one feed",
}
_DESCRIPTION = (
    "A GTFS-Realtime 2.0 feed (FULL_DATASET). Ids are those of the region's timetable, FEED:ID "
    "where several feeds have the same one. `.pb` is protobuf, `.json` the same as JSON; without "
    "an ending the Accept header chooses, and protobuf is the default. Ask once a second at most, "
    "with If-None-Match or If-Modified-Since: an unchanged feed is answered with 304."
)


def list_feed_routes() -> list[HTTPRouteHandler]:
    """A route for every feed in each form."""
    return [_build_route(kind, ending) for kind in FeedKind for ending in ("", ".pb", ".json")]


def build_feeds(desk: Desk) -> GtfsRtFeeds | None:
    """The feeds of that desk's region; None where it has no timetable."""
    if desk.published is None:
        return None
    return GtfsRtFeeds(desk.published, live=desk.live, conditions=desk.conditions, staff=desk.staff)


def _build_route(kind: FeedKind, ending: str) -> HTTPRouteHandler:
    name = "".join(part.capitalize() for part in kind.split("-"))
    form = JSON if ending == ".json" else PROTOBUF

    @get(
        f"/gtfs-rt/{kind}{ending}",
        operation_id=f"gtfsRt{name}{ending.removeprefix('.').capitalize()}",
        summary=_SUMMARIES[kind] + (f" ({ending})" if ending else ""),
        description=_DESCRIPTION,
        tags=["gtfs-rt"],
        media_type=form,
        responses={
            200: ResponseSpec(bytes, media_type=form, description="A FeedMessage"),
            **describe_problems(503),
        },
        skip_compression=True,
        sync_to_thread=True,
    )
    def get_gtfs_rt(
        request: AnyRequest, desk: NamedDependency[Desk], feeds: NamedDependency[GtfsRtFeeds | None]
    ) -> Response[Any]:
        """The feed as it stands."""
        if feeds is None:
            raise CouldNotLook("This region has no timetable.")
        feed = feeds.get_feed(kind, now=desk.clock.now())
        return answer_feed(
            request, feed, json=ending == ".json" or (not ending and _likes_json(request))
        )

    return get_gtfs_rt


def answer_feed(request: AnyRequest, feed: Feed, *, json: bool) -> Response[Any]:
    """The feed, or that it is still the one the reader has."""
    gzipped = "gzip" in request.headers.get("accept-encoding", "")
    tag = f'"{feed.tag}{"-json" if json else ""}{"-gzip" if gzipped else ""}"'
    headers = {
        "ETag": tag,
        "Last-Modified": format_datetime(datetime.fromtimestamp(feed.header_s, UTC), usegmt=True),
        "Cache-Control": "public, max-age=1",
        "Vary": "Accept, Accept-Encoding",
    }
    media_type = JSON if json else PROTOBUF
    if _is_known(request, feed, tag):
        return Response(b"", status_code=304, headers=headers, media_type=media_type)
    if gzipped:
        headers["Content-Encoding"] = "gzip"
    body = feed.get_form(json=json, gzipped=gzipped)
    return Response(body, media_type=media_type, headers=headers)


def _likes_json(request: AnyRequest) -> bool:
    """Whether JSON is asked for and protobuf is not."""
    accepted = request.headers.get("accept", "").lower()
    return JSON in accepted and "protobuf" not in accepted


def _is_known(request: AnyRequest, feed: Feed, tag: str) -> bool:
    """Source: RFC 9110, section 13.2.2: a tag that is told comes before a time."""
    tags = request.headers.get("if-none-match", "")
    if tags:
        given = {one.strip().removeprefix("W/") for one in tags.split(",")}
        return tag in given or "*" in given
    since = request.headers.get("if-modified-since", "")
    if not since:
        return False
    try:
        known = parsedate_to_datetime(since)
    except ValueError:
        return False
    return known.tzinfo is not None and feed.header_s <= known.timestamp()
