"""How much a terminal may send."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modugil.core.errors import SettingsInvalid
from modugil.live.terminals.rate_limit import RateLimiter, RateSettings

AT = 1_764_000_000_000


def test_a_back_fill_of_ten_minutes_passes_while_the_bus_goes_on_sending():
    limiter = RateLimiter(RateSettings())
    assert limiter.allow("bus", 600, AT)
    assert all(limiter.allow("bus", 1, AT + 1000 * second) for second in range(3600))


def test_a_flood_is_refused_and_costs_nobody_else():
    limiter = RateLimiter(RateSettings(fixes_per_s=3, burst_fixes=100))
    passed = sum(limiter.allow("flood", 1, AT + ms) for ms in range(10_000))
    assert passed == 100 + 30 - 1  # what was full, and what came in 9.999 s
    assert limiter.allow("bus", 100, AT)


def test_what_is_refused_is_not_counted():
    limiter = RateLimiter(RateSettings(fixes_per_s=1, burst_fixes=10))
    assert not limiter.allow("bus", 11, AT)
    assert limiter.allow("bus", 10, AT)


def test_a_clock_that_goes_back_fills_nothing():
    limiter = RateLimiter(RateSettings(fixes_per_s=1, burst_fixes=10))
    assert limiter.allow("bus", 10, AT)
    assert not limiter.allow("bus", 1, AT - 60_000)
    assert limiter.allow("bus", 1, AT - 59_000)


def test_a_terminal_that_was_forgotten_begins_anew():
    limiter = RateLimiter(RateSettings(fixes_per_s=1, burst_fixes=10))
    limiter.allow("bus", 10, AT)
    limiter.forget("bus")
    assert limiter.allow("bus", 10, AT)


@given(
    st.integers(1, 20),
    st.integers(1, 50),
    st.lists(st.tuples(st.integers(0, 900), st.integers(1, 30)), max_size=60),
)
def test_never_more_than_the_burst_and_the_steady_rate(per_s, burst, sent):
    limiter = RateLimiter(RateSettings(fixes_per_s=per_s, burst_fixes=burst))
    now_ms, passed = AT, 0
    for gap_ms, count in sent:
        now_ms += gap_ms
        passed += count * limiter.allow("bus", count, now_ms)
        assert 1000 * passed <= 1000 * burst + per_s * (now_ms - AT)


@pytest.mark.parametrize("settings", [{"fixes_per_s": 0}, {"burst_fixes": 0}])
def test_settings_that_let_nothing_through_are_refused(settings):
    with pytest.raises(SettingsInvalid, match="It may be from 1 to"):
        RateSettings(**settings)
