"""How the month stands: what is used, how quickly, and on which day it is gone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.live.wifi.worlds import ZONE, report, to_ms

from modugil.live.wifi.pool import Pool
from modugil.live.wifi.pool_state import PoolLevel
from modugil.live.wifi.rate import KEPT_MS, SLOT_MS

BEGIN = datetime(2026, 11, 10, 0, 0, tzinfo=UTC)
GB = 1_000_000_000


def run(pool_bytes, *, per_hour, hours, used=0):
    """A pool that one access point uses evenly; how it stands afterwards."""
    pool, now = Pool(ZONE, pool_bytes=pool_bytes), BEGIN
    for hour in range(hours + 1):
        now = BEGIN + timedelta(hours=hour)
        counted = used + per_hour * hour
        since = BEGIN - timedelta(days=3)
        pool.add(report("stop/A", now, counted=counted, since=since), now_ms=to_ms(now))
    return pool.describe(now)


def test_the_day_it_runs_out_is_told_at_the_last_days_rate():
    state = run(600 * GB, per_hour=GB, hours=24)
    assert state.used_bytes == 24 * GB
    assert state.rate_bytes_per_day == pytest.approx(24 * GB, rel=0.05)
    assert state.level is PoolLevel.LASTS
    state = run(240 * GB, per_hour=GB, hours=24, used=36 * GB)
    assert state.used_bytes == 60 * GB
    assert (state.level, state.runs_out) == (PoolLevel.RUNS_OUT, date(2026, 11, 18))


def test_what_was_used_before_we_listened_is_no_rate():
    state = run(10_000 * GB, per_hour=GB, hours=24, used=5_000 * GB)
    assert state.used_bytes == 5_024 * GB
    assert state.rate_bytes_per_day == pytest.approx(24 * GB, rel=0.05)


@pytest.mark.parametrize(
    ("used", "level"),
    [(50, PoolLevel.LASTS), (95, PoolLevel.NEARLY_OUT), (100, PoolLevel.OUT), (130, PoolLevel.OUT)],
)
def test_levels_follow_what_is_used(used, level):
    assert run(100 * GB, per_hour=0, hours=5, used=used * GB).level is level


def test_a_pool_that_is_out_ran_out_today():
    assert run(100 * GB, per_hour=0, hours=5, used=130 * GB).runs_out == date(2026, 11, 10)


def test_a_region_that_names_no_pool_has_no_end():
    state = run(None, per_hour=GB, hours=24)
    assert (state.level, state.runs_out, state.used_bytes) == (PoolLevel.UNKNOWN, None, 24 * GB)


def test_nothing_is_said_of_a_rate_before_the_first_hour():
    state = run(100 * GB, per_hour=GB, hours=0)
    assert (state.rate_bytes_per_day, state.level) == (None, PoolLevel.UNKNOWN)


def test_a_month_begins_at_midnight_there():
    pool, end = Pool(ZONE, pool_bytes=GB), datetime(2026, 11, 30, 15, 0, tzinfo=UTC)
    for minutes, counted in ((-60, 100), (-1, 900), (1, 950)):
        now = end + timedelta(minutes=minutes)
        pool.add(report("stop/A", now, counted=counted, since=BEGIN), now_ms=to_ms(now))
    before, after = pool.describe(end - timedelta(seconds=1)), pool.describe(end)
    assert (before.month, before.used_bytes) == ("2026-11", 900)
    assert (after.month, after.used_bytes) == ("2026-12", 50)


def test_days_are_told_apart():
    state = run(1000 * GB, per_hour=GB, hours=24)
    assert sum(used for _, used in state.days) == 24 * GB
    assert [day for day, _ in state.days] == [date(2026, 11, 10), date(2026, 11, 11)]


def test_what_is_too_old_is_forgotten_and_the_month_before_is_not():
    pool = Pool(ZONE, pool_bytes=GB)
    pool.add(report("stop/A", BEGIN, counted=5, since=BEGIN), now_ms=to_ms(BEGIN))
    december = BEGIN + timedelta(days=30)
    assert pool.forget_old(december) == (2026 * 12 + 10, (to_ms(december) - KEPT_MS) // SLOT_MS)
    assert pool.describe(BEGIN).used_bytes == 5
    pool.forget_old(december + timedelta(days=30))
    assert pool.describe(BEGIN).used_bytes == 0
