"""Access points of the two towns: at stops and on buses, some of which work."""

from datetime import datetime, timedelta

from tests.answers.world import World
from tests.live.wifi.worlds import FACTS, report, to_ms

from modugil.core.access import Access
from modugil.live.snapshot.live_snapshot import LiveSnapshot
from modugil.live.wifi.book import WifiBook
from modugil.live.wifi.runs import TimetableRuns

SSID = "Towns Free WIFI"


def wifi_of(world: World, live: LiveSnapshot, *, now: datetime, **up: Access) -> WifiBook:
    """A book that heard of each access point a little ago; `stop__W2` is that of `stop/W2`."""
    zone = world.planner.region.zone
    runs = TimetableRuns(world.timetable, zone)
    book = WifiBook(runs, facts=FACTS, zone=zone, now=now - timedelta(minutes=5))
    heard = now - timedelta(seconds=20)
    for name, works in up.items():
        told = report(name.replace("__", "/"), heard, up=works, ssid=SSID)
        book.take(told, now_ms=to_ms(now))
    book.look(live, now=now)
    return book
