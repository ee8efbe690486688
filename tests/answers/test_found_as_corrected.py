"""What is found by name, and where a journey ends, is as staff say it is."""

import threading
from zoneinfo import ZoneInfo

import pytest
from tests.answers.world import NOW
from tests.api.ogc.conftest import wire_world
from tests.places.drawn import draw_places

from modugil.answers.finding import find_among
from modugil.answers.finding.find_among import PlaceFinder
from modugil.answers.finding.place_question import PlaceQuestion
from modugil.core.geo import LatLon
from modugil.places.catalogue import Catalogue, PlacesNow, correct
from modugil.places.finding.index import build_place_index, follow
from modugil.places.place import STAFF, SaidBy
from modugil.store.database import open_database

JEJU = LatLon(33.4, 126.5)
DRAWN = """
sights 등대 @ 33.45,126.94 hours=Mo-Fr_09:00-18:00
sights 성벽 @ 33.46,126.95 hours=24/7
"""


@pytest.fixture
def desk(world, tmp_path):
    engine = open_database(tmp_path / "state.sqlite")
    yield wire_world(world.fresh(), database=engine)[0]
    engine.dispose()


def test_a_place_that_staff_say_is_not_accessible_is_nowhere_told_as_one_that_is(desk):
    def tell():
        (found,) = desk.find("등대", language="ko", limit=3, near=None)
        return found.wheelchair, desk.get_place("place:light", language="ko").wheelchair

    assert tell() == ("yes", "yes")
    desk.corrections.set_fact("light", "wheelchair", "no", author="kim", now=NOW)
    assert tell() == ("no", "no")
    desk.corrections.withdraw_fact("light", "wheelchair", author="kim", now=NOW)
    assert tell() == ("yes", "yes")


def test_many_who_ask_first_at_once_wait_for_one_index(monkeypatch):
    built, together = [], threading.Barrier(4)

    def count(*words, **named):
        built.append(threading.get_ident())
        return build_place_index(*words, **named)

    monkeypatch.setattr(find_among, "build_place_index", count)
    finder = PlaceFinder(Catalogue(draw_places(DRAWN)), zone=ZoneInfo("Asia/Seoul"), middle=JEJU)
    totals = []

    def ask():
        together.wait()
        totals.append(finder.find(PlaceQuestion(text="등대"), now=NOW).total)

    asking = [threading.Thread(target=ask) for _ in range(4)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert totals == [1, 1, 1, 1]
    assert len(built) == 1


def test_opening_hours_are_read_again_only_where_staff_say_others():
    before = Catalogue(draw_places(DRAWN)).get_current()
    compiled = build_place_index(before.places, at=JEJU)

    def corrected(key, value):
        said = SaidBy(key, value, "", STAFF, "2026-11-22", "kim")
        now = PlacesNow(before.places, before.rows, 1, {0: correct(before, 0, (said,))})
        return follow(compiled, now, at=JEJU)

    assert corrected("steps", "3").hours_table is compiled.hours_table
    anew = corrected("hours", "Sa 10:00-12:00")
    assert anew.hours_table.hours[:2] == compiled.hours_table.hours
    assert anew.hours_table.hours[anew.hours[0]].text == "Sa 10:00-12:00"
    assert anew.hours[1] == compiled.hours[1]
