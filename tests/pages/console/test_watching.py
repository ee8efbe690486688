"""What the console tells of the fleet, in words: most urgent first, numbers, tables, drawings."""

import re
from zoneinfo import ZoneInfo

import pytest
from tests.answers.world import NOW
from tests.pages.console.conftest import FOLLOWER, LATE, SILENT

from modugil.live.operations.told.accuracy import BucketShare, Yardstick
from modugil.live.operations.told.headways import HeadwayKind, Pair
from modugil.live.operations.told.terminals import HealthReason
from modugil.pages.catalogue import get_words
from modugil.pages.console.say_time import Times
from modugil.pages.console.watching.bars import draw_bars
from modugil.pages.console.watching.fleet_page import say_reason
from modugil.pages.console.watching.sorting import cut_rows, sort_rows
from modugil.pages.console.watching.string_line import draw_string_lines
from modugil.people.roles import Role


def words_of(page: str) -> str:
    """The text of a page, without its marks."""
    body = re.sub(r"<script.*?</script>|<svg.*?</svg>", " ", page, flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def pair(leader, follower, headway_s, kind=HeadwayKind.EVEN) -> Pair:
    return Pair(
        kind=kind,
        leader=leader,
        follower=follower,
        leader_trip_id="",
        follower_trip_id="",
        planned_s=1200,
        headway_s=headway_s,
        ratio=headway_s / 1200,
        observed_s=None,
        apart_m=None,
        stop_id="W1",
        stop="서마을 입구",
        lat=33.5,
        lon=126.5,
    )


def test_the_overview_says_what_needs_attention_the_most_urgent_first(staff):
    page = staff.get("/console")
    said = re.findall(r'data-id="(\w+)"', page)
    assert {"silent", "bunched", "wifi", "tasks"} <= set(said)
    assert said.index("silent") < said.index("bunched") < said.index("tasks")
    text = words_of(page)
    assert f"{SILENT} (간선7): silent for 4 min" in text
    assert f"{FOLLOWER} follows {LATE} after" in text
    assert "stop/E1: down for" in text
    assert "Wi-Fi at the stop is down" in text


def test_the_overview_is_fetched_again_as_a_part_of_itself(staff):
    part = staff.get("/console?part=overview")
    assert part.lstrip().startswith('<div id="overview"')
    assert "<html" not in part


def test_every_bus_stands_in_the_table_with_its_state_line_and_terminal(staff):
    text = words_of(staff.get("/console/fleet"))
    assert "Buses reporting: 2." in text
    assert "Silent buses: 1" in text
    for bus in (LATE, FOLLOWER, SILENT, "J/9"):
        assert bus in text
    silent = words_of(staff.get("/console/fleet?state=stale"))
    assert SILENT in silent
    assert LATE not in silent
    assert "No such bus" in words_of(staff.get("/console/fleet?state=stale&line=365"))


def test_a_table_is_sorted_by_each_of_its_headings_both_ways(staff):
    up = staff.get("/console/fleet?sort=vehicle")
    down = staff.get("/console/fleet?sort=-vehicle")
    order = re.findall(r'<th scope="row">([^<]+)</th>', up)
    assert len(order) == 4
    assert order == re.findall(r'<th scope="row">([^<]+)</th>', down)[::-1]
    assert 'aria-sort="ascending"' in up
    assert 'aria-sort="descending"' in down


def test_what_is_not_known_comes_last_whichever_way_is_asked_for():
    keys = {"n": lambda row: row}
    assert sort_rows([2, None, 1], keys, {"sort": "n"}, path="").rows == [1, 2, None]
    assert sort_rows([2, None, 1], keys, {"sort": "-n"}, path="").rows == [2, 1, None]
    assert sort_rows([2, 1], keys, {"sort": "nonsense"}, path="").rows == [1, 2]


def test_a_bunch_is_drawn_and_said(staff):
    page = staff.get("/console/lines")
    assert 'class="s-bunched"' in page
    assert "bunched 365 at" in words_of(page)
    assert "No bus is on this line now." in words_of(staff.get("/console/lines?line=R2"))


def test_buses_are_drawn_as_far_apart_as_they_are_in_time_the_first_on_the_right():
    (row,) = draw_string_lines(
        [pair("a", "b", 600), pair("b", "c", 30, HeadwayKind.BUNCHED), pair("c", "d", 2400)]
    )
    assert [bead.name for bead in row.beads] == ["a", "b", "c", "d"]
    places = [bead.x for bead in row.beads]
    assert places == sorted(places, reverse=True)
    assert places[-1] >= 0
    wide = [one.x2 - one.x1 for one in row.stretches]
    assert wide[1] < wide[0] < wide[2]
    assert len(draw_string_lines([pair("a", "b", 60), pair("x", "y", 60)])) == 2


def test_a_bar_is_as_high_as_its_share_and_none_without_a_sample():
    bars = draw_bars(
        Yardstick(
            name="mbta",
            overall=0.5,
            samples=4,
            buckets=[
                BucketShare(minutes="0-3", share=0.5, samples=4),
                BucketShare(minutes="3-6", share=None, samples=0),
            ],
        )
    )
    assert [(bar.height, bar.told) for bar in bars.bars] == [(50, "50%"), (0, "")]


def test_a_run_that_nobody_drives_is_listed_with_a_way_to_cancel_it(staff):
    page = staff.get("/console/trips")
    assert "no bus" in words_of(page)
    found = re.search(r'href="(/console/messages/new/cancellation\?[^"]+)"', page)
    assert found is not None
    form = staff.get(found[1].replace("&amp;", "&"))
    assert re.search(r'<option value="[^"]+" selected>[^<]*→', form)


def test_wi_fi_is_told_by_bus_and_stop_with_what_is_down_first(staff):
    text = words_of(staff.get("/console/wifi"))
    assert "down (1)" in text
    assert text.index("stop/E1") < text.index("stop/W1")
    assert "stop/E1" not in words_of(staff.get("/console/wifi?place=bus"))


def test_a_task_is_written_to_and_closed_by_whoever_may(staff, console):
    assert "Write a note" in staff.post("/console/tasks/1", do="note", note=" ").text
    assert staff.post("/console/tasks/1", do="note", note="<i>on the way</i>").status_code == 303
    assert "&lt;i&gt;on the way&lt;/i&gt;" in staff.get("/console/tasks")
    assert staff.post("/console/tasks/1", do="close").status_code == 303
    assert "There is nothing to do." in staff.get("/console/tasks")
    everything = words_of(staff.get("/console/tasks?all=1"))
    assert "closed by boss" in everything
    assert console.desk.tasks.list_tasks() == []


def test_who_may_only_look_closes_no_task(viewer, console):
    assert "<textarea" not in viewer.get("/console/tasks")
    assert viewer.post("/console/tasks/1", do="close").status_code == 403
    assert len(console.desk.tasks.list_tasks()) == 1


def test_roles_are_given_and_the_last_administrator_stays_one(staff, console):
    path = "/console/people/{}/roles"
    assert staff.post(path.format("view"), role="dispatcher").status_code == 303
    accounts = {one.name: one for one in console.desk.people.list_accounts()}
    assert accounts["view"].roles == {"dispatcher"}
    refused = staff.post(path.format("boss"), role="viewer")
    assert refused.status_code == 422
    assert "The last administrator must keep that role." in refused.text
    assert "Choose one role at least." in staff.post(path.format("view")).text
    assert staff.post(path.format("BOSS"), role="viewer").status_code == 422
    accounts = {one.name: one for one in console.desk.people.list_accounts()}
    assert Role.ADMIN in accounts["boss"].roles


def test_a_task_of_a_number_that_cannot_be_is_no_fault_of_ours(staff):
    for number in ("0", "99", "9" * 30):
        assert staff.post(f"/console/tasks/{number}", note="x").status_code in (400, 404)


def test_a_reset_shows_the_new_sign_in_once_and_the_record_tells_who_did_it(staff, console):
    shown = staff.post("/console/people/view/reset")
    password = re.search(r"<code>([\w-]{20,})</code>", shown.text)
    assert password is not None
    assert password[1] != console.issued["view"].password
    assert password[1] not in staff.get("/console/people")
    record = words_of(staff.get("/console/audit"))
    assert "boss account reset view" in record


def test_the_record_goes_back_in_time(staff):
    assert "signed in" in words_of(staff.get("/console/audit"))
    before = NOW.isoformat().replace("+", "%2B")
    assert "Nothing is recorded." in staff.get(f"/console/audit?before={before}")


def test_where_nothing_is_kept_the_past_is_said_not_to_be_there(staff):
    assert "Nothing is kept of that time." in staff.get("/console/playback")
    assert "This is no date and time." in staff.get("/console/playback?start=nonsense")


@pytest.mark.parametrize("page", ["driving", "accuracy"])
def test_a_day_without_anything_is_said_as_one(staff, page):
    text = words_of(staff.get(f"/console/{page}"))
    assert "No hot spot on this day." in text or "Nothing to compare yet" in text


def test_a_long_table_begins_short_and_all_of_it_is_one_link_away():
    cut = cut_rows(list(range(100)), {"sort": "line"}, most=60, path="/console/fleet")
    assert (len(cut["rows"]), cut["left_out"]) == (60, 40)
    assert cut["all_address"] == "/console/fleet?sort=line&all=1"
    assert cut_rows(list(range(100)), {"all": "1"}, most=60, path="")["left_out"] == 0


def test_what_is_wrong_with_a_terminal_is_said_with_its_measure():
    times = Times(get_words("en"), ZoneInfo("Asia/Seoul"), NOW)
    told = [("silent", 1500.0), ("gaps", 0.07), ("jitter", 4.26), ("jitter", None)]
    reasons = [HealthReason(code=code, points=1.0, value=value) for code, value in told]
    assert [say_reason(times, one) for one in reasons] == [
        "silent for 25 min",
        "gaps 7% of the time",
        "scatter of 4.3 m while standing",
        "scatter of – m while standing",
    ]
