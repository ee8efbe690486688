"""What is made of reports: which access points work, rest or failed, and what name they get."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.live.wifi.worlds import BUS, FACTS, HERE, NOW, OTHER, STOP, Play, report, to_ms

from modugil.core.access import Access
from modugil.core.geo import LatLon
from modugil.live.wifi.settings import WifiSettings
from modugil.live.wifi.state import WifiStatus


@pytest.fixture
def play():
    return Play()


def status(play, access_point=BUS, after_s=0.0):
    return play.look(after_s).points[access_point].status


def test_an_access_point_that_says_so_works(play):
    play.tell(STOP)
    state = play.look().points[STOP]
    assert (state.status, state.works, state.clients) == (WifiStatus.WORKING, True, 7)
    assert (state.at, state.stop, state.vehicle) == (HERE, "A", "")


def test_one_that_says_it_does_not_work_is_down(play):
    play.tell(STOP, up=Access.NO)
    assert status(play, STOP) is WifiStatus.DOWN


def test_one_that_does_not_say_is_not_taken_to_work(play):
    play.tell(STOP, up=Access.UNKNOWN)
    state = play.look().points[STOP]
    assert (state.status, state.works) == (WifiStatus.UNKNOWN, False)


def test_three_reports_may_be_missing_before_one_is_silent(play):
    play.tell(STOP)
    assert status(play, STOP, 180) is WifiStatus.WORKING
    state = play.look(1).points[STOP]
    assert state.status is WifiStatus.SILENT
    assert state.changed == NOW + timedelta(seconds=60), "when its next report was due"
    assert state.clients is None, "nobody knows how many there are now"


def test_a_stop_that_is_not_in_the_timetable_has_no_place(play):
    play.tell("stop/nowhere")
    assert play.look().points["stop/nowhere"].at is None


def test_a_bus_out_of_service_rests_and_is_no_fault(play):
    play.drive(b1=None)
    play.tell()
    play.look()
    assert status(play, BUS, 600) is WifiStatus.RESTING
    play.tell(up=Access.NO)
    assert status(play) is WifiStatus.RESTING


def test_a_bus_on_a_run_does_not_rest(play):
    play.drive(b1=3)
    play.tell(up=Access.NO)
    assert status(play) is WifiStatus.DOWN


def test_a_bus_that_fell_silent_on_its_run_is_a_fault_until_the_run_should_be_over(play):
    play.drive(b1=3)
    play.tell()
    play.look()
    play.drive()  # without Wi-Fi its terminal is silent too
    assert status(play, BUS, 600) is WifiStatus.SILENT
    ends = timedelta(hours=1, seconds=play.book.settings.rest_grace_s) - timedelta(seconds=600)
    assert status(play, BUS, ends.total_seconds() - 1) is WifiStatus.SILENT
    assert status(play, BUS, 2) is WifiStatus.RESTING


def test_nobody_was_silent_while_we_did_not_listen(play):
    play.book.take(report(STOP, NOW - timedelta(hours=5)), now_ms=to_ms(NOW))
    assert status(play, STOP) is WifiStatus.WORKING
    assert status(play, STOP, 181) is WifiStatus.SILENT


def test_a_report_from_the_future_is_not_taken(play):
    play.book.take(report(STOP, NOW + timedelta(minutes=6)), now_ms=to_ms(NOW))
    assert (play.look().points, play.book.refused) == ({}, 1)


def test_an_older_report_does_not_stand_in_place_of_a_newer_one(play):
    play.tell(STOP)
    play.book.take(report(STOP, NOW - timedelta(minutes=2), up=Access.NO), now_ms=to_ms(NOW))
    assert status(play, STOP) is WifiStatus.WORKING


def test_load_is_what_went_through_since_the_report_before(play):
    play.tell(STOP, counted=1_000)
    play.look(60)
    play.tell(STOP, counted=7_501_000)
    assert play.look().points[STOP].bits_per_s == 1_000_000.0


def test_after_a_reset_the_load_is_not_known_for_one_report(play):
    play.tell(STOP, counted=9_000)
    play.look(60)
    play.tell(STOP, counted=100, start="b")
    assert play.look().points[STOP].bits_per_s is None


def test_a_bus_is_called_by_its_line_at_once(play):
    play.drive(b1=3)
    play.tell(ssid="old name")
    state = play.look().points[BUS]
    assert state.expected_ssid == play.book.get_ssid(BUS) == "Jeju Free Bus_WIFI_103"
    assert state.line == "103"
    assert play.book.list_ssids() == {BUS: "Jeju Free Bus_WIFI_103"}


def test_a_stop_has_no_line_and_no_name_is_asked_for(play):
    play.tell(STOP, ssid="Jeju Free WIFI")
    state = play.look().points[STOP]
    assert (state.expected_ssid, play.book.get_ssid(STOP), state.ssid_wrong_since) == ("", "", None)


def test_another_line_must_last_before_guests_are_cut_off(play):
    play.drive(b1=3)
    play.tell()
    play.look()
    play.drive(b1=4)
    play.look(1)
    play.drive(b1=3)
    play.look(20)
    assert play.book.get_ssid(BUS) == "Jeju Free Bus_WIFI_103"
    play.drive(b1=4)
    play.look(1)
    play.drive(b1=4)
    play.look(play.book.settings.line_settles_s)
    assert play.book.get_ssid(BUS) == "Jeju Free Bus_WIFI_104"


def test_between_two_runs_the_name_stays(play):
    play.drive(b1=3)
    play.tell()
    play.look()
    play.drive(b1=None)
    play.look(600)
    assert play.book.get_ssid(BUS) == "Jeju Free Bus_WIFI_103"


def test_a_wrong_name_is_told_when_it_was_wrong_for_more_than_a_minute(play):
    play.drive(b1=3)
    play.tell(ssid="Jeju Free Bus_WIFI_7")
    assert play.look().points[BUS].ssid_wrong_since is None
    play.look(59)
    play.tell(ssid="Jeju Free Bus_WIFI_7")
    assert play.look().points[BUS].ssid_wrong_since is None
    play.look(2)
    play.tell(ssid="Jeju Free Bus_WIFI_7")
    assert play.look().points[BUS].ssid_wrong_since == NOW
    play.look(60)
    play.tell(ssid="Jeju Free Bus_WIFI_103")
    assert play.look().points[BUS].ssid_wrong_since is None


def test_access_points_are_found_by_bus_and_by_stop(play):
    for name in (BUS, "1/1/2", OTHER, STOP):
        play.tell(name)
    snapshot = play.look()
    assert [one.access_point for one in snapshot.find_by_vehicle("1/1")] == [BUS, "1/1/2"]
    assert [one.access_point for one in snapshot.find_by_stop("A")] == [STOP]
    assert snapshot.find_by_vehicle("1/9") == ()
    assert snapshot.find_point(OTHER).vehicle == "1/2"


def test_what_works_near_one_comes_nearest_first(play):
    play.runs.stops = {"A": HERE, "B": LatLon(33.5009, 126.5), "C": LatLon(33.52, 126.5)}
    for name in "ABC":
        play.tell(f"stop/{name}")
    play.tell(STOP, up=Access.UNKNOWN)
    play.drive(b1=3)
    play.tell()
    snapshot = play.look(1)
    assert [one.point.access_point for one in snapshot.list_near(HERE)] == [
        "stop/A",
        "stop/B",
        BUS,
    ]
    near = snapshot.list_near(HERE, within_m=105, limit=1)
    assert near[0].distance_m == 0.0
    assert len(near) == 1
    play.now += timedelta(seconds=1)
    play.tell(STOP, up=Access.NO)
    assert STOP not in {one.point.access_point for one in play.look().list_near(HERE)}
    assert STOP in {one.point.access_point for one in play.look().list_near(HERE, working=False)}


def test_a_snapshot_does_not_change_under_its_reader(play):
    play.tell(STOP)
    before = play.look()
    play.look(1)
    play.tell(STOP, up=Access.NO)
    after = play.look()
    assert before.points[STOP].works
    assert not after.points[STOP].works
    assert play.book.get_current() is after


def test_the_pool_stands_in_the_snapshot(play):
    play.tell(STOP, counted=500, since=NOW - timedelta(hours=1))
    assert play.look().pool.used_bytes == 500
    assert play.look().pool.pool_bytes == FACTS.monthly_pool_bytes


@given(st.lists(st.tuples(st.integers(0, 900), st.sampled_from([0, 1, 2])), max_size=12))
def test_reports_in_any_order_and_twice_give_the_same_states(told):
    """A status depends on the newest report alone; two of one instant are one report."""
    newest = {second: up for second, up in told}
    reports = [report(STOP, NOW + timedelta(seconds=s), up=up) for s, up in newest.items()]
    plain, mixed = Play(WifiSettings(most_early_s=10_000)), Play(WifiSettings(most_early_s=10_000))
    for one in sorted(reports, key=lambda one: one.time_ms):
        plain.book.take(one, now_ms=to_ms(NOW))
    for one in [*reports, *reversed(reports)]:
        mixed.book.take(one, now_ms=to_ms(NOW))
    for play in (plain, mixed):
        play.look(1_000)
    states = [play.book.get_current().points.get(STOP) for play in (plain, mixed)]
    assert states[0] == states[1]


def test_asking_for_names_of_buses_that_are_not_there_keeps_none_of_them():
    play = Play()
    play.tell(BUS)
    play.look()
    for n in range(50):
        assert play.book.get_ssid(f"made/up-{n}") == ""
    assert play.book.count_buses() == 1
