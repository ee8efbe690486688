"""Whether a place is open: as its hours say, and unknown wherever they may be wrong."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modugil.core.access import Access
from modugil.core.geo import LatLon
from modugil.places.finding.hours_table import build_hours_table
from modugil.places.finding.opening import parse_hours

JEJU = LatLon(33.38, 126.55)
TENTH = datetime.fromisoformat("2026-02-10T00:00")
PORTO_ALEGRE = LatLon(-30.03, -51.23)
MONDAY = "2026-11-23T12:00"


def read(text):
    hours = parse_hours(text, at=JEJU)
    assert hours is not None
    return hours


def look(text, local, *, at=JEJU):
    hours = parse_hours(text, at=at)
    return hours.look(datetime.fromisoformat(local)).open.name if hours else "UNREADABLE"


@pytest.mark.parametrize(
    ("text", "local", "told"),
    [
        ("24/7", MONDAY, "YES"),
        ("00:00-24:00", MONDAY, "YES"),
        ("Mo-Fr 09:00-18:00", MONDAY, "YES"),
        ("Mo-Fr 09:00-18:00", "2026-11-23T08:59", "NO"),
        ("Mo-Fr 09:00-18:00", "2026-11-23T09:00", "YES"),
        ("Mo-Fr 09:00-18:00", "2026-11-23T18:00", "NO"),
        ("Mo-Fr 09:00-18:00", "2026-11-28T12:00", "NO"),
        ("Mo-Fr 09:00-12:00,13:00-18:00", "2026-11-23T12:30", "NO"),
        ("Tu-Su 09:00-18:00; Mo off", MONDAY, "NO"),
        ("Mo-Fr 22:00-02:00", "2026-11-24T01:00", "YES"),
        ("Mar-Oct 06:00-22:00; Nov-Feb 07:00-20:00", "2026-11-23T21:00", "NO"),
        ("sunrise-sunset", "2026-11-23T17:00", "YES"),
        ("sunrise-sunset", "2026-11-23T18:30", "NO"),
        ("off", MONDAY, "NO"),
        ("closed", MONDAY, "NO"),
    ],
)
def test_hours_are_read_as_osm_writes_them(text, local, told):
    assert look(text, local) == told


@pytest.mark.parametrize(
    ("text", "local", "told"),
    [
        ("09:00-18:00; PH off", "2026-12-25T12:00", "NO"),
        ("09:00-18:00; PH 10:00-12:00", "2026-12-25T11:00", "YES"),
        ("Mo-Fr 09:00-18:00", "2026-12-25T12:00", "UNKNOWN"),
        ("Mo-Fr 09:00-18:00", "2026-12-25T20:00", "NO"),
        ("24/7", "2026-12-25T12:00", "YES"),
        ("09:00-18:00; PH off", "2026-02-17T12:00", "NO"),
        # 15 August 2026 is a Saturday; known is only the Monday off after it
        ("09:00-18:00; PH off", "2026-08-15T12:00", "UNKNOWN"),
        ("09:00-18:00", "2026-08-15T12:00", "UNKNOWN"),
        ("09:00-18:00; PH off", "2026-08-17T12:00", "NO"),
        ("09:00-18:00; PH off", "2026-08-22T12:00", "YES"),
    ],
)
def test_public_holidays_are_those_of_the_country(text, local, told):
    assert look(text, local) == told


def test_another_country_has_other_holidays():
    text = "09:00-18:00; PH off"
    assert look(text, "2026-09-07T12:00", at=PORTO_ALEGRE) == "NO"
    assert look(text, "2026-09-07T12:00", at=JEJU) == "YES"


@pytest.mark.parametrize(
    "text",
    ["", "매일", "09:00~18:00", "09:00", "00:00-00:00", "Mo-Fr 00:00 - 00:00", "x" * 400]
    + ["SH 09:00-18:00", "Mo-Fr 09:00-18:00; SH off", "오일장 개장 시"],
)
def test_what_cannot_be_read_is_unknown(text):
    assert parse_hours(text, at=JEJU) is None


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("Tu off", MONDAY),
        ("Mo[1] off", MONDAY),
        ("2020 09:00-18:00", MONDAY),
        ('09:00-18:00 "by appointment"', MONDAY),
        ('Mo-Fr 09:00-10:00 || "by appointment"', MONDAY),
        ("Sa 09:00-18:00; Mo unknown", MONDAY),
        ("09:00+", "2026-11-23T23:00"),
    ],
)
def test_what_promises_nothing_is_unknown(text, local):
    assert look(text, local) == "UNKNOWN"


DAYS = st.sampled_from(("Mo-Fr", "Tu-Su", "Sa,Su", "Mo", "PH", "Mo-Su"))
TIMES = st.tuples(st.integers(0, 23), st.integers(1, 24)).filter(lambda span: span[0] < span[1])
TEXTS = st.lists(st.tuples(DAYS, TIMES), min_size=1, max_size=3).map(
    lambda parts: "; ".join(f"{days} {a:02d}:00-{b:02d}:00" for days, (a, b) in parts)
)


@given(st.lists(TEXTS, max_size=4), st.lists(st.integers(0, 40_000), min_size=1, max_size=6))
def test_law_many_hours_looked_at_again_and_again_are_as_each_looked_at_once(texts, minutes):
    table = build_hours_table(texts, at=JEJU)
    for minute in minutes:
        local = TENTH + timedelta(minutes=minute)
        once = [read(text).look(local).open for text in table.rows]
        assert table.look(local).tolist() == once


@given(TEXTS, st.integers(0, 40_000))
def test_law_until_is_later_and_nothing_changes_before(text, minute):
    hours = read(text)
    local = TENTH + timedelta(minutes=minute)
    state = hours.look(local)
    if state.until is not None:
        assert local < state.until <= local + timedelta(days=1)
        assert hours.look(state.until - timedelta(minutes=1)).open is state.open
    assert state.open in Access
