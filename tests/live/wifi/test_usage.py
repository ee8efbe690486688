"""What a month has used is the same in whatever order and however often reports come."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.live.wifi.worlds import ZONE, report, to_ms

from modugil.live.wifi.usage import MOST_STARTS, MonthlyUsage

NOV = datetime(2026, 11, 10, 3, 0, tzinfo=UTC)
MONTH = 2026 * 12 + 10
END = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)
"""Midnight in Seoul: the first of December begins."""
LATE = END + timedelta(days=10)


def count(reports, *, now=LATE):
    usage = MonthlyUsage(ZONE)
    for one in reports:
        usage.add(one, now_ms=to_ms(now))
    return usage


def used(reports, month=MONTH, *, now=LATE):
    return count(reports, now=now).get_used(month)


def counted(minute, value, *, start="a", since=NOV, point="1/1"):
    return report(point, NOV + timedelta(minutes=minute), counted=value, start=start, since=since)


def test_a_counter_counts_from_its_start():
    assert used([counted(0, 100), counted(1, 150)]) == 150


def test_an_access_point_that_begins_anew_with_every_report_does_not_fill_the_memory():
    told = [counted(n / 10, 1, start=str(n)) for n in range(MOST_STARTS + 50)]
    usage = count([*told, counted(1, 7, start="0"), counted(2, 5, point="1/2")])
    assert usage.get_used(MONTH) == MOST_STARTS + 6 + 5
    assert usage.count_points(MONTH) == 2
    again = MonthlyUsage(ZONE)
    again.load(usage.take_dirty())
    again.add(counted(400, 3, start="more"), now_ms=to_ms(LATE))
    assert again.get_used(MONTH) == MOST_STARTS + 6 + 5


def test_a_reset_is_no_loss():
    told = [counted(0, 100), counted(1, 150), counted(2, 30, start="b"), counted(3, 90, start="b")]
    assert used(told) == 150 + 90


def test_a_lost_report_is_told_by_the_next():
    assert used([counted(0, 100), counted(50, 900)]) == 900


def test_what_a_counter_had_before_this_month_is_not_of_this_month():
    october = NOV - timedelta(days=30)
    assert used([counted(0, 5000, since=october), counted(1, 5300, since=october)]) == 300


def test_without_a_since_only_what_was_seen_is_counted():
    assert used([counted(0, 5000, since=None), counted(1, 5300, since=None)]) == 300


def test_midnight_of_the_last_day_parts_two_months_on_the_wall():
    before, after = END - timedelta(minutes=1), END + timedelta(minutes=1)
    told = [
        report(at=NOV, counted=100, since=NOV),
        report(at=before, counted=700, since=NOV),
        report(at=after, counted=750, since=NOV),
    ]
    assert used(told) == 700
    assert used(told, MONTH + 1) == 50


def test_a_report_of_the_old_month_that_comes_late_moves_bytes_and_adds_none():
    before, after = END - timedelta(minutes=1), END + timedelta(minutes=1)
    usage = count(
        [report(at=NOV, counted=100, since=NOV), report(at=after, counted=750, since=NOV)]
    )
    assert (usage.get_used(MONTH), usage.get_used(MONTH + 1)) == (100, 650)
    usage.add(report(at=before, counted=700, since=NOV), now_ms=to_ms(LATE))
    assert (usage.get_used(MONTH), usage.get_used(MONTH + 1)) == (700, 50)


def test_months_long_gone_are_neither_counted_nor_kept():
    usage = count([counted(0, 100)], now=NOV + timedelta(days=90))
    assert usage.get_used(MONTH) == 0
    usage = count([counted(0, 100)])
    usage.forget_before(MONTH + 1)
    assert usage.get_used(MONTH) == 0


def test_only_what_was_used_while_we_listened_tells_of_a_rate():
    usage = MonthlyUsage(ZONE)
    old = NOV - timedelta(days=3)
    first = usage.add(counted(0, 5_000, since=old), now_ms=to_ms(NOV))
    second = usage.add(counted(1, 5_300, since=old), now_ms=to_ms(NOV))
    restarted = usage.add(counted(3, 40, start="b", since=NOV), now_ms=to_ms(NOV))
    assert (first.counted, first.watched) == (5_000, 0)
    assert (second.counted, second.watched) == (300, 300)
    assert (restarted.counted, restarted.watched) == (40, 40)


@st.composite
def stories(draw):
    """Counters of some access points that rise and begin anew, over the end of a month."""
    reports = []
    for point in ("1/1", "1/2", "stop/A"):
        at = NOV + timedelta(days=draw(st.integers(0, 18)))
        for number in range(draw(st.integers(1, 4))):
            since = at if draw(st.booleans()) else None
            value = draw(st.integers(0, 50))
            for _ in range(draw(st.integers(1, 5))):
                at += timedelta(hours=draw(st.integers(1, 90)))
                value += draw(st.integers(0, 1000))
                reports.append(report(point, at, counted=value, start=str(number), since=since))
    return [one for one in reports if one.time_ms < to_ms(LATE)]


@given(stories(), st.randoms(use_true_random=False))
def test_neither_order_nor_doubles_change_a_sum(story, chance):
    plain = count(story)
    mixed = [one for one in story for _ in range(chance.randint(1, 3))]
    chance.shuffle(mixed)
    other = count(mixed)
    for month in (MONTH, MONTH + 1):
        assert other.get_used(month) == plain.get_used(month)
        assert other.count_points(month) == plain.count_points(month)


@given(stories(), st.integers(0, 40))
def test_a_restart_in_between_changes_no_sum(story, cut):
    plain = count(story)
    before, after = count(story[:cut]), MonthlyUsage(ZONE)
    for one in story[cut:]:  # some come in before what was kept is read
        after.add(one, now_ms=to_ms(LATE))
    after.load(before.take_dirty())
    for month in (MONTH, MONTH + 1):
        assert after.get_used(month) == plain.get_used(month)


@given(stories())
def test_a_sum_is_what_the_counters_rose_by(story):
    """Told apart by starts, added up report by report, with no report lost."""
    usage, expected = MonthlyUsage(ZONE), 0
    last: dict[tuple[str, str], int] = {}
    for one in story:
        usage.add(one, now_ms=to_ms(LATE))
        key = (one.access_point, one.start)
        if key in last:
            expected += one.counted_bytes - last[key]
        elif one.since_ms and usage.month_of(one.since_ms) == usage.month_of(one.time_ms):
            expected += one.counted_bytes
        last[key] = one.counted_bytes
    assert usage.get_used(MONTH) + usage.get_used(MONTH + 1) == expected
