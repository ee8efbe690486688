"""What outlives a restart: the month's sum, who was heard of, which outages staff know."""

from datetime import timedelta

import pyarrow.parquet as pq
import pytest
from sqlalchemy import Engine, text
from tests.live.wifi.worlds import NOW, STOP, Play, report, to_ms

from modugil.core.access import Access
from modugil.live.wifi.history import FOLDER
from modugil.live.wifi.keeper import WifiKeeper
from modugil.live.wifi.outage_tasks import KIND, OutageTasks
from modugil.live.wifi.rate import SLOT_MS
from modugil.live.wifi.state import WifiStatus
from modugil.people.tasks import TaskBook
from modugil.store.database import open_database


class Server(Play):
    """A book with its keeper on a database that outlives it."""

    def __init__(self, folder, database: Engine) -> None:
        super().__init__()
        self.database = database
        self.tasks = TaskBook(database)
        outages = OutageTasks(self.tasks)
        self.keeper = WifiKeeper(self.book, database=database, folder=folder, tasks=outages)

    def look(self, after_s: float = 0.0):
        self.now += timedelta(seconds=after_s)
        self.keeper.look(self.live, now=self.now)
        return self.book.get_current()

    def list_open(self):
        return [(task.kind, task.subject) for task in self.tasks.list_tasks()]


@pytest.fixture
def database(address):
    engine = open_database(address)
    yield engine
    engine.dispose()


@pytest.fixture
def restart(tmp_path, database):
    return lambda: Server(tmp_path / "history", database)


def test_the_months_sum_goes_on_after_a_restart(restart):
    first = restart()
    first.tell(STOP, counted=100, since=NOW - timedelta(days=2))
    first.look(11)
    first.tell(STOP, counted=180, since=NOW - timedelta(days=2))
    first.keeper.save(first.now)
    second = restart()
    second.now = first.now
    assert second.look(1).pool.used_bytes == 180
    second.tell(STOP, counted=180, since=NOW - timedelta(days=2))
    second.tell(STOP, counted=200, since=NOW - timedelta(days=2))
    assert second.look(60).pool.used_bytes == 200


def test_what_was_used_longer_than_a_month_ago_is_not_kept(restart, database):
    server = restart()
    server.tell(STOP, counted=100, since=NOW)
    server.look(11)
    server.now += timedelta(days=40)
    server.tell(STOP, counted=150, since=NOW)
    server.look(11)
    slots = text("SELECT slot FROM wifi_use_slots")
    with database.connect() as connection:
        assert list(connection.scalars(slots)) == [to_ms(server.now) // SLOT_MS]


def test_a_report_from_before_any_history_that_is_kept_makes_no_file(restart, tmp_path):
    server = restart()
    server.book.take(report(STOP, NOW - timedelta(days=300)), now_ms=to_ms(NOW))
    server.look(11)
    assert [*tmp_path.rglob("*.parquet")] == []


def test_what_came_in_before_the_first_look_is_not_lost(restart):
    first = restart()
    first.tell(STOP, counted=100, since=NOW - timedelta(days=2))
    first.look(11)
    second = restart()
    second.now = first.now
    second.tell(STOP, counted=250, since=NOW - timedelta(days=2))
    assert second.look().pool.used_bytes == 250


def test_who_was_heard_of_is_known_and_falls_silent_in_its_time(restart):
    first = restart()
    first.tell(STOP)
    first.look(11)
    second = restart()
    second.now = first.now + timedelta(hours=9)
    assert second.look().points[STOP].status is WifiStatus.WORKING
    assert second.look(181).points[STOP].status is WifiStatus.SILENT


def test_an_outage_is_one_task_and_closes_itself(restart):
    play = restart()
    play.tell(STOP)
    play.look()
    play.tell(STOP, up=Access.NO)
    for _ in range(10):
        play.look(60)
        play.tell(STOP, up=Access.NO)
    assert play.list_open() == [(KIND, STOP)]
    for _ in range(4):
        play.tell(STOP)
        play.look(60)
    assert play.list_open() == []
    (task,) = play.tasks.list_tasks(open_only=False)
    assert (task.closed_by, set(task.text)) == ("", {"ko", "en", "zh", "ja"})


def test_an_outage_outlives_a_restart_and_is_not_opened_twice(restart):
    first = restart()
    first.tell(STOP, up=Access.NO)
    first.look()
    for _ in range(7):
        first.look(60)
        first.tell(STOP, up=Access.NO)
    first.look(11)
    second = restart()
    second.now = first.now
    second.look()
    assert second.list_open() == [(KIND, STOP)]
    for _ in range(4):
        second.tell(STOP)
        second.look(60)
    assert second.list_open() == []
    assert len(second.tasks.list_tasks(open_only=False)) == 1


def test_a_database_that_is_away_is_tried_again_and_nothing_is_lost(restart, database, caplog):
    play = restart()
    play.tell(STOP, counted=100, since=NOW - timedelta(days=2))
    play.look(11)
    with database.begin() as connection:
        connection.execute(text("ALTER TABLE wifi_usage RENAME TO wifi_usage_away"))
    for counted in (200, 300):
        play.tell(STOP, counted=counted, since=NOW - timedelta(days=2))
        assert play.look(11).points[STOP].works
    assert caplog.text.count("cannot be kept") == 1, "told once, not at every try"
    with database.begin() as connection:
        connection.execute(text("ALTER TABLE wifi_usage_away RENAME TO wifi_usage"))
    play.look(11)
    again = restart()
    again.now = play.now
    assert again.look().pool.used_bytes == 300


def test_what_could_not_be_read_is_not_written_over(restart, database):
    first = restart()
    first.tell(STOP, counted=100, since=NOW - timedelta(days=2))
    first.look(11)
    with database.begin() as connection:
        connection.execute(text("ALTER TABLE wifi_points RENAME TO wifi_points_away"))
    second = restart()
    second.now = first.now
    second.tell(STOP, counted=130, since=NOW - timedelta(days=2))
    second.look(11)
    with database.begin() as connection:
        connection.execute(text("ALTER TABLE wifi_points_away RENAME TO wifi_points"))
    assert second.look(11).pool.used_bytes == 130
    third = restart()
    third.now = second.now
    assert third.look().pool.used_bytes == 130


def test_history_has_counts_and_means_of_five_minutes_and_nobodys_device(restart, tmp_path):
    play = restart()
    for minute in range(16):
        play.tell(STOP, counted=1_000 * minute)
        play.tell(STOP, counted=1_000 * minute)  # came twice
        play.look(60)
    files = sorted((tmp_path / "history" / FOLDER).rglob("*.parquet"))
    assert [file.relative_to(tmp_path / "history" / FOLDER).as_posix() for file in files] == [
        "2026-11-22/0600.parquet",
        "2026-11-22/0605.parquet",
    ]
    rows = [row for file in files for row in pq.read_table(file).to_pylist()]
    assert [row["reports"] for row in rows] == [5, 5]
    assert [row["working"] for row in rows] == [5, 5]
    assert [row["bytes"] for row in rows] == [4_000, 5_000]
    assert (rows[0]["clients_mean"], rows[0]["clients_most"]) == (7.0, 7)
    assert (rows[0]["rsrp_mean_dbm"], rows[0]["uplink"]) == (-91.0, "5g")
    assert set(rows[0]) == {
        "access_point",
        "from",
        "reports",
        "working",
        "clients_mean",
        "clients_most",
        "bytes",
        "rsrp_mean_dbm",
        "uplink",
    }


def test_what_comes_after_its_five_minutes_were_written_goes_into_one_more_file(restart, tmp_path):
    play = restart()
    play.tell(STOP)
    play.look(900)
    play.book.take(report(STOP, NOW - timedelta(seconds=30)), now_ms=to_ms(play.now))
    play.book.take(report(STOP, NOW + timedelta(seconds=30)), now_ms=to_ms(play.now))
    play.look(60)
    names = {file.name for file in (tmp_path / "history" / FOLDER).rglob("*.parquet")}
    assert names == {"0555.parquet", "0600.parquet", "0600-2.parquet"}


def test_old_days_of_history_are_removed(restart, tmp_path):
    old, young = (tmp_path / "history" / FOLDER / day for day in ("2026-10-01", "2026-11-20"))
    for folder in (old, young):
        folder.mkdir(parents=True)
        (folder / "0000.parquet").touch()
    restart().look()
    assert not old.exists()
    assert young.exists()


def test_a_disk_that_is_full_keeps_history_waiting(restart, tmp_path):
    play = restart()
    play.tell(STOP)
    (tmp_path / "history").write_text("in the way")
    play.look(900)
    (tmp_path / "history").unlink()
    play.look(60)
    assert len(list((tmp_path / "history" / FOLDER).rglob("*.parquet"))) == 1
