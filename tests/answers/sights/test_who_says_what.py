"""Each line of a page cites those who say what it tells, and nobody else."""

from dataclasses import replace

import pytest
from tests.answers.sights.drawn_sights import open_sights, open_with_catalogue, read, say
from tests.answers.world import World

from modugil.answers.sights.sight_answer import SightAnswer, SightLine
from modugil.places.build_places import Group, build_places
from modugil.places.catalogue import correct
from modugil.places.place import STAFF, SaidBy

NEWER = {"address_lot": "가나리 1156", "step_free_entrance": "no", "access_note": "첫 문장.\n둘째"}
OLDER = {"address_lot": "가나리 1131-1", "elevator": "yes"}


def list_lines(page: SightAnswer, key: str) -> list[SightLine]:
    return [line for part in page.sections for line in part.lines if line.key == key]


@pytest.fixture(scope="module")
def groups() -> list[Group]:
    said = (
        say("sights", "절", "h", NEWER, as_of="2023"),
        say("sights", "절", "h", OLDER, source=1, as_of="2020"),
    )
    return [Group("temple", said)]


def test_texts_that_differ_are_each_told_with_those_who_say_them(
    world: World, groups: list[Group]
) -> None:
    page = read(open_sights(world, build_places(groups)), "temple", "ko")
    told = [(one.text, one.sources) for one in list_lines(page, "address_lot")]
    assert told == [("지번 주소: 가나리 1156.", [1]), ("지번 주소: 가나리 1131-1.", [2])]


def test_sentences_of_a_note_do_not_run_into_each_other(world: World, groups: list[Group]) -> None:
    page = read(open_sights(world, build_places(groups)), "temple", "ko")
    assert list_lines(page, "access_note")[0].text == "이동 편의 설명: 첫 문장. 둘째."


def test_what_staff_overrule_is_not_cited_for_what_they_say(
    world: World, groups: list[Group]
) -> None:
    sights, catalogue = open_with_catalogue(world, build_places(groups))
    now = catalogue.get_current()
    said = (SaidBy("step_free_entrance", "yes", "", STAFF, "2026-11-20", "kim"),)
    catalogue.swap(replace(now, corrected={0: correct(now, 0, said)}, version=1))
    page = read(sights, "temple")
    entrance = list_lines(page, "step_free_entrance")
    by_staff = next(one.number for one in page.sources if "staff" in one.name)
    assert [(one.access, one.sources) for one in entrance] == [("yes", [by_staff])]
    get_in = page.sections[0].lines
    overruled = get_in[get_in.index(entrance[0]) + 1]
    assert "sources disagree" in overruled.text and "says no" in overruled.text
    assert overruled.text.endswith("The first one counts.")
    assert overruled.sources and by_staff not in overruled.sources


def test_a_recommended_point_with_a_barrier_tells_the_barrier_first(world: World) -> None:
    facts = {"recommended": "yes", "has_steps_or_slope": "yes"}
    places = build_places([Group("fork", (say("courses", "갈림길", "h", facts),))])
    page = read(open_sights(world, places), "fork")
    assert page.sections[1].answer == "There is a step or a slope."
    assert "There is a step or a slope." in page.summary
