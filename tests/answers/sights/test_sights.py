"""Pages of places, read from top to bottom."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.answers.boards.fleet import drive, follow
from tests.answers.sights.drawn_sights import (
    open_sights,
    open_with_catalogue,
    read,
    read_page,
    say,
)
from tests.answers.world import NOW, at

from modugil.answers.sights.sight_answer import SECTIONS
from modugil.core.access import Access
from modugil.core.errors import BadInput, NeedsInvalid, PlaceNotFound
from modugil.core.geo import LatLon
from modugil.core.language import ALL_LANGUAGES
from modugil.live.wifi.snapshot import WifiSnapshot
from modugil.live.wifi.state import AccessPointState, WifiStatus
from modugil.places.build_places import Group, build_places
from modugil.places.catalogue import correct
from modugil.places.place import STAFF, SaidBy


@pytest.fixture(scope="module")
def sights(world):
    return open_sights(world)


def section(page, key):
    return next(one for one in page.sections if one.key == key)


def line(page, key):
    return next(one for part in page.sections for one in part.lines if one.key == key)


@pytest.mark.parametrize("language", ALL_LANGUAGES)
@pytest.mark.parametrize("id", ["hall", "rock", "temple"])
def test_a_page_reads_well(sights, golden, id, language):
    golden(f"{id}_{language}.txt", read_page(read(sights, id, language)))


@pytest.mark.parametrize("id", ["wc", "plug", "desk", "net", "slope", "post"])
def test_every_kind_of_place_has_its_page(sights, golden, id):
    page = read(sights, id)
    assert tuple(one.key for one in page.sections) == SECTIONS
    golden(f"{id}_en.txt", read_page(page))


def test_what_nobody_says_is_unknown_and_never_no(sights):
    page = read(sights, "rock")
    told = [
        one for part in page.sections[:3] for one in (part.verdict, *(x.access for x in part.lines))
    ]
    assert "no" not in told
    assert [part.verdict for part in page.sections[:3]] == ["unknown"] * 3
    assert page.wheelchair == "unknown"
    assert set(page.a11y_needs.values()) == {"unknown"}
    assert all("not known" in part.answer for part in page.sections[:3])


def test_a_disagreement_is_told_one_by_one_and_nobody_is_sent_by_it(sights):
    page = read(sights, "temple")
    assert section(page, "get_in").verdict == "unknown"
    entrance = line(page, "step_free_entrance")
    assert (entrance.disputed, entrance.access, len(entrance.sources)) == (True, "unknown", 2)
    assert "Road Guide says no (15 January 2023), Two Towns says yes (March 2022)" in entrance.text
    told = [one for one in section(page, "sources").lines if one.disputed]
    assert [one.key for one in told] == ["step_free_entrance", "entrance_width_m"]


def test_sources_that_agree_are_both_named(sights):
    elevator = line(read(sights, "temple"), "elevator")
    assert (elevator.access, elevator.disputed, len(elevator.sources)) == ("no", False, 2)


def test_a_number_that_was_read_out_of_words_keeps_them(sights):
    slope = line(read(sights, "slope"), "slope_deg")
    assert slope.quote is not None
    assert (slope.quote.text, slope.quote.language) == ("오르막 경사 58m (경사 6˚)", "ko")
    assert slope.text == "Slope: 6 degrees."


def test_words_of_another_language_stand_apart_from_ours(sights):
    description = line(read(sights, "hall", "ja"), "description")
    assert description.quote is not None and description.quote.language == "ko"
    assert "오래된" not in description.text
    own = line(read(sights, "hall", "ko-easy"), "description")
    assert own.quote is None and "오래된 마을 회관입니다." in own.text


def test_links_lead_to_telephones_and_to_pictures_of_others(sights):
    page = read(sights, "hall")
    assert line(page, "phone").href == "tel:0640001234"
    image = line(page, "image")
    assert image.href == "https://example.org/hall.jpg"
    assert "Two Towns" in image.text and "hall.jpg" not in image.text


def test_hours_are_told_with_whether_it_is_open_now(sights):
    monday, tuesday = NOW, NOW + timedelta(days=1)
    assert section(read(sights, "hall", now=monday), "get_in").answer.endswith("Closed now.")
    assert section(read(sights, "hall", now=tuesday), "get_in").answer.endswith("Open now.")


def test_without_a_toilet_of_its_own_the_nearest_is_told(sights):
    toilet = section(read(sights, "rock"), "toilet")
    assert "The nearest known accessible toilet is " in toilet.answer
    near = [one for one in toilet.lines if one.place is not None]
    distances = [one.distance_m for one in near]
    assert distances == sorted(distances) and near[0].place.ref in ("place:wc", "place:hall")


def test_the_nearest_stops_tell_their_lines_and_the_next_low_floor_bus(sights):
    way = section(read(sights, "hall"), "directions")
    assert way.lines[0].place is not None and way.lines[0].place.ref == "stop:land:W1"
    assert "365" in way.lines[0].text
    assert way.lines[1].text.startswith("Next low-floor bus at West Village Gate: 365")
    assert way.lines[-1].text == "Enter where you start to see a way that suits you."


def test_a_bus_that_is_heard_of_is_told_as_it_is_now(changing):
    follow(changing, drive(changing, "R1-W1-540", late_s=240, last=0))
    way = section(read(open_sights(changing), "plug"), "directions")
    assert way.lines[1].text == (
        "Next low-floor bus at West Village Hall: 365, towards E2, in 7 min, low-floor, room to "
        "spare."
    )
    assert way.lines[1].as_of == "2026-11-23T09:00:00+09:00"


def test_from_a_start_the_way_is_told_for_ones_needs(sights):
    words = {"needs": "manual-wheelchair", "maxSlopeUpPercent": "8"}
    page = sights.get_sight("rock", language="en", now=NOW, start=at("a"), needs=words)
    way = section(page, "directions")
    assert "365" in way.answer
    link = way.lines[-1].href
    assert link.startswith("/?from=") and "toRef=place%3Arock" in link
    assert "needs=manual-wheelchair&maxSlopeUpPercent=8&language=en" in link


def test_a_start_or_needs_that_cannot_be_are_refused(sights):
    with pytest.raises(BadInput):
        sights.get_sight("rock", language="en", now=NOW, start="nowhere")
    with pytest.raises(NeedsInvalid):
        sights.get_sight(
            "rock", language="en", now=NOW, start=at("a"), needs={"needs": "flying-carpet"}
        )


def test_there_is_no_page_of_what_is_not_there(sights, streets_only):
    with pytest.raises(PlaceNotFound):
        read(sights, "nowhere")


def test_a_region_without_a_timetable_says_so(streets_only):
    page = read(open_sights(streets_only), "hall")
    assert section(page, "directions").answer.startswith("There is no timetable for this area")


class _Hears:
    def __init__(self, status: WifiStatus) -> None:
        point = AccessPointState("stop/W1", status, NOW, NOW, clients=3, at=LatLon(33.5, 126.5))
        self.snapshot = WifiSnapshot(NOW, {"stop/W1": point}, {"stop/W1": ("stop/W1",)})

    def get_current(self) -> WifiSnapshot:
        return self.snapshot


@pytest.mark.parametrize(
    ("status", "verdict"),
    [(WifiStatus.WORKING, "yes"), (WifiStatus.DOWN, "no"), (WifiStatus.SILENT, "unknown")],
)
def test_wifi_that_is_listened_to_tells_how_it_is_now(world, status, verdict):
    sights = open_sights(world)
    sights.wifi = _Hears(status)
    now = section(read(sights, "net"), "get_round")
    assert now.verdict == verdict
    assert ("Devices connected: 3." in now.answer) is (verdict == "yes")


def test_wifi_that_nobody_listens_to_is_not_known(sights):
    assert section(read(sights, "net"), "get_round").verdict == "unknown"


def test_what_staff_correct_is_told_at_once_and_by_whom(world):
    sights, catalogue = open_with_catalogue(world)
    now = catalogue.get_current()
    row = now.rows["rock"]
    said = (SaidBy("accessible_toilet", "yes", "", STAFF, "2026-11-20", "kim"),)
    place = correct(now, row, said)
    catalogue.swap(replace(now, corrected={row: place}, version=1))
    page = read(sights, "rock")
    toilet = line(page, "accessible_toilet")
    assert place.get_access("accessible_toilet") is Access.YES
    assert page.sources[toilet.sources[0] - 1].name == "the region's own staff"
    assert page.sources[toilet.sources[0] - 1].record == ""
    near = section(read(sights, "plug"), "nearby")
    assert "place:rock" in [one.place.ref for one in near.lines if "toilet" in one.text]


def test_who_can_go_round_alone_is_not_told_as_a_place_without_steps(world):
    place = Group("hall", (say("sights", "회관", "b", {"alone_accessible": "yes"}),))
    page = read(open_sights(world, build_places([place])), "hall")
    part = section(page, "get_round")
    assert (part.verdict, part.answer) == ("yes", "You can get round alone in a wheelchair.")
    assert line(page, "step_free_inside").access == "unknown"


def test_where_one_eats_or_sleeps_is_no_sight_nearby(world):
    groups = [
        Group("hall", (say("sights", "회관", "b", {"category": "culture"}),)),
        Group("inn", (say("sights", "여관", "c", {"category": "lodging"}),)),
        Group("park", (say("sights", "공원", "d", {}),)),
    ]
    sights = open_sights(world, build_places(groups))
    sights.warm_up()
    near = section(read(sights, "hall"), "nearby").lines
    assert [one.place.ref for one in near] == ["place:park"]


def test_a_place_that_is_closed_for_good_is_not_told_as_near(world):
    sights, catalogue = open_with_catalogue(world)
    now = catalogue.get_current()
    catalogue.swap(replace(now, closed=frozenset({now.rows["wc"]}), version=1))
    for part in read(sights, "hall").sections:
        assert all(one.place is None or one.place.ref != "place:wc" for one in part.lines)
    with pytest.raises(PlaceNotFound):
        read(sights, "wc")
