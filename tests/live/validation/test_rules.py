"""Every rule finds what breaks it, and nothing where it is kept."""

import pytest
from tests.live.validation.examples import BREAKS, KEEPS
from tests.live.validation.feeds import DAY, NOW_S, STOP_TIME, Checker, build_feeds

from modugil.core.errors import BadInput
from modugil.live.validation.check import list_rules, parse_feed
from modugil.live.validation.rule import Severity

CODES = [rule.code for rule in list_rules()]
NOT_GIVEN = {5, 7, 8, 14}
"""Numbers that the public validator never used."""


@pytest.fixture(scope="module")
def checker(tmp_path_factory) -> Checker:
    return Checker(tmp_path_factory.mktemp("gtfs"))


def test_all_rules_of_the_public_validator_are_here_each_with_both_examples():
    errors = [f"E{number:03d}" for number in range(1, 53) if number not in NOT_GIVEN]
    warnings = [f"W{number:03d}" for number in range(1, 10)]
    assert errors + warnings == CODES
    assert sorted(BREAKS) == sorted(KEEPS) == CODES


def test_rules_say_what_must_be_so_in_both_languages():
    for rule in list_rules():
        assert rule.severity is (Severity.ERROR if rule.code[0] == "E" else Severity.WARNING)
        assert rule.say("en").endswith(".")
        assert rule.say("ko").endswith("다.")


def test_feeds_that_keep_every_rule_have_no_finding(checker):
    assert checker.check(build_feeds()) == {}


@pytest.mark.parametrize("code", CODES)
def test_what_breaks_a_rule_is_found(checker, code):
    feeds = build_feeds()
    BREAKS[code](feeds)
    assert code in checker.check(feeds)


@pytest.mark.parametrize("code", CODES)
def test_what_keeps_a_rule_is_not_found(checker, code):
    feeds = build_feeds()
    KEEPS[code](feeds)
    assert code not in checker.check(feeds)


@pytest.mark.parametrize("code", CODES)
def test_what_keeps_a_rule_breaks_no_other_error(checker, code):
    feeds = build_feeds()
    KEEPS[code](feeds)
    assert [one for one in checker.check(feeds) if one.startswith("E")] == []


def test_a_detour_told_by_an_alert_lets_a_bus_leave_its_way(checker):
    feeds = build_feeds()
    BREAKS["E029"](feeds)
    feeds.alert.effect = feeds.alert.DETOUR
    assert checker.check(feeds) == {}


def test_an_update_of_a_modified_trip_needs_no_trip_of_the_timetable(checker):
    feeds = build_feeds()
    update = feeds.updates.entity.add(id="m").trip_update
    update.trip.modified_trip.modifications_id = "d1"
    update.trip.modified_trip.affected_trip_id = "T1"
    update.trip.modified_trip.start_date = DAY
    update.vehicle.id = "V1"
    update.timestamp = NOW_S
    one = update.stop_time_update.add(stop_id="NEW")
    one.arrival.time = NOW_S + 300
    one.schedule_relationship = STOP_TIME.SCHEDULED
    feeds.updates.entity.add(id="s").stop.stop_id = "NEW"
    assert checker.check(feeds) == {}


def test_what_is_no_feed_is_refused():
    with pytest.raises(BadInput, match="no GTFS-Realtime feed"):
        parse_feed(b"<html>", name="page", read_s=0)
    with pytest.raises(BadInput, match="no GTFS-Realtime feed"):
        parse_feed(b'{"a": 1}', name="other", read_s=0)
