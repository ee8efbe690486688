"""What meets a need: never by what is disputed, never by what nobody says."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modugil.core.access import Access
from modugil.core.geo import LatLon
from modugil.places.build_places import Group, Sourced, build_places
from modugil.places.finding.index import build_place_index
from modugil.places.finding.needs import (
    NEED_WORDS,
    RULES,
    Known,
    judge_need,
    judge_needs,
    know_place,
)
from modugil.places.finding.search import Wanted, search_places
from modugil.places.place import WHEELCHAIR
from modugil.places.record import Record, Said
from modugil.places.vocabulary import FACTS, KINDS, Form

KEYS = sorted(
    {
        key
        for rule in RULES.values()
        for line in (*rule.yes, *rule.no, *rule.doubt)
        for key, _ in line.facts
    }
)
VALUES = {Form.ACCESS: ("yes", "no"), Form.COUNT: ("0", "2"), Form.WORD: ("easy", "very_hard")}
ONE_SAYS = st.fixed_dictionaries(
    {},
    optional={
        key: st.sampled_from(VALUES[Form.ACCESS if key == WHEELCHAIR else FACTS[key]])
        for key in KEYS
    },
)
HEARD = st.tuples(st.sampled_from(KINDS), st.lists(ONE_SAYS, min_size=1, max_size=3))


@pytest.mark.parametrize(
    ("need", "kind", "facts", "judged"),
    [
        ("wheelchair", "sights", "", "UNKNOWN"),
        ("wheelchair", "sights", "wheelchair=yes", "YES"),
        ("wheelchair", "sights", "wheelchair=no", "NO"),
        ("wheelchair", "sights", "wheelchair=yes step_free_entrance=no", "UNKNOWN"),
        ("wheelchair", "sights", "wheelchair=yes difficulty=very_hard", "UNKNOWN"),
        ("wheelchair", "sights", "step_free_entrance=yes", "UNKNOWN"),
        ("wheelchair", "sights", "step_free_entrance=yes step_free_approach=yes", "YES"),
        ("wheelchair", "sights", "accessible_toilet=yes", "UNKNOWN"),
        ("wheelchair", "toilets", "accessible_toilet=yes", "YES"),
        ("wheelchair", "toilets", "accessible_toilet=no", "NO"),
        ("wheelchair", "sights", "accessible_toilet=no wheelchair=yes", "YES"),
        ("wheelchair", "centres", "ramp_vehicles=3", "YES"),
        ("wheelchair", "centres", "ramp_vehicles=0", "UNKNOWN"),
        ("wheelchair", "courses", "steps=4 wheelchair=yes", "NO"),
        ("sight", "sights", "braille_guide=yes", "YES"),
        ("sight", "sights", "braille_guide=no", "UNKNOWN"),
        ("sight", "sights", "braille_guide=yes guide_dog=no", "UNKNOWN"),
        ("sight", "sights", "sight_friendly=no braille_guide=yes", "NO"),
        ("hearing", "sights", "sign_language=yes", "YES"),
        ("hearing", "sights", "hearing_friendly=no", "NO"),
        ("infants", "sights", "rental_stroller_count=2", "YES"),
        ("infants", "sights", "rental_stroller_count=2 rental_stroller=no", "UNKNOWN"),
        ("infants", "toilets", "changing_table=no", "NO"),
        ("infants", "sights", "changing_table=no", "UNKNOWN"),
        ("older", "sights", "rental_wheelchair=yes", "YES"),
        ("older", "sights", "rental_wheelchair=yes difficulty=hard", "UNKNOWN"),
        ("older", "sights", "rental_wheelchair=yes rental_wheelchair_count=0", "UNKNOWN"),
        ("older", "sights", "rental_wheelchair=no rental_wheelchair_count=2", "UNKNOWN"),
        ("older", "sights", "rental_wheelchair=no rental_wheelchair_count=2 elevator=yes", "YES"),
        ("older", "sights", "wheelchair=no elevator=yes", "YES"),
    ],
)
def test_facts_meet_a_need_as_the_table_says(need, kind, facts, judged):
    values = dict(fact.split("=") for fact in facts.split())
    assert judge_need(need, Known(kind, values)) is Access[judged]


def test_a_disputed_fact_meets_no_need_and_casts_doubt_where_it_speaks_against_it():
    said = {"wheelchair": "yes", "step_free_entrance": ""}
    assert judge_need("wheelchair", Known("sights", said)) is Access.YES
    doubted = Known("sights", said, frozenset({"step_free_entrance"}))
    assert judge_need("wheelchair", doubted) is Access.UNKNOWN
    lent = Known("sights", {"rental_wheelchair_count": "2"}, frozenset({"rental_wheelchair"}))
    assert judge_need("older", lent) is Access.UNKNOWN
    counted = Known("centres", {"ramp_vehicles": "2"}, frozenset({"ramp_vehicles"}))
    assert judge_need("wheelchair", counted) is Access.UNKNOWN


def test_every_fact_of_the_table_is_one_of_the_vocabulary_and_every_need_can_be_met():
    assert set(KEYS) <= {WHEELCHAIR, *FACTS}
    for need in NEED_WORDS:
        line = RULES[need].yes[0]
        values = {key: "1" if value == "some" else value for key, value in line.facts}
        assert judge_need(need, Known(line.kinds[0], values)) is Access.YES


@given(HEARD)
def test_law_no_yes_without_a_line_that_nobody_contradicts(heard):
    kind, sources = heard
    known = know_place(drawn(kind, sources).get_place(0))
    for need in NEED_WORDS:
        if judge_need(need, known) is Access.YES:
            assert any(_all_say(line, kind, sources) for line in RULES[need].yes)
            against = (*RULES[need].no, *RULES[need].doubt)
            one_fact = [line for line in against if kind in line.kinds and len(line.facts) == 1]
            assert not any(_one_says(line, sources) for line in one_fact)


@given(HEARD, st.sets(st.sampled_from(NEED_WORDS)))
def test_law_several_needs_are_as_the_worst_of_them(heard, needs):
    kind, sources = heard
    known = know_place(drawn(kind, sources).get_place(0))
    each = {judge_need(need, known) for need in needs}
    worst = next((one for one in (Access.NO, Access.UNKNOWN) if one in each), Access.YES)
    assert judge_needs(needs, known) is worst


@given(HEARD, st.sets(st.sampled_from(NEED_WORDS), min_size=1))
def test_law_the_index_finds_as_the_places_are_told_with_their_sources(heard, needs):
    kind, sources = heard
    places = drawn(kind, sources)
    judged = judge_needs(needs, know_place(places.get_place(0)))
    index = build_place_index(places, at=LatLon(33.4, 126.5))
    hits = search_places(index, Wanted(needs=frozenset(needs)))
    sure = search_places(index, Wanted(needs=frozenset(needs), confirmed=True))
    assert len(hits.rows) == (judged is not Access.NO)
    assert hits.possible.tolist() == [judged is Access.UNKNOWN] * len(hits.rows)
    assert len(sure.rows) == (judged is Access.YES)


@given(HEARD)
def test_law_what_is_not_said_never_helps(heard):
    """Whoever takes back every fact that speaks for a need leaves no need met."""
    kind, sources = heard
    for need in NEED_WORDS:
        for_it = {key for line in RULES[need].yes for key, _ in line.facts}
        rest = [{k: v for k, v in one.items() if k not in for_it} for one in sources]
        known = know_place(drawn(kind, rest).get_place(0))
        assert judge_need(need, known) is not Access.YES


def drawn(kind, sources):
    members = tuple(
        Sourced(_record(kind, row, facts), row, f"source-{row}", f"2026-01-0{row + 1}")
        for row, facts in enumerate(sources)
    )
    return build_places([Group("one", members)])


def _record(kind, row, facts):
    said = tuple(Said(key, value) for key, value in facts.items() if key != WHEELCHAIR)
    return Record(
        kind=kind,
        id="one",
        names={"": "하나"},
        row=row,
        lat=33.4,
        lon=126.5,
        wheelchair=facts.get(WHEELCHAIR, ""),
        said=said,
    )


def _all_say(line, kind, sources):
    """Whether each fact of the line is said by somebody, and by nobody otherwise."""
    return kind in line.kinds and all(
        {_fits(one[key], value) for one in sources if key in one} == {True}
        for key, value in line.facts
    )


def _one_says(line, sources):
    ((key, value),) = line.facts
    return any(key in one and _fits(one[key], value) for one in sources)


def _fits(told, value):
    return told not in ("", "0") if value == "some" else told == value


def test_the_page_about_finding_names_every_fact_of_each_need():
    page = Path(__file__).resolve().parents[3] / "docs" / "finding.md"
    told = [line.split("|") for line in page.read_text("utf-8").splitlines() if "|" in line]
    rows = {cells[1].strip(" `"): cells[2:5] for cells in told}
    for need, rule in RULES.items():
        for cell, lines in zip(rows[need], (rule.yes, rule.no, rule.doubt), strict=True):
            named = set(re.findall(r"`(\w+)`", cell))
            assert named == {key for line in lines for key, _ in line.facts}, need
