"""Wi-Fi, its data and open tasks, as far as they need attention."""

from collections.abc import Iterator

from modugil.core.language import pick_text
from modugil.live.wifi.pool_state import PoolLevel
from modugil.live.wifi.state import WifiStatus
from modugil.pages.console.visit import Visit
from modugil.pages.console.watching.attention import Attention, build_attention

FAULTY = (WifiStatus.DOWN, WifiStatus.SILENT)
GRAVE = {PoolLevel.OUT: "bad", PoolLevel.NEARLY_OUT: "bad", PoolLevel.RUNS_OUT: "unsure"}


def say_pool(visit: Visit) -> Iterator[Attention]:
    """The month's data, where it will not last."""
    wifi = visit.desk.wifi
    pool = wifi.get_current().pool if wifi is not None else None
    if pool is None or pool.level not in GRAVE:
        return
    words = visit.words
    if pool.runs_out is not None:
        text = words("attention.pool_runs_out_on", day=pool.runs_out.isoformat())
    else:
        text = words(f"attention.pool_{pool.level.value}")
    yield Attention("pool", GRAVE[pool.level], text, [], 0, "/console/wifi")


def say_wifi(visit: Visit) -> Iterator[Attention]:
    """Access points that do not work though they should."""
    wifi = visit.desk.wifi
    if wifi is None:
        return
    faulty = [one for one in wifi.get_current().list_points() if one.status in FAULTY]
    if faulty:
        names = [
            visit.words(
                f"attention.name_wifi_{one.status.value}",
                name=one.access_point,
                span=visit.times.span((visit.now - one.changed).total_seconds()),
            )
            for one in sorted(faulty, key=lambda one: one.changed, reverse=True)
        ]
        yield build_attention(visit, "wifi", names, level="unsure", address="/console/wifi")


def say_open_tasks(visit: Visit) -> Iterator[Attention]:
    """What waits for staff."""
    book = visit.desk.tasks
    tasks = book.list_tasks() if book is not None else []
    if tasks:
        names = [pick_text(one.text, language=visit.language) for one in tasks]
        yield build_attention(visit, "tasks", names, level="unsure", address="/console/tasks")
